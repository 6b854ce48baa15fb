/** Files of weights as models of the page that a person brings. They are read where they lie. */

import { said } from '../../words/said';
import { readPreprocessor, type Statistics } from '../checkpoint/config';
import type { Tensors } from '../checkpoint/network';
import { openCheckpoint } from '../checkpoint/open';
import type { Source } from '../checkpoint/reading';
import { plain } from '../quoted';
import { sorted } from './brought';
import { FILE_MODEL, type Model } from './model';
import { textOf } from './text';

/** ImageNet's, which every published masked autoencoder was trained with. */
const IMAGENET: Statistics = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };
/** About the average of the three, for channels that are no colours. */
const AVERAGE = { mean: 0.449, std: 0.226 };

const assumed = (channels: number): Statistics =>
  channels === 3
    ? IMAGENET
    : { mean: Array(channels).fill(AVERAGE.mean), std: Array(channels).fill(AVERAGE.std) };

/** Eight hexadecimal digits of a text: FNV-1a, of 32 bits. */
function digitsOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * Two files of one name are the same model to the page: the later takes the place of the earlier. Letters of every script stay, and
 * where something else had to go, digits tell the names apart.
 */
function idOf(name: string): string {
  const readable = name.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '_');
  return `${FILE_MODEL}${readable === name ? name : `${readable}-${digitsOf(name)}`}`;
}

/** From which files a model's tensors were opened. */
const brought = new WeakMap<Tensors, readonly File[]>();

export const filesOfOpened = ({ files }: Model): readonly File[] | undefined =>
  'tensors' in files ? brought.get(files.tensors) : undefined;

/** Mean and deviation of a model with so many channels, by what stands beside its weights. */
function statisticsOf(
  preprocessor: Statistics | 'none' | undefined,
  config: Statistics | undefined,
  channels: number,
): Statistics & Source {
  const origin = preprocessor ? 'preprocessor_config.json' : 'config.json';
  if (preprocessor === 'none') {
    return { mean: Array(channels).fill(0), std: Array(channels).fill(1), origin };
  }
  const stated = preprocessor ?? config;
  if (!stated) return { ...assumed(channels), origin: 'assumed' };
  const counts = [stated.mean.length, stated.std.length];
  if (counts.every((count) => count === channels)) return { ...stated, origin };
  const note = said('models.otherChannels', { file: origin, theirs: Math.max(...counts), channels });
  return { ...assumed(channels), origin: 'assumed', note };
}

/**
 * Opens a model's weights, with its config.json or without; of a file that holds several sets of them, `set` is one of the `sets` of an
 * opening before. Throws UnreadableModel.
 */
export async function openModel(files: readonly File[], set?: string): Promise<Model> {
  const { name, weights, config, preprocessor } = await sorted(files);
  const checkpoint = await openCheckpoint(
    weights.length === 1 ? weights[0] : weights,
    name,
    config && (await textOf(config)),
    set,
  );
  const { geometry, target, tensors, parameters, notes } = checkpoint;
  brought.set(tensors, files);
  const stated = preprocessor && readPreprocessor(await textOf(preprocessor));
  const { mean, std, origin, note } = statisticsOf(stated, checkpoint.statistics, geometry.channels);
  return {
    id: idOf(name),
    title: plain(name),
    summary: said('models.fromMachine'),
    geometry,
    mean,
    std,
    target,
    parameters,
    files: { name, bytes: weights.reduce((sum, { size }) => sum + size, 0), tensors },
    licence: { name: said('models.licenceOfFile'), note: said('models.nonCommercial') },
    source: [...notes, ...(note ? [note] : [])],
    ...(checkpoint.sets.length > 1 && { sets: checkpoint.sets }),
    reading: { ...checkpoint.reading, normalisation: { origin, ...(note && { note }) } },
  };
}
