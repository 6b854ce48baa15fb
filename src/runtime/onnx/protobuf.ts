/** Writes Protocol Buffers messages, as far as ONNX needs them: https://protobuf.dev/programming-guides/encoding/ */

/** A message, or a part of one, as bytes. */
export type Bytes = readonly number[];

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** An integer of at most 53 bits; a negative one takes ten bytes, as two's complement of 64 bits. */
function varint(value: number): number[] {
  // Most of them are names of fields and lengths of names.
  if (value >= 0 && value < 0x80) return [value];
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest ? low | 0x80 : low);
  } while (rest);
  return bytes;
}

const tag = (field: number, kind: number): number[] => varint(field * 8 + kind);

const utf8 = new TextEncoder();

const delimited = (field: number, content: Bytes | Uint8Array): number[] => [
  ...tag(field, LENGTH_DELIMITED),
  ...varint(content.length),
  ...content,
];

export const integer = (field: number, value: number): number[] => [...tag(field, VARINT), ...varint(value)];

/** A number of single precision. */
export const float = (field: number, value: number): number[] => [
  ...tag(field, FIXED32),
  ...new Uint8Array(Float32Array.of(value).buffer),
];

export const text = (field: number, value: string): number[] => delimited(field, utf8.encode(value));

export const message = (field: number, ...parts: readonly Bytes[]): number[] =>
  delimited(field, parts.flat());

/** Many integers in one field. */
export const packedIntegers = (field: number, values: readonly number[]): number[] =>
  delimited(field, values.flatMap(varint));

export const packedFloats = (field: number, values: readonly number[]): number[] =>
  delimited(field, new Uint8Array(Float32Array.from(values).buffer));
