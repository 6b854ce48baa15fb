/** float32 to half precision (IEEE 754 binary16): to the nearest, and to the even one of two that are as near. */

/** Where halves become infinite, and where they become subnormal, as the bits of a float32 without its sign. */
const INFINITE = 0x47800000;
const SUBNORMAL = 0x38800000;
const NAN = 0x7f800000;
/** Between the exponents of the two, 127 − 15, at the exponent's place. */
const REBIAS = 0x38000000;
/** A float64 of this size has no room for fractions: adding and taking it away rounds. */
const ROUNDER = 2 ** 52;

/** The bits of each number's half. What is too large becomes infinite, what is too small becomes zero. */
export function narrow(values: Float32Array): Uint16Array<ArrayBuffer> {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < words.length; i++) {
    const sign = (words[i] >>> 16) & 0x8000;
    const size = words[i] & 0x7fffffff;
    if (size >= INFINITE) halves[i] = sign | (size > NAN ? 0x7e00 : 0x7c00);
    else if (size < SUBNORMAL) halves[i] = sign | (Math.abs(values[i]) * 2 ** 24 + ROUNDER - ROUNDER);
    else halves[i] = sign | ((size - REBIAS + 0xfff + ((size >>> 13) & 1)) >>> 13);
  }
  return halves;
}
