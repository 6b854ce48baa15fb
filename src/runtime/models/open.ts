/** Files of weights as models of the page that a person brings. They are read where they lie. */

import { inMegabytes, LONGEST_CONFIG } from '../checkpoint/bounds';
import { openCheckpoint } from '../checkpoint/open';
import { UnreadableModel } from '../checkpoint/problem';
import { CHANGED } from '../checkpoint/stored';
import { plain, quoted } from '../quoted';
import { FILE_MODEL, type Model } from './model';

/** ImageNet's, which every published masked autoencoder was trained with. */
const MEAN = [0.485, 0.456, 0.406] as const;
const STD = [0.229, 0.224, 0.225] as const;

const WEIGHTS = /\.(safetensors|bin|pth|pt)$/i;
const CONFIG = /\.json$/i;
/** The rest of a folder that the recipe exports: the page writes the same graphs by itself. */
const SPARE = /\.onnx$|golden\.json$|preview\.(json|webp)$/i;

const isOneOf = (kinds: readonly RegExp[], { name }: File): boolean => kinds.some((kind) => kind.test(name));

/** Whether files look like those of a model: weights or a description, and nothing that belongs to neither. */
export const areOfModel = (files: readonly File[]): boolean =>
  files.some((file) => isOneOf([WEIGHTS, CONFIG], file)) &&
  files.every((file) => isOneOf([WEIGHTS, CONFIG, SPARE], file));

const NON_COMMERCIAL =
  'The published masked autoencoders of the paper are under CC BY-NC 4.0, so not for commercial use.';

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

function chosen(brought: readonly File[]): { weights: File; config?: File } {
  const files = brought.filter(({ name }) => !SPARE.test(name));
  const weights = files.filter(({ name }) => !CONFIG.test(name));
  const configs = files.filter(({ name }) => CONFIG.test(name));
  if (weights.length === 0) {
    throw new UnreadableModel(
      'There are no weights among those files. Bring model.safetensors, pytorch_model.bin or a .pth file along.',
    );
  }
  if (weights.length > 1 || configs.length > 1) {
    throw new UnreadableModel(
      `Those are ${files.length} files. Bring one file of weights, and its config.json if there is one.`,
    );
  }
  return { weights: weights[0], ...(configs[0] && { config: configs[0] }) };
}

async function textOf(config: File): Promise<string> {
  const name = quoted(config.name);
  if (config.size > LONGEST_CONFIG) {
    throw new UnreadableModel(
      `${name} is longer than ${inMegabytes(LONGEST_CONFIG)}, which no config.json is.`,
    );
  }
  return config.text().catch(() => {
    throw new UnreadableModel(`${name} cannot be opened: ${CHANGED}.`);
  });
}

/** Opens one file of weights, with its config.json or without. Throws UnreadableModel. */
export async function openModel(files: readonly File[]): Promise<Model> {
  const { weights, config } = chosen(files);
  const { geometry, target, tensors, parameters, notes } = await openCheckpoint(
    weights,
    weights.name,
    config && (await textOf(config)),
  );
  return {
    id: idOf(weights.name),
    title: plain(weights.name),
    summary: 'Opened from this machine, where it stays.',
    geometry,
    mean: MEAN,
    std: STD,
    target,
    parameters,
    files: { name: weights.name, bytes: weights.size, tensors },
    licence: { name: 'that of the file', note: NON_COMMERCIAL },
    source: notes.join(' '),
  };
}
