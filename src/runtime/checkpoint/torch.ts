/**
 * The tensors of a file that `torch.save` wrote: since version 1.6 a ZIP archive with one pickle of what there is, and the numbers of
 * each storage as a file of their own; before that, and on request, pickles and numbers one behind the other. No code in it is run.
 */
import { said } from '../../words/said';
import { quoted } from '../quoted';
import { inMegabytes, LONGEST_PICKLE, MOST_SIDES } from './bounds';
import { Cursor } from './cursor';
import { Refused, unpickle, type Value } from './pickle';
import { UnreadableModel } from './problem';
import { type Contents, readBytes, type StoredTensor, spanOf, widthOf } from './stored';
import { type Found, tensorsIn } from './tensorsIn';
import { bytesOfNumber, known, referredTo, Storage, type Told } from './torchTypes';
import { broken, contentStart, type Member, readZip } from './zip';

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

/** Where a storage lies in the file, in bytes. */
interface Place {
  readonly start: number;
  readonly bytes: number;
}

/** `placeOf` finds a storage by its key; undefined if the file has none of it. */
function contentsOf(
  { tensors, normalised, arrays }: Found,
  file: Blob,
  name: string,
  placeOf: (storage: Storage) => Promise<Place | undefined>,
): Contents {
  if (tensors.size === 0) {
    throw new UnreadableModel(
      arrays
        ? said('checkpoint.arraysOnly', { name: quoted(name), arrays })
        : said('checkpoint.noTensors', { name: quoted(name) }),
    );
  }
  async function locate(tensor: string): Promise<StoredTensor> {
    const { storage, offset, shape, strides } = tensors.get(tensor) as Told;
    const isSound =
      isWhole(offset) && areSides(shape) && areSides(strides) && strides.length === shape.length;
    const place = isSound && storage ? await placeOf(storage) : undefined;
    if (!isSound || !storage || !place) {
      throw new UnreadableModel(
        said('checkpoint.numbersMissing', { name: quoted(name), tensor: quoted(tensor) }),
      );
    }
    const { type } = storage;
    const found = { name: tensor, type, shape, file, ...(!isContiguous(shape, strides) && { strides }) };
    const width = widthOf(type);
    if (width && (offset + spanOf(found)) * width > place.bytes) {
      throw broken(name, said('checkpoint.numbersCut', { tensor: quoted(tensor) }));
    }
    return { ...found, start: place.start + offset * width };
  }
  return {
    names: [...tensors.keys()],
    // At once, since each waits for the disk.
    locate: async (names) =>
      new Map(await Promise.all(names.map(async (one) => [one, await locate(one)] as const))),
    remarks: normalised === undefined ? {} : { normalised },
  };
}

/** Throws what `read` throws as an UnreadableModel. */
function readingTable<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableModel) throw error;
    if (error instanceof Refused) {
      throw new UnreadableModel(said('checkpoint.oddTable', { name: quoted(name), what: error.said }));
    }
    throw broken(name, said('checkpoint.unreadableTable'));
  }
}

const bigEndian = (name: string): UnreadableModel =>
  new UnreadableModel(said('checkpoint.bigEndian', { name: quoted(name) }));

/** Of version 1.6 or later. Throws UnreadableModel. */
export async function readTorch(file: Blob, name: string): Promise<Contents> {
  const members = await readZip(file, name);
  /** At most so many bytes of it. */
  const contentOf = async (member: Member, most: number): Promise<Uint8Array<ArrayBuffer>> =>
    readBytes(file, await contentStart(file, member, name), Math.min(member.size, most));
  const place = [...members.keys()].find((member) => member.endsWith('/data.pkl'));
  const table = members.get(place ?? '');
  if (!place || !table) throw new UnreadableModel(said('checkpoint.otherArchive', { name: quoted(name) }));
  const root = place.slice(0, -'data.pkl'.length);
  const order = members.get(`${root}byteorder`);
  if (order && new TextDecoder().decode(await contentOf(order, 16)) !== 'little') throw bigEndian(name);
  if (table.size > LONGEST_PICKLE) {
    throw new UnreadableModel(
      said('checkpoint.longTable', { name: quoted(name), most: inMegabytes(LONGEST_PICKLE) }),
    );
  }
  const bytes = await contentOf(table, LONGEST_PICKLE);
  const found = readingTable(name, () =>
    tensorsIn(unpickle(new Cursor(bytes), { known, persistent: referredTo }), name),
  );
  return contentsOf(found, file, name, async ({ key, view }) => {
    const member = members.get(`${root}data/${key}`);
    if (!member || view !== undefined) return undefined;
    return { start: await contentStart(file, member, name), bytes: member.size };
  });
}

/** The number that such a file begins with, as near as a float64 comes to it. */
const MAGIC = Number(0x1950a86a20f9469cfc6cn);
/** Bytes of the length in front of a storage. */
const LENGTH = 8;

/**
 * Of a version before 1.6, or written so that those can read it: a pickle each of the number, of the version of the format, of the
 * machine, of the content, and of the keys of the storages, which follow in that order, each behind its length.
 * https://github.com/pytorch/pytorch/blob/v1.5.0/torch/serialization.py Throws UnreadableModel.
 */
export async function readLegacyTorch(file: Blob, name: string): Promise<Contents> {
  const cursor = new Cursor(await readBytes(file, 0, LONGEST_PICKLE));
  const storages = new Map<string, Storage>();
  const persistent = (id: Value): Value => {
    const found = referredTo(id);
    if (found instanceof Storage) storages.set(found.key, found);
    return found;
  };
  const next = (): Value => readingTable(name, () => unpickle(cursor, { known, persistent }));
  if (next() !== MAGIC) {
    throw new UnreadableModel(said('checkpoint.otherPickle', { name: quoted(name) }));
  }
  next();
  const machine = next();
  if (machine instanceof Map && machine.get('little_endian') === false) throw bigEndian(name);
  const content = next();
  const found = readingTable(name, () => tensorsIn(content, name));
  const keys = next();
  const starts = new Map<string, number>();
  let start: number | undefined = cursor.position;
  for (const key of Array.isArray(keys) ? keys : []) {
    const storage: Storage | undefined = storages.get(key);
    // Behind one of unknown length nothing can be found.
    if (!storage || !isWhole(storage.count)) break;
    starts.set(key, start + LENGTH);
    start += LENGTH + storage.count * (bytesOfNumber.get(storage.type) ?? 0);
  }
  return contentsOf(found, file, name, async ({ key, type, view }) => {
    const start = starts.get(key);
    const [, skipped, length] = Array.isArray(view) ? view : [];
    if (start === undefined || (view !== undefined && !(isWhole(skipped) && isWhole(length))))
      return undefined;
    const told = await readBytes(file, start - LENGTH, LENGTH);
    if (told.length < LENGTH || start > file.size) return undefined;
    const count = Number(new DataView(told.buffer).getBigUint64(0, true));
    if (count !== storages.get(key)?.count) return undefined;
    const width = widthOf(type);
    const whole = Math.min(count * width, file.size - start);
    return view === undefined
      ? { start, bytes: whole }
      : { start: start + skipped * width, bytes: Math.min(length * width, whole - skipped * width) };
  });
}
