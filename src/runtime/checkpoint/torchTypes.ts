/** What PyTorch's pickles may name, and what is made of it. */
import { instance, type Known, Named, Refused, type Value } from './pickle';

/** Only these are read; an element of another type keeps its PyTorch name, for the sentence that refuses it. */
const STORAGES: Readonly<Record<string, string>> = {
  DoubleStorage: 'F64',
  FloatStorage: 'F32',
  HalfStorage: 'F16',
  BFloat16Storage: 'BF16',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
};

/** Numbers of one type in a file of their own. */
class Storage {
  readonly type: string;
  readonly key: string;
  constructor(type: string, key: string) {
    this.type = type;
    this.key = key;
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

/** The storage that a reference out of the pickle means. Throws `Refused`. */
export function storageOf(id: Value): Storage {
  const [kind, type, key] = Array.isArray(id) ? id : [];
  const meaning = type instanceof Named ? type.known.meaning : undefined;
  if (kind !== 'storage' || !meaning || typeof key !== 'string') {
    throw new Refused('a storage of an unknown kind');
  }
  return new Storage(meaning, key);
}

export const known: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['collections OrderedDict', { call: () => new Map(), create: () => new Map() }],
  ['argparse Namespace', { create: instance }],
  ['torch._utils _rebuild_tensor_v2', { call: (args) => new Told(args) }],
  ['torch._utils _rebuild_parameter', { call: ([data]) => data }],
  ['torch Size', { call: ([sizes]) => sizes }],
  ...Object.entries(STORAGES).map(([name, type]): [string, Known] => [`torch ${name}`, { meaning: type }]),
]);
