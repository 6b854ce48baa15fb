/** What a file of weights is, by its first bytes and whatever it is called. */
import { readBytes, type Source } from './stored';

export type Kind = 'torch' | 'legacy torch' | 'safetensors';

/** Undefined where it begins as none of them. Throws FileFault where it cannot be read any more. */
export async function kindOf(file: Source): Promise<Kind | undefined> {
  const begin = await readBytes(file, 0, 9);
  if ([0x50, 0x4b, 3, 4].every((byte, i) => begin[i] === byte)) return 'torch';
  // Behind the length of its list.
  if (begin[8] === 0x7b) return 'safetensors';
  return begin[0] === 0x80 ? 'legacy torch' : undefined;
}
