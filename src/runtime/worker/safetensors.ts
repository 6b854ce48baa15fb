/** Reads safetensors files: https://github.com/huggingface/safetensors#format */

/** Tensors by name, each widened to float32. */
export type Weights = ReadonlyMap<string, Float32Array<ArrayBuffer>>;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** Each half-precision number's float32, found once for all 65,536 of them. */
const halfTable = new Float32Array(65536).map((_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});

/** Little-endian bytes to float32; `bytes` may start anywhere. Plain loops: `from` with a function is ten times slower. */
const widen: Record<string, (bytes: Uint8Array<ArrayBuffer>) => Float32Array<ArrayBuffer>> = {
  F32: (bytes) => new Float32Array(bytes.slice().buffer),
  F16: (bytes) => {
    const halves = new Uint16Array(bytes.slice().buffer);
    const values = new Float32Array(halves.length);
    for (let i = 0; i < halves.length; i++) values[i] = halfTable[halves[i]];
    return values;
  },
  BF16: (bytes) => {
    const halves = new Uint16Array(bytes.slice().buffer);
    const words = new Uint32Array(halves.length);
    for (let i = 0; i < halves.length; i++) words[i] = halves[i] << 16;
    return new Float32Array(words.buffer);
  },
};

/** Throws an Error that says what is wrong with a file that is cut short or of another kind. */
export function readSafetensors(file: Uint8Array<ArrayBuffer>): Weights {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerLength = file.length < 8 ? Number.NaN : Number(view.getBigUint64(0, true));
  if (!(headerLength <= file.length - 8)) throw new Error('the weights are not a whole safetensors file');
  const header: Record<string, Entry> = JSON.parse(
    new TextDecoder().decode(file.subarray(8, 8 + headerLength)),
  );
  const data = file.subarray(8 + headerLength);
  const weights = new Map<string, Float32Array<ArrayBuffer>>();
  for (const [name, { dtype, data_offsets: offsets, shape }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const [from, to] = offsets;
    if (to > data.length) throw new Error(`the weights end before tensor ${name} does`);
    if (!widen[dtype]) throw new Error(`tensor ${name} is stored as ${dtype}; F32, F16 and BF16 can be read`);
    const values = widen[dtype](data.subarray(from, to));
    const count = shape.reduce((product, side) => product * side, 1);
    if (values.length !== count)
      throw new Error(`tensor ${name} should hold ${count} numbers, not ${values.length}`);
    weights.set(name, values);
  }
  return weights;
}
