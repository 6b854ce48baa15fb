import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import model from '../../../models/mae-tiny/model.json';
import { readSafetensors } from './safetensors';

/** A file with one tensor `w` whose data start at an odd place. */
function file(dtype: string, bytes: Uint8Array, shape: number[]): Uint8Array<ArrayBuffer> {
  const entry = JSON.stringify({ w: { dtype, shape, data_offsets: [0, bytes.length] } });
  const header = new TextEncoder().encode(entry.length % 2 ? entry : `${entry} `);
  const whole = new Uint8Array(8 + header.length + bytes.length);
  new DataView(whole.buffer).setBigUint64(0, BigInt(header.length), true);
  whole.set(header, 8);
  whole.set(bytes, 8 + header.length);
  return whole;
}

const bytesOf = (array: Uint16Array | Float32Array): Uint8Array => new Uint8Array(array.buffer);
const read = (dtype: string, bytes: Uint8Array, shape: number[]) => [
  ...(readSafetensors(file(dtype, bytes, shape)).get('w') ?? []),
];

test('float32 comes back as it is, wherever it starts', () => {
  expect(read('F32', bytesOf(Float32Array.of(1, -2.5)), [2])).toEqual([1, -2.5]);
});

test('half precision is widened exactly, from the least subnormal to the largest number', () => {
  const halves = Uint16Array.of(
    0x0001,
    0x03ff,
    0x0400,
    0x3c00,
    0xc000,
    0x3555,
    0x7bff,
    0x7c00,
    0xfc00,
    0x8000,
  );
  expect(read('F16', bytesOf(halves), [10])).toEqual([
    2 ** -24,
    1023 * 2 ** -24,
    2 ** -14,
    1,
    -2,
    0.333251953125,
    65504,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
  ]);
});

test('bfloat16 is the upper half of a float32', () => {
  expect(read('BF16', bytesOf(Uint16Array.of(0x3f80, 0xc020, 0x4049)), [3])).toEqual([1, -2.5, 3.140625]);
});

test('a file cut short is refused, in its header or in its data', () => {
  const whole = file('F32', bytesOf(Float32Array.of(1, 2)), [2]);
  expect(() => readSafetensors(whole.slice(0, 5))).toThrow('not a whole safetensors file');
  expect(() => readSafetensors(whole.slice(0, 20))).toThrow('not a whole safetensors file');
  expect(() => readSafetensors(whole.slice(0, -1))).toThrow('end before tensor w does');
});

test('a type that cannot be read is named', () => {
  expect(() => read('I64', new Uint8Array(8), [1])).toThrow(
    'tensor w is stored as I64; F32, F16 and BF16 can be read',
  );
});

test('a shape that does not fit its data is refused', () => {
  expect(() => read('F32', new Uint8Array(8), [3])).toThrow('tensor w should hold 3 numbers, not 2');
});

test('the built-in weights hold every number that model.json counts, and the two position embeddings', () => {
  const { path } = model.files.weights;
  const weights = readSafetensors(new Uint8Array(readFileSync(`models/mae-tiny/${path}`)));
  const count = [...weights.values()].reduce((sum, { length }) => sum + length, 0);
  const { encoder, decoder, imageSize, patchSize } = model.geometry;
  const positions = ((imageSize / patchSize) ** 2 + 1) * (encoder.width + decoder.width);
  expect(count).toBe(model.parameters + positions);
});
