/** One file of the corpus, or several that belong together, and what must come of them. */
import type { Target } from '../../mae/target';
import { config } from './small';

export interface Opens {
  readonly target: Target;
  /** The file that the reading of this one's tensors is compared with. */
  readonly hasDecoder: boolean;
  /** Biases that the file has not, by their names on the hub. */
  readonly absent?: RegExp;
}

export interface Case {
  readonly name: string;
  readonly files: () => readonly File[];
  /** A model, or the sentence that refuses it. */
  readonly outcome: Opens | string;
}

export const file = (content: Uint8Array<ArrayBuffer> | string, name: string): File =>
  new File([content], name);

/** The fixture's config.json with some of it changed; what is undefined is left out. */
export const configured = (change: object = {}): File =>
  file(JSON.stringify({ ...config, ...change }), 'config.json');
