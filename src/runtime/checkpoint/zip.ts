/**
 * Where the files of a ZIP archive lie, by its central directory, with 64-bit records: APPNOTE.TXT 4.3. For archives whose files
 * are stored as they are, which is how PyTorch writes them.
 */
import { type Said, said } from '../../words/said';
import { quoted } from '../quoted';
import { inMegabytes, LONGEST_DIRECTORY } from './bounds';
import { UnreadableModel } from './problem';
import { readBytes } from './stored';

export interface Member {
  readonly name: string;
  /** Of the header in front of its content, in the archive. */
  readonly header: number;
  /** Of its content. */
  readonly size: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Stands for a number that is in the 64-bit record. */
const ELSEWHERE = 0xffffffff;
/** The end record and the longest comment behind it. */
const TAIL = 22 + 0xffff;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const big = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

interface Directory {
  readonly start: number;
  readonly size: number;
}

async function findDirectory(archive: Blob): Promise<Directory | undefined> {
  const tailStart = Math.max(0, archive.size - TAIL);
  const tail = viewOf(await readBytes(archive, tailStart, TAIL));
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== END) at--;
  if (at < 0) return undefined;
  const [size, start] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  const hasLocator = at >= 20 && tail.getUint32(at - 20, true) === LOCATOR_64;
  if (!hasLocator) return { start, size };
  const record = viewOf(await readBytes(archive, big(tail, at - 20 + 8), 56));
  if (record.byteLength < 56 || record.getUint32(0, true) !== END_64) return undefined;
  return { size: big(record, 40), start: big(record, 48) };
}

/** Sizes and place of one entry, from its 64-bit extra field where they do not fit. */
function wide(entry: DataView, at: number, nameLength: number, extraLength: number) {
  let size = entry.getUint32(at + 24, true);
  let compressed = entry.getUint32(at + 20, true);
  let local = entry.getUint32(at + 42, true);
  const end = at + 46 + nameLength + extraLength;
  for (let field = at + 46 + nameLength; field + 4 <= end; ) {
    const [id, length] = [entry.getUint16(field, true), entry.getUint16(field + 2, true)];
    if (id === 1) {
      let value = field + 4;
      const next = (now: number): number => {
        if (now !== ELSEWHERE) return now;
        value += 8;
        return big(entry, value - 8);
      };
      size = next(size);
      compressed = next(compressed);
      local = next(local);
    }
    field += 4 + length;
  }
  return { size, compressed, local };
}

/** Half a sentence goes in. */
export const broken = (archive: string, what: Said): UnreadableModel =>
  new UnreadableModel(said('checkpoint.brokenTorch', { name: quoted(archive), what }));

/** Its files by name. Throws UnreadableModel when the archive is cut short, or something in it is compressed. */
export async function readZip(archive: Blob, name: string): Promise<ReadonlyMap<string, Member>> {
  const directory = await findDirectory(archive);
  if (!directory || directory.start + directory.size > archive.size) {
    throw broken(name, said('checkpoint.contentsMissing'));
  }
  if (directory.size > LONGEST_DIRECTORY) {
    throw broken(name, said('checkpoint.longContents', { most: inMegabytes(LONGEST_DIRECTORY) }));
  }
  const list = await readBytes(archive, directory.start, directory.size);
  try {
    return membersIn(list, name);
  } catch (error) {
    // Reading beyond the end of a view.
    if (error instanceof RangeError) throw broken(name, said('checkpoint.contentsDamaged'));
    throw error;
  }
}

function membersIn(list: Uint8Array<ArrayBuffer>, archive: string): ReadonlyMap<string, Member> {
  const view = viewOf(list);
  const members = new Map<string, Member>();
  for (let at = 0; at < list.length; ) {
    if (view.getUint32(at, true) !== ENTRY) throw broken(archive, said('checkpoint.contentsDamaged'));
    const method = view.getUint16(at + 10, true);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > list.length) throw broken(archive, said('checkpoint.contentsDamaged'));
    const name = new TextDecoder().decode(list.subarray(at + 46, at + 46 + nameLength));
    const { size, compressed, local } = wide(view, at, nameLength, extraLength);
    if (method !== 0 || size !== compressed)
      throw broken(archive, said('checkpoint.compressed', { member: quoted(name) }));
    // Programs do not agree which one is meant.
    if (members.has(name)) throw broken(archive, said('checkpoint.memberTwice', { member: quoted(name) }));
    members.set(name, { name, header: local, size });
    at = next;
  }
  return members;
}

/** Where the content of one of its files begins. Throws UnreadableModel where that is not whole. */
export async function contentStart(
  archive: Blob,
  { name, header, size }: Member,
  archiveName: string,
): Promise<number> {
  const head = viewOf(await readBytes(archive, header, 30));
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) {
    throw broken(archiveName, said('checkpoint.memberElsewhere', { member: quoted(name) }));
  }
  const start = header + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  if (start + size > archive.size)
    throw broken(archiveName, said('checkpoint.endsBefore', { part: quoted(name) }));
  return start;
}
