/** A checkpoint of any kind, as a model that can be run: geometry, target, and where each tensor lies. Nothing big is read for it. */
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { type Grid, gridOf, isSameGrid } from '../../mae/geometry';
import type { Target } from '../../mae/target';
import { type Said, said } from '../../words/said';
import { quoted } from '../quoted';
import { readConfig, type Statistics } from './config';
import { fitted } from './fitted';
import { geometryOf, isEncoderAlone, type Model, noneOfModel, withGrid } from './geometry';
import { assumedHeads, type Heads, withHeads } from './heads';
import { kindOf } from './kind';
import { namingOf } from './naming';
import { type FullGeometry, type Tensors, tokensBefore } from './network';
import { otherModel } from './others';
import { gridByLikeness, gridIn } from './positions';
import { FileFault, UnreadableModel } from './problem';
import type { Reading, Source } from './reading';
import { readSafetensors } from './safetensors';
import { series } from './series';
import { joined } from './shards';
import { type Contents, countOf, type Remarks } from './stored';
import { readLegacyTorch, readTorch } from './torch';
import { readTensor } from './widen';

export interface Checkpoint {
  /** Of the weights' file. */
  readonly name: string;
  readonly geometry: FullGeometry;
  readonly target: Target;
  /** By their names on the hub. */
  readonly tensors: Tensors;
  /** Of its pictures, where its config.json says them. */
  readonly statistics?: Statistics;
  /** How many numbers were learned: all but the positions, which are fixed. */
  readonly parameters: number;
  /** Sentences about what was assumed, and what must be said of such a model. */
  readonly notes: readonly Said[];
  /** What stands in front of the names of this and of other models in the file that fit as well, this one first. */
  readonly sets: readonly string[];
  readonly reading: Omit<Reading, 'normalisation'>;
}

type Told = ReturnType<typeof readConfig>;

/** Of the authors' code, and of `train.py`. */
const EPSILON = 1e-6;

const FEATURES: { readonly target: Target; readonly source: Source } = {
  target: 'features',
  source: {
    origin: 'file',
    note: said('checkpoint.featuresOnly'),
  },
};

/** What published files predict, by their names. */
const PUBLISHED = table.targets.map(({ file, target }) => ({
  pattern: new RegExp(file),
  isNormalised: target === 'normalised-pixels',
}));

const POSITIONS = ['vit.embeddings.position_embeddings', 'decoder.decoder_pos_embed'];

const readers = { torch: readTorch, 'legacy torch': readLegacyTorch, safetensors: readSafetensors } as const;

async function read(file: Blob, name: string): Promise<Contents> {
  const found = await kindOf(file);
  if (found) return readers[found](file, name);
  throw new UnreadableModel(
    file.size === 0
      ? said('checkpoint.empty', { name: quoted(name) })
      : said('checkpoint.neither', { name: quoted(name) }),
  );
}

/** What the decoder predicts, as one that says it, the file's name, or nobody tells. */
function targetOf(
  name: string,
  told: Told,
  remarks: Remarks,
  geometry: FullGeometry,
): { target: Target; source: Source } {
  const isBare = tokensBefore(geometry) === 0;
  const [plain, normalised]: Target[] = isBare
    ? ['unit-pixels', 'normalised-channels']
    : ['pixels', 'normalised-pixels'];
  const target = (isNormalised: boolean): Target => (isNormalised ? normalised : plain);
  if (told.target !== undefined) return { target: told.target, source: { origin: 'config.json' } };
  if (remarks.target !== undefined) return { target: remarks.target, source: { origin: 'file' } };
  if (remarks.normalised !== undefined)
    return { target: target(remarks.normalised), source: { origin: 'options' } };
  if (isBare) {
    const note = said('checkpoint.withoutClassToken');
    return { target: target(true), source: { origin: 'family', note } };
  }
  const known = PUBLISHED.find(({ pattern }) => pattern.test(name));
  if (!known) {
    return { target: plain, source: { origin: 'assumed', note: said('checkpoint.pixelsAssumed') } };
  }
  const note = said(known.isNormalised ? 'checkpoint.normalisedPixelsByName' : 'checkpoint.pixelsByName');
  return { target: target(known.isNormalised), source: { origin: 'name', note } };
}

/** Of encoder and decoder, and from where they are known. */
function headsOf(geometry: FullGeometry, remarks: Remarks, name: string): { heads: Heads; source: Source } {
  if (remarks.heads) return { heads: remarks.heads, source: { origin: 'file' } };
  const { heads, note } = assumedHeads(geometry, name);
  return { heads, source: { origin: 'assumed', note } };
}

const withoutDot = (prefix: string): string => quoted(prefix.replace(/\.$/, ''));

const alikeNote = ([taken, ...others]: readonly string[]): Said =>
  said('checkpoint.setsAlike', {
    count: others.length + 1,
    taken: withoutDot(taken),
    others: series('checkpoint.or', others.map(withoutDot)),
  });

function leftOutNote(all: readonly string[]): Said {
  const some = all.slice(0, 3).map((name) => quoted(name));
  const names = series('checkpoint.comma', some);
  const more = all.length - some.length;
  return more > 0
    ? said('checkpoint.leftOutAndMore', { names, more })
    : said('checkpoint.leftOut', { names });
}

/** What positions tell of the grid, computed ones for sure and learned ones by likeness; nothing if they cannot be read, which is said when the model is loaded. */
async function toldGrids(
  tensors: Tensors,
  before: number,
): Promise<{ readonly computed?: Grid; readonly likely?: Grid }> {
  const positions = tensors.get(POSITIONS[0]);
  const values = positions && (await readTensor(positions).catch(() => undefined));
  if (!values) return {};
  const width = positions.shape[2];
  const ofPatches = values.subarray(before * width);
  const computed = gridIn(ofPatches, width);
  if (computed) return { computed };
  const likely = gridByLikeness(ofPatches, width);
  return likely ? { likely } : {};
}

const gridWords = ({ rows, columns }: Grid): Said => said('checkpoint.grid', { rows, columns });

/**
 * The grid of a model, and from where it is known. Positions of sines and cosines were computed for one, whatever stands beside them;
 * learned ones are asked where nothing else tells.
 */
async function gridFrom(
  geometry: FullGeometry,
  tensors: Tensors,
  { isTold, areStored }: { readonly isTold: boolean; readonly areStored: boolean },
): Promise<{ grid: Grid; source: Source }> {
  const given = gridOf(geometry);
  const { computed, likely } = await toldGrids(tensors, tokensBefore(geometry));
  if (computed) {
    const isOther = isTold && !isSameGrid(computed, given);
    const note = said('checkpoint.gridByPositions', { told: gridWords(given), found: gridWords(computed) });
    return { grid: computed, source: { origin: 'file', ...(isOther && { note }) } };
  }
  if (isTold) return { grid: given, source: { origin: 'config.json' } };
  if (!areStored) {
    const { width, height } = geometry;
    const note = said('checkpoint.gridInNoFile', { grid: gridWords(given), width, height });
    return { grid: given, source: { origin: 'assumed', note } };
  }
  if (likely) {
    const note = said('checkpoint.gridByLikeness', { grid: gridWords(likely) });
    return { grid: likely, source: { origin: 'likeness', note } };
  }
  const note = said('checkpoint.gridAssumed', { grid: gridWords(given) });
  return { grid: given, source: { origin: 'assumed', note } };
}

/** What a photograph is to a model that knows more or fewer than three channels. */
function bandsNote({ channels }: FullGeometry): Pick<Source, 'note'> {
  if (channels === 3) return {};
  if (channels === 1) return { note: said('checkpoint.inGrey') };
  return {
    note: channels === 2 ? said('checkpoint.twoChannels') : said('checkpoint.channels', { channels }),
  };
}

/**
 * Opens a model's file of weights, or all of its files, with the text of the config.json that belongs to them where there is one;
 * `name` is the model's, and `set` one of the `sets` of an opening before. Throws UnreadableModel: one sentence with what was found and what was expected.
 */
export async function openCheckpoint(
  files: Blob | readonly File[],
  name: string,
  config?: string,
  set?: string,
): Promise<Checkpoint> {
  try {
    const contents =
      files instanceof Blob
        ? await read(files, name)
        : joined(await Promise.all(files.map((file) => read(file, file.name))), name);
    return await opened(contents, name, config, set).catch((error: unknown) => {
      throw (error instanceof UnreadableModel && otherModel(contents.names, name)) || error;
    });
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new UnreadableModel(said('checkpoint.cannotOpen', { name: quoted(name), why: error.said }));
  }
}

async function opened(
  { names, locate, remarks }: Contents,
  name: string,
  config?: string,
  set?: string,
): Promise<Checkpoint> {
  const naming = namingOf(names, set);
  if (naming.meanings.size === 0) throw noneOfModel(names, name);
  const model: Model = { ...naming, tensors: await locate([...naming.meanings.keys()]) };
  const notes: Said[] = [];
  if (naming.alike.length > 1) notes.push(alikeNote(naming.alike));
  if (naming.leftOut.length) notes.push(leftOutNote(naming.leftOut));
  if (naming.isNormAfterMean) notes.push(said('checkpoint.normAfterMean'));
  const told: Told = config === undefined ? {} : readConfig(config);
  const isAlone = isEncoderAlone(model);
  const byConfig: Source = { origin: 'config.json' };
  let { geometry } = told;
  let [heads, layerNormEps] = [byConfig, byConfig];
  if (geometry && isAlone) geometry = { ...geometry, decoder: undefined };
  if (!geometry) {
    geometry = geometryOf(model, name, EPSILON);
    const found = headsOf(geometry, remarks, name);
    geometry = withHeads(geometry, found.heads);
    heads = found.source;
    layerNormEps = { origin: 'assumed' };
  }
  const { target, source } = isAlone ? FEATURES : targetOf(name, told, remarks, geometry);
  for (const { note } of [heads, source]) if (note) notes.push(note);
  if (/ganloss/i.test(name)) notes.push(said('checkpoint.ganLoss'));
  const found = fitted(model, geometry, name);
  const { grid: lie, source: grid } = await gridFrom(geometry, found, {
    isTold: told.geometry !== undefined,
    areStored: [...naming.meanings.values()].flat().includes(POSITIONS[0]),
  });
  geometry = withGrid(geometry, lie, name);
  const bands: Source = { origin: 'assumed', ...bandsNote(geometry) };
  for (const { note } of [grid, bands]) if (note) notes.push(note);
  const learned = [...found].filter(([hub]) => !POSITIONS.includes(hub));
  const parameters = learned.reduce((sum, [, { shape }]) => sum + countOf(shape), 0);
  return {
    name,
    geometry,
    target,
    tensors: found,
    parameters,
    notes,
    sets: naming.alike,
    // All families that are read have the paper's.
    reading: { target: source, order: { origin: 'family' }, grid, bands, heads, layerNormEps },
    ...(told.statistics && { statistics: told.statistics }),
  };
}
