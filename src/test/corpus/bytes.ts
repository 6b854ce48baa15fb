/** Files made on the spot, byte by byte. */

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

type Piece = Uint8Array | readonly number[] | string;

/** Texts are UTF-8. */
export const join = (...parts: readonly Piece[]): Bytes => joinAll(parts);

/** The same for more parts than a call can have. */
export function joinAll(parts: readonly Piece[]): Bytes {
  const pieces = parts.map((part) =>
    typeof part === 'string' ? encoder.encode(part) : Uint8Array.from(part),
  );
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Little-endian, of `count` bytes. */
export function little(value: number | bigint, count: 2 | 4 | 8): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes.slice(0, count);
}
