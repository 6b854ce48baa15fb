/** What can be saved of a view: pictures, and the numbers behind them. */
import type { Raster } from '../../mae/raster';
import { say } from '../../words/say';
import type { Value } from './csv';
import type { Figure } from './figure';

/** A figure with words, or pictures side by side without any. */
export type Choice =
  | { readonly title: string; readonly figure: Figure }
  | { readonly title: string; readonly name: string; readonly rasters: readonly Raster[] };

export const asFigure = (figure: Figure): Choice => ({ title: say('save.figureWithWords'), figure });

/** Numbers as a table. */
export interface Numbers {
  /** What they are, e.g. "The error of each patch". */
  readonly title: string;
  /** What the file is called, without its ending. */
  readonly name: string;
  /** The names of the columns come first. */
  readonly rows: readonly (readonly Value[])[];
}
