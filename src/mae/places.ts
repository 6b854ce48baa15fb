/** What becomes of a reconstruction whose decoder is told wrong places: an experiment, not a part of the method. */
import type { MaskPlan } from './mask';
import { torchRand } from './random';

/**
 * `idsRestore` [L] in which the K visible patches have changed places among themselves, by the seed; hidden places stay. Of the encoder
 * nothing changes: it is told the true places.
 */
export function misplace({ idsKeep, idsRestore }: MaskPlan, seed: number): Int32Array {
  const [noise] = torchRand(seed, idsKeep.length);
  const shuffled = Int32Array.from(noise.keys()).sort((a, b) => noise[a] - noise[b]);
  return idsRestore.map((place) => (place < idsKeep.length ? shuffled[place] : place));
}
