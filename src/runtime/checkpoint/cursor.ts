/** Reads numbers and texts one behind the other, little-endian. Every read beyond the end throws an Error. */

const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

export class Cursor {
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many bytes are behind. */
  get position(): number {
    return this.at;
  }

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new Error('it ends too soon');
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  uint8 = (): number => this.view.getUint8(this.pass(1));
  uint16 = (): number => this.view.getUint16(this.pass(2), true);
  uint32 = (): number => this.view.getUint32(this.pass(4), true);
  int32 = (): number => this.view.getInt32(this.pass(4), true);
  uint64 = (): number => Number(this.view.getBigUint64(this.pass(8), true));
  /** Big-endian, as pickles have it. */
  float64 = (): number => this.view.getFloat64(this.pass(8));
  text = (length: number): string => utf8.decode(this.take(length));
  latinText = (length: number): string => latin.decode(this.take(length));

  /** Up to the end of a line, which is behind then. */
  line = (): string => utf8.decode(this.upToLineEnd());
  latinLine = (): string => latin.decode(this.upToLineEnd());

  private upToLineEnd(): Uint8Array {
    const start = this.at;
    const end = this.bytes.indexOf(10, start);
    if (end < 0) throw new Error('it ends within a line');
    this.at = end + 1;
    return this.bytes.subarray(start, end);
  }

  /** A whole number in two's complement. */
  integer(length: number): number {
    let value = 0n;
    this.take(length).forEach((digit, i) => {
      value |= BigInt(digit) << BigInt(8 * i);
    });
    return Number(BigInt.asIntN(8 * length, value));
  }

  /** Where the next bytes are, which are behind then. */
  private pass(length: number): number {
    this.at += length;
    return this.at - length;
  }
}
