/** Numbers of a tensor, read from where they lie: widened to float32, or narrowed to half precision. */
import { narrow } from './narrow';
import type { Precision } from './precision';
import { bytesOf, countOf, type FloatType, readBytes, type StoredTensor } from './stored';

/** Each half-precision number's float32, found once for all 65,536 of them. */
const halfTable = new Float32Array(65536).map((_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});

/** The bits of halves to float32. A plain loop: `from` with a function is ten times slower. */
export function widenHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = halfTable[halves[i]];
  return values;
}

/** Little-endian bytes to float32. */
const widen: Record<FloatType, (buffer: ArrayBuffer) => Float32Array<ArrayBuffer>> = {
  F64: (buffer) => new Float32Array(new Float64Array(buffer)),
  F32: (buffer) => new Float32Array(buffer),
  F16: (buffer) => widenHalves(new Uint16Array(buffer)),
  BF16: (buffer) => {
    const halves = new Uint16Array(buffer);
    const words = new Uint32Array(halves.length);
    for (let i = 0; i < halves.length; i++) words[i] = halves[i] << 16;
    return new Float32Array(words.buffer);
  },
};

async function stored({ type, shape, file, start }: StoredTensor): Promise<ArrayBuffer> {
  const bytes = countOf(shape) * bytesOf[type as FloatType];
  const { buffer } = await readBytes(file, start, bytes);
  if (buffer.byteLength !== bytes) throw new Error('the file ends before its tensors do');
  return buffer;
}

/** Throws an Error when the file has become shorter since it was opened. */
export async function readTensor(tensor: StoredTensor): Promise<Float32Array<ArrayBuffer>> {
  return widen[tensor.type as FloatType](await stored(tensor));
}

/** The same as the bytes of a precision; halves stay as they lie. */
export async function readAs(tensor: StoredTensor, precision: Precision): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await stored(tensor);
  const isThere = precision === 'float16' && tensor.type === 'F16';
  if (isThere) return new Uint8Array(buffer);
  const values = widen[tensor.type as FloatType](buffer);
  return new Uint8Array((precision === 'float16' ? narrow(values) : values).buffer);
}
