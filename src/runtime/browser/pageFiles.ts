/** What page and service worker say to each other, and what the build tells the service worker. Types only: the worker is one file. */
import type { gpuBuild } from '../inference/gpuBuild';

/** Names beside the page → lower-case SHA-256 of what is in them. */
export type Files = Readonly<Record<string, string>>;

/** The builds of onnxruntime for GPUs; a browser runs one of them. */
export type GpuBuild = ReturnType<typeof gpuBuild>;

/** All that a build made. */
export interface PageFiles extends Readonly<Record<GpuBuild, Files>> {
  /** Tells builds apart; the page has it in a `meta` element. */
  readonly build: string;
  /** Without these the page does not open. */
  readonly needed: Files;
  /** What can be asked of the page later: photographs, fonts, PDF. */
  readonly more: Files;
  /** Models, which are kept where they are checked. */
  readonly models: Files;
}

export type ToServiceWorker =
  /** Asks of which build the worker is; the answer comes through the port. */
  | { readonly type: 'which' }
  /** A page of `build` is at work: what of that build is not kept yet should be, and what this browser's GPU needs. */
  | { readonly type: 'keep'; readonly build: string; readonly gpu?: GpuBuild };
