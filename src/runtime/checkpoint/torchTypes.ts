/** What PyTorch's pickles may name, and what is made of it. */
import { type Known, Named, type Value } from './pickle';

/**
 * What PyTorch calls a storage, what safetensors calls its type, and the bytes of a number. Only those of floating-point numbers are
 * read; another keeps its PyTorch name, for the sentence that refuses it, and its size, for what lies behind it.
 */
const STORAGES: Readonly<Record<string, readonly [type: string, bytes: number]>> = {
  DoubleStorage: ['F64', 8],
  FloatStorage: ['F32', 4],
  HalfStorage: ['F16', 2],
  BFloat16Storage: ['BF16', 2],
  LongStorage: ['int64', 8],
  IntStorage: ['int32', 4],
  ShortStorage: ['int16', 2],
  CharStorage: ['int8', 1],
  ByteStorage: ['uint8', 1],
  BoolStorage: ['bool', 1],
  ComplexFloatStorage: ['complex64', 8],
  ComplexDoubleStorage: ['complex128', 16],
  QInt8Storage: ['qint8', 1],
  QUInt8Storage: ['quint8', 1],
  QInt32Storage: ['qint32', 4],
};

/** By their types. */
export const bytesOfNumber: ReadonlyMap<string, number> = new Map(Object.values(STORAGES));

/** Numbers of one type that lie together somewhere outside of the pickle. */
export class Storage {
  readonly type: string;
  readonly key: string;
  /** How many numbers it says there are. */
  readonly count: Value;
  /** Of old files: a stretch of another storage. */
  readonly view: Value;
  constructor(type: string, key: string, count: Value, view: Value) {
    this.type = type;
    this.key = key;
    this.count = count;
    this.view = view;
  }
}

/** A tensor as the pickle tells it: anything may be in place of its numbers. */
export class Told {
  readonly storage?: Storage;
  readonly offset: Value;
  readonly shape: Value;
  readonly strides: Value;
  constructor([storage, offset, shape, strides]: readonly Value[]) {
    if (storage instanceof Storage) this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** What a reference out of the pickle means: a storage, in old files also a class; undefined if it is not understood. */
export function referredTo(id: Value): Storage | Named | undefined {
  const [kind, type, key, , count, view] = Array.isArray(id) ? id : [];
  if (kind === 'module' && type instanceof Named) return type;
  const meaning = type instanceof Named ? type.known?.meaning : undefined;
  if (kind !== 'storage' || !meaning || typeof key !== 'string') return undefined;
  return new Storage(meaning, key, count, view ?? undefined);
}

/** The pairs of a list, if it is one of pairs. */
function dictOf([pairs]: readonly Value[]): Map<Value, Value> {
  const isPairs = Array.isArray(pairs) && pairs.every((pair) => Array.isArray(pair) && pair.length === 2);
  return new Map(isPairs ? (pairs as [Value, Value][]) : []);
}

const tensor: Known = { call: (args) => new Told(args) };
const first: Known = { call: ([data]) => data };

export const known: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['collections OrderedDict', { call: dictOf, create: () => new Map() }],
  ['torch._utils _rebuild_tensor', tensor],
  ['torch._utils _rebuild_tensor_v2', tensor],
  ['torch._utils _rebuild_parameter', first],
  ['torch._utils _rebuild_parameter_with_state', first],
  // A tensor of a class of its own: how it is made, its class, of what, and the class's own.
  [
    'torch._tensor _rebuild_from_type_v2',
    {
      call: ([how, , args]) =>
        how instanceof Named && how.known === tensor && Array.isArray(args) ? new Told(args) : undefined,
    },
  ],
  ['torch Size', { call: ([sizes]) => sizes }],
  ...Object.entries(STORAGES).map(([name, [type]]): [string, Known] => [`torch ${name}`, { meaning: type }]),
]);
