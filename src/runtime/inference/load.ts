/** A model's files as a network: fetched and checked, or opened where they lie. */
import type { FullGeometry } from '../checkpoint/network';
import { readSafetensors } from '../checkpoint/safetensors';
import { storedBytes } from '../checkpoint/stored';
import type { ModelFiles, OpenedFile, OwnModel } from '../models/model';
import { fetchFile, type Later } from './fetchFile';
import { inMemory } from './inMemory';
import type { Meter } from './meter';
import type { Golden } from './selfCheck';
import type { Network } from './session';

/** The network, and PyTorch's numbers for it where there are any. */
export interface Loaded {
  readonly network: Network;
  readonly golden?: Golden;
}

const bytesOf = (files: ModelFiles): number =>
  Object.values(files).reduce((sum: number, file: { bytes: number }) => sum + file.bytes, 0);

/** `later` is given what may wait until a picture is there. Throws a `Sentence` that says which file could not be had, or is not the one it should be. */
export async function fetchNetwork(
  { files, geometry }: OwnModel,
  meter: Meter,
  later: Later,
): Promise<Loaded> {
  meter.expect(bytesOf(files));
  const [golden, weights] = await Promise.all(
    [files.golden, files.weights].map((file) => fetchFile(file, meter.count, later)),
  );
  const { names, locate } = await readSafetensors(inMemory(weights), 'model.safetensors');
  return {
    network: { geometry, tensors: await locate(names) },
    golden: JSON.parse(new TextDecoder().decode(golden)),
  };
}

export function openNetwork({ tensors }: OpenedFile, geometry: FullGeometry, meter: Meter): Loaded {
  meter.expect([...tensors.values()].reduce((sum, tensor) => sum + storedBytes(tensor), 0));
  return { network: { geometry, tensors, onBytes: meter.count } };
}
