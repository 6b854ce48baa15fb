/** What the page knows of a model. */
import type { ModelShape } from '../../mae/reconstruct';
import type { Words } from '../../words/said';
import type { FullGeometry, Tensors } from '../checkpoint/network';
import type { Reading } from '../checkpoint/reading';

export interface ModelFile {
  readonly url: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** Of a model that the page brings along: its weights, and PyTorch's numbers for it. */
export interface ModelFiles {
  readonly weights: ModelFile;
  readonly golden: ModelFile;
}

export interface OwnModel {
  readonly geometry: FullGeometry;
  readonly files: ModelFiles;
}

/** A file that a person opened. Its tensors are read where they lie. */
export interface OpenedFile {
  readonly name: string;
  readonly bytes: number;
  readonly tensors: Tensors;
}

/** A reconstruction made beforehand, so that the page has something true to show before the model has loaded. */
export interface Preview {
  readonly url: string;
  readonly sample: string;
  readonly seed: number;
  readonly ratio: number;
  readonly loss: number;
  readonly psnr: number;
  readonly ssim: number;
}

/** The beginning of the ids of models that a person opened from files. */
export const FILE_MODEL = 'file-';
/** Of those from the hub, kept on this machine. */
export const HUB_MODEL = 'hub-';

export const hubModelId = (repository: string): string => `${HUB_MODEL}${repository}`;

export interface Model extends ModelShape {
  readonly geometry: FullGeometry;
  readonly id: string;
  readonly title: Words;
  /** A sentence. */
  readonly summary: Words;
  /** How many numbers were learned. */
  readonly parameters: number;
  readonly files: ModelFiles | OpenedFile;
  /** The note is a sentence, or empty. */
  readonly licence: { readonly name: Words; readonly note: Words };
  /** Sentences: from where it comes, and what was assumed of it. */
  readonly source: readonly Words[];
  /** Of one that was opened from a file: from where it is known what shapes do not tell. */
  readonly reading?: Reading;
  /** Where its file holds several that fit: what stands in front of their names, this one's first. */
  readonly sets?: readonly string[];
  readonly preview?: Preview;
}

/** One that the page brings along. */
export type BuiltIn = Model & OwnModel;

/** Whether both are the same weights, however their predictions are drawn. */
export const isSameNetwork = (a: Model, b: Model): boolean => a.files === b.files;

/** The model that a link means. Links of before wrote a dash for the slash of a repository on the hub. */
export const findModel = (models: readonly Model[], id: string): Model | undefined =>
  models.find((model) => model.id === id) ??
  models.find((model) => model.id.startsWith(HUB_MODEL) && model.id.replace('/', '-') === id);

/** Of a model what a thread needs to draw, and nothing that would be copied for nothing. */
export const shapeOf = ({ geometry, mean, std, bands, target, order, statistics }: Model): ModelShape => ({
  geometry,
  mean,
  std,
  target,
  ...(bands && { bands }),
  ...(order && { order }),
  ...(statistics && { statistics }),
});
