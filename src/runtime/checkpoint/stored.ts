/** Tensors as they lie in a file. They are read one by one when they are needed, and never all at once. */

/** As safetensors calls them. */
export const floatTypes = ['F64', 'F32', 'F16', 'BF16'] as const;
export type FloatType = (typeof floatTypes)[number];

export const bytesOf: Readonly<Record<FloatType, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2 };

export interface StoredTensor {
  /** A `FloatType` where it can be read as one. */
  readonly type: string;
  readonly shape: readonly number[];
  readonly file: Blob;
  /** Of its first number in the file, in bytes; the others follow in the order of reading, little-endian. */
  readonly start: number;
}

/** What a file says of its model besides its tensors. */
export interface Said {
  /** Attention heads of encoder and decoder. */
  readonly heads?: readonly [number, number];
  readonly normalised?: boolean;
}

export interface Stored {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly said: Said;
}

export const countOf = (shape: readonly number[]): number =>
  shape.reduce((product, side) => product * side, 1);

/** A stretch of a file; what lies beyond its end is missing. */
export async function readBytes(file: Blob, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
}

/** What a tensor takes in its file. */
export const storedBytes = ({ type, shape }: StoredTensor): number =>
  countOf(shape) * (bytesOf[type as FloatType] ?? 0);
