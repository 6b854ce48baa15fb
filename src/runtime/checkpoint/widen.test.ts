import { expect, test } from 'vitest';
import type { StoredTensor } from './stored';
import { readAs, readTensor } from './widen';

/** The numbers of a tensor whose data start at an odd place of its file. */
async function read(
  type: string,
  data: Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>,
) {
  const file = new Blob([new Uint8Array(3), data.buffer]);
  return [...(await readTensor({ name: 'w', type, shape: [data.length], file, start: 3 }))];
}

test('float32 comes back as it is, wherever it starts, and float64 is rounded', async () => {
  expect(await read('F32', Float32Array.of(1, -2.5))).toEqual([1, -2.5]);
  expect(await read('F64', Float64Array.of(0.1))).toEqual([Math.fround(0.1)]);
});

test('half precision is widened exactly, from the least subnormal to the largest number', async () => {
  const halves = [0x0001, 0x03ff, 0x0400, 0x3c00, 0xc000, 0x3555, 0x7bff, 0x8000];
  expect(await read('F16', Uint16Array.from(halves))).toEqual([
    2 ** -24,
    1023 * 2 ** -24,
    2 ** -14,
    1,
    -2,
    0.333251953125,
    65504,
    -0,
  ]);
});

test('bfloat16 is the upper half of a float32', async () => {
  expect(await read('BF16', Uint16Array.of(0x3f80, 0xc020, 0x4049))).toEqual([1, -2.5, 3.140625]);
});

/** Rows of int8 with their scales behind them, at an odd place of their file. */
function int8(levels: readonly number[], shape: readonly number[], scales: readonly number[]): StoredTensor {
  const file = new Blob([new Uint8Array(3), Int8Array.from(levels), Float32Array.from(scales)]);
  const scale = { name: 'w.scale', type: 'F32', shape: [scales.length], file, start: 3 + levels.length };
  return { name: 'w', type: 'I8', shape, file, start: 3, scale };
}

test('int8 is each row times its scale, rounded once to float32', async () => {
  const levels = [-128, -127, 0, 127, 3, 7];
  expect([...(await readTensor(int8(levels, [3, 2], [0.1, 1e30, -(2 ** -140)])))]).toEqual([
    ...[-128, -127].map((level) => Math.fround(level * Math.fround(0.1))),
    ...[0, 127].map((level) => Math.fround(level * Math.fround(1e30))),
    ...[3, 7].map((level) => level * -(2 ** -140)),
  ]);
  expect(await readTensor(int8([], [0, 2], []))).toHaveLength(0);
});

test('int8 as half precision is the float32 product, narrowed', async () => {
  const halves = await readAs(int8([1, 127, -64, 100], [2, 2], [2 ** -10, 1000]), 'float16');
  const bits = [0x1400, 0x2ff0, 0xfbd0, 0x7c00];
  expect([...new Uint16Array(halves.buffer)]).toEqual(bits);
});

test.each([
  ['a scale', [1, Number.NaN], 'w.scale'],
  ['an infinite scale of zeros', [1, Number.POSITIVE_INFINITY], 'w.scale'],
  ['a product beyond float32', [1, 3e38], 'w'],
])('%s that is no number is a fault of the file, which names the tensor', async (_, scales, name) => {
  for (const precision of ['float32', 'float16'] as const) {
    await expect(readAs(int8([1, 1, 0, 2], [2, 2], scales), precision)).rejects.toMatchObject({
      name: 'FileFault',
      message: `its tensor “${name}” holds NaN or infinite numbers, so take a file from before its training failed`,
    });
  }
});

test('a file that has become shorter is noticed', async () => {
  const file = new Blob([new Uint8Array(7)]);
  await expect(readTensor({ name: 'w', type: 'F32', shape: [2], file, start: 0 })).rejects.toMatchObject({
    name: 'FileFault',
    message: 'the file was moved, deleted or changed since it was chosen, so choose it again',
  });
});

test.each([
  ['F64', Float64Array.of(1, Number.NaN)],
  ['F32', Float32Array.of(1, Number.NaN)],
  ['F32', Float32Array.of(1, Number.NEGATIVE_INFINITY)],
  ['BF16', Uint16Array.of(0x3f80, 0x7fc0)],
  ['F16', Uint16Array.of(0x3c00, 0x7c00)],
] as const)('%s that is no number is a fault of the file, which names the tensor', async (type, data) => {
  const tensor = { name: 'blocks.0.w', type, shape: [2], file: new Blob([data]), start: 0 };
  const fault = {
    name: 'FileFault',
    message:
      'its tensor “blocks.0.w” holds NaN or infinite numbers, so take a file from before its training failed',
  };
  await expect(readTensor(tensor)).rejects.toMatchObject(fault);
  await expect(readAs(tensor, 'float16')).rejects.toMatchObject(fault);
});

test('a number that float32 does not have is told from what is infinite', async () => {
  const data = Float64Array.of(1, -1e300);
  const tensor = { name: 'w', type: 'F64', shape: [2], file: new Blob([data]), start: 0 };
  await expect(readTensor(tensor)).rejects.toMatchObject({
    name: 'FileFault',
    message:
      'its tensor “w” holds -1.0e+300, and the largest number that a network can be computed in here is that of float32, 3.4e+38, so take a file from before its training failed',
  });
  // What rounds to the largest of float32 is one.
  expect(await read('F64', Float64Array.of(3.4028235e38))).toEqual([(2 - 2 ** -23) * 2 ** 127]);
});

test('what is only too large for half precision is no fault of the file', async () => {
  const tensor = { name: 'w', type: 'F32', shape: [1], file: new Blob([Float32Array.of(1e6)]), start: 0 };
  expect([...(await readAs(tensor, 'float16'))]).toEqual([0x00, 0x7c]);
});
