/**
 * The tensors of a file that `torch.save` wrote, version 1.6 or later: a ZIP archive with one pickle of what there is, and the numbers
 * of each storage as a file of their own. No code in it is run.
 */
import { quoted } from '../quoted';
import { inMegabytes, LONGEST_PICKLE, MOST_SIDES, MOST_TENSORS } from './bounds';
import { type Dict, Refused, unpickle, type Value } from './pickle';
import { UnreadableModel } from './problem';
import { countOf, readBytes, type Said, type Stored, type StoredTensor, widthOf } from './stored';
import { known, storageOf, Told } from './torchTypes';
import { contentStart, type Member, readZip } from './zip';

const isWhole = (value: Value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const areSides = (value: Value): value is number[] =>
  Array.isArray(value) && value.length <= MOST_SIDES && value.every(isWhole);

/** In the order of reading, as C has it; a side of 1 may have any stride. */
function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
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
  const args = content.get('args');
  const options = typeof args === 'object' && args !== null && 'state' in args ? args.state : undefined;
  return { state: inner, ...(options instanceof Map && { options }) };
}

/** Throws UnreadableModel. */
export async function readTorch(file: Blob, name: string): Promise<Stored> {
  const members = await readZip(file, name);
  const archive: Archive = { file, name, members };
  const place = [...members.keys()].find((member) => member.endsWith('/data.pkl'));
  const table = members.get(place ?? '');
  if (!place || !table)
    throw new UnreadableModel(
      `${quoted(name)} is a ZIP archive, but not one that PyTorch wrote: it has no data.pkl.`,
    );
  const root = place.slice(0, -'data.pkl'.length);
  const order = members.get(`${root}byteorder`);
  if (order && new TextDecoder().decode(await contentOf(archive, order, 16)) !== 'little') {
    throw new UnreadableModel(
      `${quoted(name)} was written on a big-endian machine, which cannot be read here.`,
    );
  }
  const found = stateOf(await unpickled(archive, table));
  if (!found) {
    throw new UnreadableModel(
      `${quoted(name)} holds no tensors by name, neither by itself nor under “model”.`,
    );
  }
  if (found.state.size > MOST_TENSORS) {
    throw new UnreadableModel(
      `${quoted(name)} holds ${found.state.size} tensors, and a model of at most ${MOST_TENSORS} can be read.`,
    );
  }
  // At once, since each waits for the disk.
  const tensors = await Promise.all(
    [...found.state].map(([tensor, told]) => {
      if (typeof tensor !== 'string') {
        throw new UnreadableModel(`${quoted(name)} holds something whose name is no text.`);
      }
      if (!(told instanceof Told)) {
        throw new UnreadableModel(`${quoted(name)} holds more than tensors: ${quoted(tensor)} is none.`);
      }
      return locate(told, tensor, archive, root);
    }),
  );
  return { tensors: new Map(tensors.map((tensor) => [tensor.name, tensor])), said: saidBy(found.options) };
}

interface Archive {
  readonly file: Blob;
  readonly name: string;
  readonly members: ReadonlyMap<string, Member>;
}

/** At most so many bytes of it. */
const contentOf = async (
  { file, name }: Archive,
  member: Member,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> =>
  readBytes(file, await contentStart(file, member, name), Math.min(member.size, most));

async function unpickled(archive: Archive, table: Member): Promise<Value> {
  const name = quoted(archive.name);
  if (table.size > LONGEST_PICKLE) {
    throw new UnreadableModel(
      `${name} has a table of tensors longer than ${inMegabytes(LONGEST_PICKLE)}, which no model needs, so it was not opened.`,
    );
  }
  const bytes = await contentOf(archive, table, LONGEST_PICKLE);
  try {
    return unpickle(bytes, { known, persistent: storageOf });
  } catch (error) {
    if (error instanceof Refused) {
      throw new UnreadableModel(
        `${name} asks for ${error.message}. A file of weights needs only tensors and plain values, so it was not opened; nothing in it was run.`,
      );
    }
    throw new UnreadableModel(`${name} is not a whole PyTorch file: its table of tensors cannot be read.`);
  }
}

async function locate(
  { storage, offset, shape, strides }: Told,
  tensor: string,
  { file, name, members }: Archive,
  root: string,
): Promise<StoredTensor> {
  const isSound = isWhole(offset) && areSides(shape) && areSides(strides) && strides.length === shape.length;
  const member = storage && members.get(`${root}data/${storage.key}`);
  if (!isSound || !member) {
    throw new UnreadableModel(`${quoted(name)} does not hold the numbers of ${quoted(tensor)}.`);
  }
  if (!isContiguous(shape, strides)) {
    throw new UnreadableModel(
      `${quoted(name)} holds ${quoted(tensor)} in an unusual order. Save it again with .contiguous() in PyTorch.`,
    );
  }
  const width = widthOf(storage.type);
  if (width && (offset + countOf(shape)) * width > member.size) {
    throw new UnreadableModel(
      `${quoted(name)} is not a whole PyTorch file: the numbers of ${quoted(tensor)} are cut short.`,
    );
  }
  const start = (await contentStart(file, member, name)) + offset * width;
  return { name: tensor, type: storage.type, shape, file, start };
}

function saidBy(options: Dict | undefined): Said {
  const normalised = options?.get('norm_pix_loss');
  return typeof normalised === 'boolean' ? { normalised } : {};
}
