/** What the page and the thread that learns to recognise pictures say to each other. */
import type { Logistic } from '../../mae/logistic';
import type { Standard } from '../../mae/standardise';

/** Of what of a picture it is to be recognised: what the encoder makes of it, and two plain things, so that nobody is fooled. */
export const descriptions = ['encoder', 'pixels', 'colours'] as const;

export type Description = (typeof descriptions)[number];

export interface ToProbe {
  /** One list of numbers for each picture, all of them as long. */
  readonly features: Readonly<Record<Description, readonly Float32Array[]>>;
  /** [n] 0 … classes − 1; at least two of each. */
  readonly labels: Int32Array;
  readonly classes: number;
}

/** What each picture is taken for by all the others: [n] classes. */
export interface Judged {
  readonly neighbours: Int32Array;
  readonly linear: Int32Array;
}

/** All that it takes to recognise another picture by its features of the encoder. */
export interface Recogniser {
  readonly standard: Standard;
  /** [n][d], standardised. */
  readonly rows: readonly Float64Array[];
  readonly probe: Logistic;
}

export interface Learned {
  readonly judged: Readonly<Record<Description, Judged>>;
  readonly recogniser: Recogniser;
  /** Where the pictures lie along the two directions in which their features differ most: [n] each. */
  readonly map: readonly [x: Float64Array, y: Float64Array];
}

export type FromProbe =
  /** 0 … 1 */
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'learned'; readonly learned: Learned };
