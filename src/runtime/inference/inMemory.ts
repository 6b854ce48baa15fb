/**
 * Bytes that are all there as a file to read tensors from. A browser's own file lies in another process, which would be asked for each
 * of some hundred tensors.
 */
import type { Source } from '../checkpoint/stored';

export const inMemory = (bytes: Uint8Array<ArrayBuffer>): Source => ({
  size: bytes.length,
  slice: (start, end) => ({ arrayBuffer: async () => bytes.slice(start, end).buffer }),
});
