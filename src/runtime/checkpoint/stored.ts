/** Tensors as they lie in a file. They are read one by one when they are needed, and never all at once. */
import type { PredictedTarget } from '../../mae/target';
import { said } from '../../words/said';
import { FileFault } from './problem';

/** As safetensors calls them. */
export const floatTypes = ['F64', 'F32', 'F16', 'BF16'] as const;
export type FloatType = (typeof floatTypes)[number];

const widths: ReadonlyMap<string, number> = new Map<FloatType | 'I8', number>([
  ['F64', 8],
  ['F32', 4],
  ['F16', 2],
  ['BF16', 2],
  ['I8', 1],
]);

/** Bytes of a number; 0 for a type that is not read. */
export const widthOf = (type: string): number => widths.get(type) ?? 0;

/** What is used of a file; a browser's own are such. */
export interface Source {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export interface StoredTensor {
  /** What the file calls it. */
  readonly name: string;
  /** A `FloatType` where it can be read as one, and I8 where there is a scale. */
  readonly type: string;
  readonly shape: readonly number[];
  readonly file: Source;
  /** Of its first number in the file, in bytes; little-endian. */
  readonly start: number;
  /** How many numbers it is from one to the next along each side, where they do not follow in the order of reading. */
  readonly strides?: readonly number[];
  /** F32, one number for each row, by which what is stored as I8 is multiplied. */
  readonly scale?: StoredTensor;
}

/** What a file says of its model besides its tensors. */
export interface Remarks {
  /** Attention heads of encoder and decoder. */
  readonly heads?: readonly [number, number];
  readonly target?: PredictedTarget;
  /** Options that lie beside the weights: whether what is predicted is normalised, in whatever way the code of that family does it. */
  readonly normalised?: boolean;
}

/** What a file holds. */
export interface Contents {
  /** The file's own. */
  readonly names: readonly string[];
  /** Where the tensors of these names lie. Throws UnreadableModel. */
  readonly locate: (names: readonly string[]) => Promise<ReadonlyMap<string, StoredTensor>>;
  readonly remarks: Remarks;
}

export const countOf = (shape: readonly number[]): number =>
  shape.reduce((product, side) => product * side, 1);

/** Half a sentence about a file that a browser was given and cannot read any more. */
export const CHANGED = said('checkpoint.changed');

/** A stretch of a file; what lies beyond its end is missing. Throws FileFault. */
export async function readBytes(
  file: Source,
  start: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
  } catch {
    throw new FileFault(CHANGED);
  }
}

/** From the first of its numbers to behind the last, however they lie. */
export const spanOf = ({ shape, strides }: Pick<StoredTensor, 'shape' | 'strides'>): number =>
  strides && countOf(shape) > 0
    ? shape.reduce((span, side, i) => span + (side - 1) * strides[i], 1)
    : countOf(shape);

/** What a tensor takes in its file, its scale apart. */
export const storedBytes = (tensor: Pick<StoredTensor, 'type' | 'shape' | 'strides'>): number =>
  spanOf(tensor) * widthOf(tensor.type);
