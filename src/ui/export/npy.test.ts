import { expect, test } from 'vitest';
import { npy } from './npy';

test('the file is what NumPy writes', async () => {
  const file = npy([2, 3], Float32Array.of(1, 2, 3, 4, 5, 6.5));
  const bytes = new Uint8Array(await file.arrayBuffer());
  expect([...bytes.slice(0, 8)]).toEqual([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  const length = bytes[8] + 256 * bytes[9];
  expect((10 + length) % 64).toBe(0);
  const header = new TextDecoder().decode(bytes.slice(10, 10 + length));
  expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/);
  expect([...new Float32Array(bytes.buffer.slice(10 + length))]).toEqual([1, 2, 3, 4, 5, 6.5]);
});

test('a shape of one side is a tuple all the same', async () => {
  const text = await npy([3], Float32Array.of(1, 2, 3)).text();
  expect(text).toContain("'shape': (3,), }");
});
