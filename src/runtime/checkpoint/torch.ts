/**
 * The tensors of a file that `torch.save` wrote, version 1.6 or later: a ZIP archive with one pickle of what there is, and the numbers
 * of each storage as a file of their own. No code in it is run.
 */
import {
  type Dict,
  type Instance,
  instance,
  type Known,
  Named,
  Refused,
  unpickle,
  type Value,
} from './pickle';
import { UnreadableModel } from './problem';
import {
  bytesOf,
  countOf,
  type FloatType,
  readBytes,
  type Said,
  type Stored,
  type StoredTensor,
} from './stored';
import { type Member, readZip } from './zip';

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

interface Storage {
  readonly type: string;
  readonly key: string;
  readonly count: number;
}

/** A tensor as the pickle tells it. */
class Told {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  constructor([storage, offset, shape, strides]: readonly Value[]) {
    this.storage = storage as Storage;
    this.offset = offset as number;
    this.shape = shape as number[];
    this.strides = strides as number[];
  }
}

const isWhole = (value: Value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const areWhole = (value: Value): value is number[] => Array.isArray(value) && value.every(isWhole);

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['collections OrderedDict', { call: () => new Map(), create: () => new Map() }],
  ['argparse Namespace', { create: instance }],
  ['torch._utils _rebuild_tensor_v2', { call: (args) => new Told(args) }],
  ['torch._utils _rebuild_parameter', { call: ([data]) => data }],
  ['torch Size', { call: ([sizes]) => sizes }],
  ...Object.entries(STORAGES).map(([name, type]): [string, Known] => [`torch ${name}`, { meaning: type }]),
]);

/** In the order of reading, as C has it; a side of 1 may have any stride. */
function isContiguous({ shape, strides }: Told): boolean {
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== expected) return false;
    expected *= shape[i];
  }
  return true;
}

/** The state dict: alone or, as the authors save it, under `model` beside options, optimizer and epoch. */
function stateOf(content: Value): { state: Dict; options?: Dict } | undefined {
  if (!(content instanceof Map)) return undefined;
  const inner = content.get('model') ?? content;
  if (!(inner instanceof Map) || inner.size === 0) return undefined;
  const options = (content.get('args') as Instance | undefined)?.state;
  return { state: inner, ...(options instanceof Map && { options }) };
}

/** Throws UnreadableModel. */
export async function readTorch(file: Blob, name: string): Promise<Stored> {
  const members = await readZip(file, name);
  const place = [...members.keys()].find((member) => member.endsWith('/data.pkl'));
  if (!place)
    throw new UnreadableModel(
      `${name} is a ZIP archive, but not one that PyTorch wrote: it has no data.pkl.`,
    );
  const root = place.slice(0, -'data.pkl'.length);
  const order = members.get(`${root}byteorder`);
  if (order && (await textOf(file, order)) !== 'little') {
    throw new UnreadableModel(`${name} was written on a big-endian machine, which cannot be read here.`);
  }
  const content = await contentOf(file, members.get(place) as Member, name);
  const found = stateOf(content);
  if (!found) {
    throw new UnreadableModel(`${name} holds no tensors by name, neither by itself nor under “model”.`);
  }
  const tensors = new Map<string, StoredTensor>();
  for (const [tensor, told] of found.state) {
    if (typeof tensor !== 'string' || !(told instanceof Told)) {
      throw new UnreadableModel(`${name} holds more than tensors: ${String(tensor)} is none.`);
    }
    tensors.set(tensor, locate(told, tensor, file, members, root, name));
  }
  return { tensors, said: saidBy(found.options) };
}

const textOf = async (file: Blob, { start, size }: Member): Promise<string> =>
  new TextDecoder().decode(await readBytes(file, start, size));

async function contentOf(file: Blob, { start, size }: Member, name: string): Promise<Value> {
  const persistent = (id: Value): Storage => {
    const [kind, type, key, , count] = Array.isArray(id) ? id : [];
    const meaning = type instanceof Named ? type.known.meaning : undefined;
    if (kind !== 'storage' || !meaning || typeof key !== 'string' || !isWhole(count)) {
      throw new Refused('a storage of an unknown kind');
    }
    return { type: meaning, key, count };
  };
  try {
    return unpickle(await readBytes(file, start, size), { known: KNOWN, persistent });
  } catch (error) {
    if (error instanceof Refused) {
      throw new UnreadableModel(
        `${name} asks for ${error.message}. A file of weights needs only tensors and plain values, so it was not opened; nothing in it was run.`,
      );
    }
    throw new UnreadableModel(`${name} is not a whole PyTorch file: its table of tensors cannot be read.`);
  }
}

function locate(
  told: Told,
  tensor: string,
  file: Blob,
  members: ReadonlyMap<string, Member>,
  root: string,
  name: string,
): StoredTensor {
  const { storage, offset, shape, strides } = told;
  const isSound = isWhole(offset) && areWhole(shape) && areWhole(strides) && strides.length === shape.length;
  const member = isSound ? members.get(`${root}data/${storage.key}`) : undefined;
  if (!member) throw new UnreadableModel(`${name} does not hold the numbers of ${tensor}.`);
  if (!isContiguous(told)) {
    throw new UnreadableModel(
      `${name} holds ${tensor} in an unusual order. Save it again with .contiguous() in PyTorch.`,
    );
  }
  const width = bytesOf[storage.type as FloatType];
  if (width && (offset + countOf(shape)) * width > member.size) {
    throw new UnreadableModel(`${name} is not a whole PyTorch file: the numbers of ${tensor} are cut short.`);
  }
  return { type: storage.type, shape, file, start: member.start + offset * (width ?? 0) };
}

function saidBy(options: Dict | undefined): Said {
  const normalised = options?.get('norm_pix_loss');
  return typeof normalised === 'boolean' ? { normalised } : {};
}
