/** Numbers of a tensor, read from where they lie: widened to float32, or narrowed to half precision. */
import { said } from '../../words/said';
import { giveBack } from '../giveBack';
import { quoted } from '../quoted';
import { narrow } from './narrow';
import type { Precision } from './precision';
import { FileFault } from './problem';
import { CHANGED, countOf, type FloatType, readBytes, type StoredTensor, storedBytes } from './stored';

function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Each half-precision number's float32, found once for all 65,536 of them, when a file first has such numbers. */
let halves32: Float32Array | undefined;
const halfTable = (): Float32Array => {
  halves32 ??= new Float32Array(65536).map((_, bits) => halfOf(bits));
  return halves32;
};

/** The bits of halves to float32. A plain loop: `from` with a function is ten times slower. */
export function widenHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(halves.length);
  const table = halfTable();
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i]];
  return values;
}

/**
 * Rows of int8 to float32, each times its scale. The product of eight and of 24 bits is exact in JavaScript's arithmetic, so that it is
 * rounded once, as a product in float32 is.
 */
function widenRows(levels: Int8Array, scales: Float32Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(levels.length);
  const length = levels.length / scales.length;
  for (let row = 0, i = 0; row < scales.length; row++) {
    const scale = scales[row];
    for (const end = i + length; i < end; i++) values[i] = levels[i] * scale;
  }
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

const arrays = {
  F64: Float64Array,
  F32: Uint32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I8: Uint8Array,
} as const;

/** The numbers in the order of reading, which `strides` says how to get at. */
function gathered<Numbers extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(
  numbers: Numbers,
  shape: readonly number[],
  strides: readonly number[],
  to: Numbers,
): void {
  const at = new Array<number>(shape.length).fill(0);
  for (let i = 0, from = 0; i < to.length; i++) {
    to[i] = numbers[from];
    for (let side = shape.length - 1; side >= 0; side--) {
      from += strides[side];
      if (++at[side] < shape[side]) break;
      from -= strides[side] * shape[side];
      at[side] = 0;
    }
  }
}

async function stored(tensor: StoredTensor): Promise<ArrayBuffer> {
  const bytes = storedBytes(tensor);
  const { buffer } = await readBytes(tensor.file, tensor.start, bytes);
  if (buffer.byteLength !== bytes) throw new FileFault(CHANGED);
  const { shape, strides } = tensor;
  if (!strides) return buffer;
  const Numbers = arrays[tensor.type as keyof typeof arrays];
  const inOrder = new Numbers(countOf(shape));
  gathered(new Numbers(buffer), shape, strides, inOrder);
  return inOrder.buffer;
}

/** Of float32. */
const GREATEST = (2 - 2 ** -23) * 2 ** 127;

/** Bits that are all set in what is infinite, or no number. */
const EXPONENT: Readonly<Record<Precision, number>> = { float32: 0x7f800000, float16: 0x7c00 };

/** Weights that are no numbers can only paint noise, and the machine is not to blame; `value` is what the file holds. */
function faultOf({ name }: StoredTensor, value = Number.NaN): FileFault {
  const tensor = quoted(name);
  return new FileFault(
    Number.isFinite(value)
      ? said('checkpoint.numberTooLarge', {
          tensor,
          value: value.toExponential(1),
          greatest: GREATEST.toExponential(1),
        })
      : said('checkpoint.noNumbers', { tensor }),
  );
}

/** Where the first is that is infinite, or no number; −1 where none is. */
const firstWrong = (words: Uint32Array | Uint16Array, exponent: number): number => {
  for (let i = 0; i < words.length; i++) if ((words[i] & exponent) === exponent) return i;
  return -1;
};

/** Throws FileFault when the file has changed since it was opened, or holds what is no number, or none of float32. */
export async function readTensor(tensor: StoredTensor): Promise<Float32Array<ArrayBuffer>> {
  const [buffer, scales] = await Promise.all([stored(tensor), tensor.scale && readTensor(tensor.scale)]);
  const values = scales ? widenRows(new Int8Array(buffer), scales) : widen[tensor.type as FloatType](buffer);
  const wrong = firstWrong(new Uint32Array(values.buffer), EXPONENT.float32);
  if (wrong >= 0) throw faultOf(tensor, tensor.type === 'F64' ? new Float64Array(buffer)[wrong] : undefined);
  if (buffer !== values.buffer) giveBack(buffer);
  return values;
}

/** The same as the bytes of a precision; halves stay as they lie. */
export async function readAs(tensor: StoredTensor, precision: Precision): Promise<Uint8Array<ArrayBuffer>> {
  if (precision === 'float16' && tensor.type === 'F16') {
    const halves = new Uint16Array(await stored(tensor));
    if (firstWrong(halves, EXPONENT.float16) >= 0) throw faultOf(tensor);
    return new Uint8Array(halves.buffer);
  }
  const values = await readTensor(tensor);
  if (precision === 'float32') return new Uint8Array(values.buffer);
  const halves = narrow(values);
  giveBack(values.buffer);
  return new Uint8Array(halves.buffer);
}
