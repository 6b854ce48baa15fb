/** One file's turn: decoded, cut to the square in its middle, reconstructed, measured, and kept as one small PNG. */
import type { StoreApi } from 'zustand/vanilla';
import { compose, maskedPicture } from '../../../mae/compose';
import { CENTRE_CROP, cropBox } from '../../../mae/crop';
import { handMaskOf, writeMask } from '../../../mae/handMask';
import type { MaskPlan } from '../../../mae/mask';
import type { Raster } from '../../../mae/raster';
import { type Reconstruction, reconstruct } from '../../../mae/reconstruct';
import { cropAndResize } from '../../../mae/resample';
import type { DecodedPhoto } from '../../../runtime/browser/photo';
import { type Running, type Runtime, RuntimeFailed, Superseded } from '../../../runtime/inference/client';
import type { Backend } from '../../../runtime/inference/protocol';
import { sentence } from '../../../runtime/message';
import { planFor } from '../../../store/masking';
import type { Playground } from '../../../store/playground';
import { until } from '../../../store/until';
import { type Job, maskingAt } from './settings';

export interface BatchFile {
  /** With the folders it was brought in, separated by "/". */
  readonly path: string;
  readonly file: File;
}

export interface Unreadable {
  readonly path: string;
  /** A sentence. */
  readonly why: string;
}

/** What came of one file. */
export interface Done {
  /** Of the file in its job, from 0. */
  readonly position: number;
  readonly path: string;
  /** Of the photograph, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Both over hidden patches; NaN when nothing is hidden. */
  readonly loss: number;
  readonly psnr: number;
  /** What the network took. */
  readonly ms: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly visible: number;
  /** As `writeMask` writes it. */
  readonly mask: string;
  /** Masked, reconstruction and original side by side, 3·S × S, as PNG. */
  readonly triplet: Blob;
}

/** What the store of many files needs from the world around it. */
export interface BatchWorld {
  readonly playground: StoreApi<Playground>;
  readonly runtime: Pick<Runtime, 'enqueue'>;
  /** Throws an Error whose message is a sentence for the person. */
  readonly decodePhoto: (file: Blob, name: string) => Promise<DecodedPhoto>;
  /** The pictures side by side. */
  readonly encodePng: (rasters: readonly Raster[]) => Promise<Blob>;
}

const NOT_RUNNING = 'The model is not running. What is done is kept; going on loads the model once more.';

/**
 * Waits until the page runs the job's model, in another worker than `before`. Rejects with a sentence when it cannot run, and with
 * the signal's reason.
 */
export function ready(
  playground: StoreApi<Playground>,
  { model }: Job,
  signal: AbortSignal,
  before?: Running,
): Promise<Running> {
  return until(
    playground,
    ({ status, model: chosen }) => {
      if (chosen.id !== model.id) return undefined;
      if (status.kind === 'failed') throw new Error(NOT_RUNNING);
      return status.kind === 'running' && status.running !== before ? status.running : undefined;
    },
    signal,
  );
}

/**
 * Takes the file at `position` of the job; an unreadable one is no error. Once more from the prediction each time that the model is
 * loaded anew meanwhile. Rejects when the backend breaks, or with the signal's reason.
 */
export async function takeTurn(
  world: BatchWorld,
  { path, file }: BatchFile,
  position: number,
  job: Job,
  signal: AbortSignal,
): Promise<Done | Unreadable> {
  const photo = await world.decodePhoto(file, file.name).catch(sentence);
  if (typeof photo === 'string') return { path, why: photo };
  const { geometry } = job.model;
  const square = cropAndResize(photo, cropBox(photo.width, photo.height, CENTRE_CROP), geometry.imageSize);
  const masking = maskingAt(job, position);
  const plan = planFor(masking, geometry);
  const { made, backend } = await insist(world, square, plan, job, signal);
  const drawn = job.pasteVisible ? compose(square, made.picture, plan.mask, geometry) : made.picture;
  return {
    position,
    path,
    ...photo.full,
    loss: made.loss,
    psnr: made.psnr,
    ms: made.encoderMs + made.decoderMs,
    backend,
    seed: masking.seed,
    visible: plan.idsKeep.length,
    mask: writeMask(handMaskOf(plan)),
    triplet: await world.encodePng([maskedPicture(square, plan.mask, geometry), drawn, square]),
  };
}

async function insist(
  { playground, runtime }: BatchWorld,
  square: Raster,
  plan: MaskPlan,
  job: Job,
  signal: AbortSignal,
): Promise<{ made: Reconstruction; backend: Backend }> {
  let running: Running | undefined;
  for (;;) {
    running = await ready(playground, job, signal, running);
    try {
      const made = await reconstruct(square, plan, job.model, runtime.enqueue);
      return { made, backend: running.backend };
    } catch (error) {
      if (error instanceof RuntimeFailed) revive(playground, running);
      if (!(error instanceof Superseded)) throw error;
    }
  }
}

/** A backend that broke takes the page's pictures with it, unless the page has noticed by itself. */
function revive(playground: StoreApi<Playground>, broken: Running): void {
  const { status, reload } = playground.getState();
  if (status.kind === 'running' && status.running === broken) void reload();
}
