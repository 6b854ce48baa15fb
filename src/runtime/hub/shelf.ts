/** The models that are kept on this machine: a folder for each in the Origin Private File System. Where there is none, they are held in memory. */
import * as v from 'valibot';
import { said } from '../../words/said';
import { quoted } from '../quoted';
import { heldOf, letGo, listHeld } from './held';
import { HubFailed } from './problem';
import { FULL, filesOfOffer, isSameFile, Offer } from './repository';

/** A model that is kept, wholly or in part. */
export interface Kept {
  readonly offer: Offer;
  /** How many of its bytes are there. */
  readonly there: number;
  /** Whole, and checked. */
  readonly isDone: boolean;
  /** In memory, until the page is closed. */
  readonly isHeld?: boolean;
}

const ROOT = 'models';
const FACTS = 'offer.json';
/** Written when the file was found to be whole: later opens need not check it again. */
const DONE = 'done';
/** There while a model is being opened. A page that ends before it is gone did not survive it. */
const OPENING = 'opening';
export const WEIGHTS = 'weights';
/** Beside the folders. */
const TRIAL = 'trial';

/** As it is on disk, where an older page or another program may have written it. */
const Facts = v.pipe(v.string(), v.parseJson(), Offer);

/** The folder of a model; its name has no slash. */
const folderName = (repository: string): string => repository.replace('/', '--');

async function root(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
}

export async function folderOf(repository: string): Promise<FileSystemDirectoryHandle> {
  return (await root()).getDirectoryHandle(folderName(repository), { create: true });
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch {
    return undefined;
  }
}

/** An empty file, which says by its name that something is so. */
const mark = async (folder: FileSystemDirectoryHandle, name: string): Promise<void> =>
  void (await folder.getFileHandle(name, { create: true }));

async function keptIn(folder: FileSystemDirectoryHandle): Promise<Kept | undefined> {
  const [facts, weights, done] = await Promise.all(
    [FACTS, WEIGHTS, DONE].map((name) => fileIn(folder, name)),
  );
  const { success, output: offer } = v.safeParse(Facts, await facts?.text().catch(() => undefined));
  // A folder with the facts of another model is not where that one's weights would be looked for.
  if (!success || folderName(offer.repository) !== folder.name) return undefined;
  return { offer, there: weights?.size ?? 0, isDone: done !== undefined && weights?.size === offer.bytes };
}

/** None where the browser has no such file system, as in some private windows. */
async function folders(): Promise<readonly FileSystemDirectoryHandle[]> {
  try {
    const found: FileSystemDirectoryHandle[] = [];
    for await (const handle of (await root()).values()) {
      if (handle.kind === 'directory') found.push(handle as FileSystemDirectoryHandle);
    }
    return found;
  } catch {
    return [];
  }
}

/** Everything that is kept, or held. */
export async function listKept(): Promise<readonly Kept[]> {
  const found = await Promise.all((await folders()).map((folder) => keptIn(folder)));
  const held = listHeld().map(({ offer }) => ({ offer, there: offer.bytes, isDone: true, isHeld: true }));
  return [...found.filter((kept) => kept !== undefined), ...held];
}

/** Repositories of which there are weights, and nothing that says what they are. */
export async function listDamaged(): Promise<readonly string[]> {
  const found = await Promise.all(
    (await folders()).map(async (folder) => {
      const [kept, weights] = await Promise.all([keptIn(folder), fileIn(folder, WEIGHTS)]);
      return !kept && weights && weights.size > 0 ? folder.name.replace('--', '/') : undefined;
    }),
  );
  return found.filter((repository) => repository !== undefined);
}

/** Whether what a browser throws says that there is no room. */
export const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError';

/**
 * Whether anything can be kept, which is found out by keeping something and deleting it: there are browsers that say how much is
 * free, and then refuse all of it. Throws HubFailed where all of it is used.
 */
export async function canKeep(): Promise<boolean> {
  try {
    const folder = await root();
    await mark(folder, TRIAL);
    await folder.removeEntry(TRIAL);
    return true;
  } catch (error) {
    if (isFull(error)) throw new HubFailed(FULL);
    return false;
  }
}

/** Makes room for an offer; `write` fills a file, which some browsers let only workers do. What was kept of another file or commit of the same repository, or of who knows which, is of no use to it, and is deleted. */
export async function prepare(
  offer: Offer,
  write: (file: FileSystemFileHandle, text: string) => Promise<void>,
): Promise<void> {
  const before = await keptIn(await folderOf(offer.repository));
  if (!before || !isSameFile(before.offer, offer)) await remove(offer.repository);
  const folder = await folderOf(offer.repository);
  await write(await folder.getFileHandle(FACTS, { create: true }), JSON.stringify(offer));
}

export async function markDone({ repository }: Offer): Promise<void> {
  await mark(await folderOf(repository), DONE);
}

/** Notes that a model is being opened; whether it had been noted before, by a page that has ended since. */
export async function noteOpening({ repository }: Offer): Promise<boolean> {
  const folder = await folderOf(repository);
  const before = await fileIn(folder, OPENING);
  if (!before) await mark(folder, OPENING);
  return before !== undefined;
}

export async function noteOpened({ repository }: Offer): Promise<void> {
  await (await folderOf(repository)).removeEntry(OPENING);
}

/** The weights and, if there is one, their config.json. */
export async function filesOf(offer: Offer): Promise<readonly File[]> {
  const { repository, config, preprocessor } = offer;
  const weights = heldOf(repository)?.weights ?? (await fileIn(await folderOf(repository), WEIGHTS));
  if (!weights) throw new HubFailed(said('hub.gone', { name: quoted(repository) }));
  let at = 0;
  const named = filesOfOffer(offer).map(({ path, bytes }) => {
    const from = at;
    at += bytes;
    // Under its own name, by which some files are known. A File made of a File reads it only where it is read itself.
    return new File([weights.slice(from, at)], path.replace(/^.*\//, ''));
  });
  return [
    ...named,
    ...(offer.parts ? [indexOf(offer.path, named)] : []),
    ...(config === undefined ? [] : [new File([config], 'config.json')]),
    ...(preprocessor === undefined ? [] : [new File([preprocessor], 'preprocessor_config.json')]),
  ];
}

/** Says that files belong together, whatever they are called; which tensor is in which one they say themselves. */
const indexOf = (path: string, files: readonly File[]): File => {
  const names = Object.fromEntries(files.map(({ name }, i) => [i, name]));
  return new File([JSON.stringify({ weight_map: names })], `${path.replace(/^.*\//, '')}.index.json`);
};

/** What another tab has deleted already is no failure. */
export async function remove(repository: string): Promise<void> {
  if (letGo(repository)) return;
  try {
    await (await root()).removeEntry(folderName(repository), { recursive: true });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
  }
}

/** Bytes that the browser lets this page keep besides what it keeps already; undefined where it does not say. */
export async function freeBytes(): Promise<number | undefined> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? undefined : quota - (usage ?? 0);
  } catch {
    return undefined;
  }
}
