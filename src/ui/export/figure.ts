/** A figure as data: what is in it and in which order, not where. Every way of saving one starts from this. */
import type { Raster } from '../../mae/raster';
import type { Colour } from '../heat/heat';
import type { Legend } from '../heat/legend';

export interface Cell {
  readonly raster: Raster;
  /** Under the picture, e.g. "18.9 dB". */
  readonly label?: string;
}

export interface Row {
  /** To the left of the row. */
  readonly label?: string;
  /** Undefined leaves the place empty. */
  readonly cells: readonly (Cell | undefined)[];
}

export interface Figure {
  /** What a saved file is called, without its ending. */
  readonly name: string;
  /** Over the columns. */
  readonly columns?: readonly string[];
  /** This many columns belong together and are set apart from the next ones. */
  readonly group?: number;
  readonly rows: readonly Row[];
  /** What the colours of the maps in it mean. */
  readonly scale?: { readonly legend: Legend; readonly colour: Colour };
  /** Under the figure: what it shows and how it was made, for a reader who has only the file. */
  readonly caption: string;
}
