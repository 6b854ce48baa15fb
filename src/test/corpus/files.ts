/** Files of weights, whole ones and such as nobody would write: safetensors, and what `torch.save` writes. */
import { type Bytes, join, joinAll } from './bytes';
import * as py from './pickle';
import { length8, type Plain, type Plains, stored, type Type } from './small';
import { type Lies, type Part, zip } from './zip';

export interface Entry {
  dtype: unknown;
  shape: unknown;
  data_offsets: unknown;
}

/** A list of tensors and what lies behind it; the list may be any text. */
export function raw(header: unknown, data: Uint8Array = new Uint8Array(0), length?: number | bigint): Bytes {
  const text = join(typeof header === 'string' ? header : JSON.stringify(header));
  return join(length8(length ?? text.length), text, data);
}

/** `change` may make of the list whatever it likes. */
export function safetensors(
  tensors: Plains,
  type: Type = 'F32',
  {
    metadata = { format: 'pt' },
    change = () => {},
  }: { metadata?: unknown; change?: (list: Record<string, Entry>) => void } = {},
): Bytes {
  let at = 0;
  const list: Record<string, Entry> = Object.create(null);
  const data = [...tensors].map(([name, tensor]) => {
    const bytes = stored(tensor, type);
    list[name] = { dtype: type, shape: tensor.shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
    return bytes;
  });
  change(list);
  return raw({ __metadata__: metadata, ...list }, joinAll(data));
}

const STORAGES: Readonly<Record<Type, string>> = {
  F32: 'FloatStorage',
  F16: 'HalfStorage',
  BF16: 'BFloat16Storage',
  F64: 'DoubleStorage',
};

/** A tensor at a place of a storage. */
export const tensorAt = (storage: string, key: string, { shape, values }: Plain, offset = 0): Bytes =>
  py.rebuilt(
    py.storage(storage, key, values.length),
    py.int(offset),
    py.ints(shape),
    py.ints(py.stridesOf(shape)),
  );

export interface Torch {
  readonly type?: Type;
  /** What stands at the top, made of the state dict. */
  readonly top?: (state: Bytes) => Uint8Array;
  /** What stands in place of a tensor. */
  readonly told?: (tensor: Bytes, name: string) => Bytes;
  readonly parts?: readonly Part[];
  readonly lies?: Lies;
}

/** As `torch.save` has it: each tensor in a storage of its own. */
export function torch(
  tensors: Plains,
  { type = 'F32', top = (state) => state, told = (tensor) => tensor, parts = [], lies }: Torch = {},
): Bytes {
  const entries = [...tensors].map(
    ([name, tensor], i) => [py.text(name), told(tensorAt(STORAGES[type], `${i}`, tensor), name)] as const,
  );
  const data = [...tensors.values()].map((tensor, i) => ({
    name: `archive/data/${i}`,
    content: stored(tensor, type),
  }));
  return archive(top(py.dict(...entries)), [...data, ...parts], lies);
}

export const archive = (table: Uint8Array, parts: readonly Part[] = [], lies?: Lies): Bytes =>
  zip([{ name: 'archive/data.pkl', content: py.pickle(table) }, ...parts], lies);
