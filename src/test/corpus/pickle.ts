/** Python's pickles, protocol 2, put together of their opcodes: https://docs.python.org/3/library/pickletools.html */
import { type Bytes, join, little } from './bytes';

export const none: Bytes = join('N');
export const yes: Bytes = join([0x88]);
export const no: Bytes = join([0x89]);

export const text = (value: string): Bytes => join('X', little(join(value).length, 4), value);
export const int = (value: number): Bytes =>
  value >= 0 && value < 2 ** 31
    ? join('J', little(value, 4))
    : join([0x8a, 8], little(BigInt.asUintN(64, BigInt(value)), 8));
export const float = (value: number): Bytes =>
  join('G', new Uint8Array(new Float64Array([value]).buffer).reverse());
export const tuple = (...parts: readonly Uint8Array[]): Bytes => join('(', ...parts, 't');
export const list = (...parts: readonly Uint8Array[]): Bytes => join('](', ...parts, 'e');
export const dict = (...entries: readonly (readonly [Uint8Array, Uint8Array])[]): Bytes =>
  join('}(', ...entries.flat(), 'u');
export const global = (module: string, name: string): Bytes => join(`c${module}\n${name}\n`);
export const call = (callee: Uint8Array, ...args: readonly Uint8Array[]): Bytes =>
  join(callee, tuple(...args), 'R');
/** An object made without arguments, and its state. */
export const object = (type: Uint8Array, state: Uint8Array): Bytes => join(type, ')', [0x81], state, 'b');
export const persistent = (id: Uint8Array): Bytes => join(id, 'Q');
const put = (place: number): Bytes => join('r', little(place, 4));
export const get = (place: number): Bytes => join('j', little(place, 4));

export const pickle = (value: Uint8Array): Bytes => join([0x80, 2], value, '.');

export const storage = (type: string, key: string, count: number): Bytes =>
  persistent(tuple(text('storage'), global('torch', type), text(key), text('cpu'), int(count)));

/** In C's order. */
export function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, i) => shape.slice(i + 1).reduce((product, side) => product * side, 1));
}

export const ints = (values: readonly number[]): Bytes => tuple(...values.map(int));

/** A tensor, whose parts may be anything. */
export const rebuilt = (
  stored: Uint8Array,
  offset: Uint8Array,
  shape: Uint8Array,
  strides: Uint8Array,
): Bytes =>
  call(
    global('torch._utils', '_rebuild_tensor_v2'),
    stored,
    offset,
    shape,
    strides,
    no,
    call(global('collections', 'OrderedDict')),
  );

/** A list of two lists that are one list, of two that are one, …: 2 ** levels in all, of a few bytes. */
export function doubling(levels: number): Bytes {
  const steps = Array.from({ length: levels }, (_, i) => join(list(get(i), get(i)), put(i + 1), '0'));
  return join(']', put(0), '0', ...steps, get(levels));
}
