/** What the page knows of a model. */
import type { ModelShape } from '../../mae/reconstruct';
import type { FullGeometry } from '../checkpoint/network';
import type { ModelFiles, OpenedFile, OwnModel } from '../inference/protocol';

/** A reconstruction made beforehand, so that the page has something true to show before the model has loaded. */
export interface Preview {
  readonly url: string;
  readonly sample: string;
  readonly seed: number;
  readonly ratio: number;
  readonly loss: number;
  readonly psnr: number;
}

/** The beginning of the ids of models that a person opened from files. */
export const FILE_MODEL = 'file-';
/** Of those from the hub, kept on this machine. */
export const HUB_MODEL = 'hub-';

export const hubModelId = (repository: string): string => `${HUB_MODEL}${repository.replace('/', '-')}`;

export interface Model extends ModelShape {
  readonly geometry: FullGeometry;
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** How many numbers were learned. */
  readonly parameters: number;
  readonly files: ModelFiles | OpenedFile;
  readonly licence: { readonly name: string; readonly note: string };
  readonly source: string;
  readonly preview?: Preview;
}

/** One that the page brings along. */
export type BuiltIn = Model & OwnModel;
