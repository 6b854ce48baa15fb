/** Whether a device's limits allow a model: counted from its geometry, before a byte of it is loaded. */

import { type Said, said } from '../../words/said';
import type { FullGeometry } from '../checkpoint/network';
import { bytesIn, type Precision } from '../checkpoint/precision';
import { tensorShapes } from '../checkpoint/shapes';
import { countOf } from '../checkpoint/stored';
import type { Gpu } from '../inference/gpu';

/** Numbers that a model's weights are: all of them, and those of the largest tensor, where that is known. */
export interface Needs {
  readonly numbers: number;
  readonly largest?: number;
}

/** WebAssembly's addresses have 32 bits. */
const WASM_BYTES = 2 ** 32;

/** Memory in use for each byte of weights, all else included: 1.2 was measured for MAE-Base, see bench/RESULTS.md. */
const MEMORY_PER_BYTE = 1.25;

/** They are asked for with every request. */
const known = new WeakMap<FullGeometry, Needs>();

export function needsOf(geometry: FullGeometry): Needs {
  const needs = known.get(geometry) ?? countNeeds(geometry);
  known.set(geometry, needs);
  return needs;
}

function countNeeds(geometry: FullGeometry): Needs {
  const counts = [...tensorShapes(geometry).values()].map(countOf);
  return {
    numbers: counts.reduce((sum, count) => sum + count, 0),
    largest: counts.reduce((most, count) => Math.max(most, count), 0),
  };
}

/** Bytes that a model takes while it runs. */
export const memoryFor = ({ numbers }: Needs, precision: Precision): number =>
  numbers * bytesIn[precision] * MEMORY_PER_BYTE;

/** What a GPU computes in. */
export const precisionOn = (gpu: Gpu): Precision => (gpu.halfPrecision ? 'float16' : 'float32');

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** Why WebAssembly cannot hold a model, as half a sentence; undefined where it can. */
export function wasmProblem(needs: Needs): Said | undefined {
  const memory = memoryFor(needs, 'float32');
  if (memory <= WASM_BYTES) return undefined;
  return said('models.wasmMemory', { memory: gigabytes(memory), most: gigabytes(WASM_BYTES) });
}

/** Why a GPU cannot hold a model, as half a sentence; undefined where it can, as far as a browser says. */
export function gpuProblem({ largest = 0 }: Needs, gpu: Gpu): Said | undefined {
  const bytes = largest * bytesIn[precisionOn(gpu)];
  if (gpu.kind === 'none' || bytes <= gpu.maxBuffer) return undefined;
  return said('models.gpuTensor', { memory: megabytes(bytes), most: megabytes(gpu.maxBuffer) });
}
