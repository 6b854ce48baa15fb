/** A checkpoint of any kind, as a model that can be run: geometry, target, and where each tensor lies. Nothing big is read for it. */
import type { Target } from '../../mae/target';
import { quoted } from '../quoted';
import { readConfig, type Statistics } from './config';
import {
  assumedHeads,
  fitted,
  geometryOf,
  isEncoderAlone,
  type Model,
  noneOfModel,
  withHeads,
} from './geometry';
import { namingOf } from './naming';
import type { FullGeometry, Tensors } from './network';
import { FileFault, UnreadableModel } from './problem';
import { readSafetensors } from './safetensors';
import { joined } from './shards';
import { type Contents, countOf, readBytes } from './stored';
import { readLegacyTorch, readTorch } from './torch';

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
  readonly notes: readonly string[];
}

/** Of the authors' code, and of `train.py`. */
const EPSILON = 1e-6;

const FEATURES: { readonly target: Target; readonly note: string } = {
  target: 'features',
  note: 'The file has an encoder and no decoder, so nothing can be reconstructed: it offers features only. For pictures take a file with both, such as model.safetensors of facebook/vit-mae-base or the authors’ mae_visualize_vit_base.pth.',
};

/** What the authors' files predict, by their names. */
const PUBLISHED: readonly (readonly [RegExp, boolean])[] = [
  [/^mae_visualize_/, false],
  [/^mae_pretrain_.*_full/, true],
];

const GAN_LOSS = 'It was trained with an additional GAN loss: its detail is sharper, and invented.';

const POSITIONS = ['vit.embeddings.position_embeddings', 'decoder.decoder_pos_embed'];

/** By the first bytes of the file, whatever it is called. */
async function read(file: Blob, name: string): Promise<Contents> {
  const begin = await readBytes(file, 0, 9);
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => begin[i] === byte);
  if (starts(0x50, 0x4b, 3, 4)) return readTorch(file, name);
  if (begin[8] === 0x7b) return readSafetensors(file, name);
  if (starts(0x80)) return readLegacyTorch(file, name);
  const kind = file.size === 0 ? 'is empty' : 'is neither a safetensors nor a PyTorch file';
  throw new UnreadableModel(
    `${quoted(name)} ${kind}. Bring model.safetensors, pytorch_model.bin or a .pth file.`,
  );
}

function targetOf(name: string, normalised: boolean | undefined): { target: Target; note?: string } {
  const target = (isNormalised: boolean): Target => (isNormalised ? 'normalised-pixels' : 'pixels');
  if (normalised !== undefined) return { target: target(normalised) };
  const known = PUBLISHED.find(([pattern]) => pattern.test(name));
  const assumed = target(known?.[1] ?? false);
  const what = assumed === 'pixels' ? 'pixels' : 'normalised pixels';
  return {
    target: assumed,
    note: `The file does not say what its decoder predicts: ${what} ${known ? 'is what published files of this name do' : 'were assumed'}.`,
  };
}

const withoutDot = (prefix: string): string => quoted(prefix.replace(/\.$/, ''));

const alikeNote = ([taken, ...others]: readonly string[]): string =>
  `The file holds ${others.length + 1} sets of weights that fit: ${withoutDot(taken)} was taken, and not ${others.map(withoutDot).join(' or ')}.`;

function leftOutNote(names: readonly string[]): string {
  const some = names.slice(0, 3).map((name) => quoted(name));
  const more = names.length > some.length ? ` and ${names.length - some.length} more` : '';
  return `Left out, as the picture needs none of it: ${some.join(', ')}${more}.`;
}

/**
 * Opens a model's file of weights, or all of its files, with the text of the config.json that belongs to them where there is one;
 * `name` is the model's. Throws UnreadableModel: one sentence with what was found and what was expected.
 */
export async function openCheckpoint(
  files: Blob | readonly File[],
  name: string,
  config?: string,
): Promise<Checkpoint> {
  try {
    const contents =
      files instanceof Blob
        ? await read(files, name)
        : joined(await Promise.all(files.map((file) => read(file, file.name))), name);
    return await opened(contents, name, config);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new UnreadableModel(`${quoted(name)} cannot be opened: ${error.message}.`);
  }
}

async function opened({ names, locate, said }: Contents, name: string, config?: string): Promise<Checkpoint> {
  const naming = namingOf(names);
  if (naming.meanings.size === 0) throw noneOfModel(names, name);
  const model: Model = { ...naming, tensors: await locate([...naming.meanings.keys()]) };
  const notes: string[] = [];
  if (naming.alike.length > 1) notes.push(alikeNote(naming.alike));
  if (naming.leftOut.length) notes.push(leftOutNote(naming.leftOut));
  const told: ReturnType<typeof readConfig> = config === undefined ? {} : readConfig(config);
  const isAlone = isEncoderAlone(model);
  let { geometry } = told;
  if (geometry && isAlone) geometry = { ...geometry, decoder: undefined };
  if (!geometry) {
    geometry = geometryOf(model, name, EPSILON);
    const assumed = said.heads ? { heads: said.heads, note: undefined } : assumedHeads(geometry, name);
    if (assumed.note) notes.push(assumed.note);
    geometry = withHeads(geometry, assumed.heads);
  }
  const { target, note } = isAlone ? FEATURES : targetOf(name, told.normalised ?? said.normalised);
  if (note) notes.push(note);
  if (/ganloss/i.test(name)) notes.push(GAN_LOSS);
  const found = fitted(model, geometry, name);
  const learned = [...found].filter(([hub]) => !POSITIONS.includes(hub));
  const parameters = learned.reduce((sum, [, { shape }]) => sum + countOf(shape), 0);
  return {
    name,
    geometry,
    target,
    tensors: found,
    parameters,
    notes,
    ...(told.statistics && { statistics: told.statistics }),
  };
}
