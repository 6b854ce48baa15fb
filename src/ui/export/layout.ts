/** Where the pictures and words of a figure are. Every way of saving one draws the same layout, so they agree. */
import type { Raster } from '../../mae/raster';
import type { Figure } from './figure';

/** A square of a picture, from its left upper corner. All lengths are in pixels of a picture at 1 ×. */
export interface PlacedPicture {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly raster: Raster;
}

/** One line of text, from the left end of its baseline. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly isBold: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Of all words. */
  readonly fontSize: number;
  readonly pictures: readonly PlacedPicture[];
  readonly texts: readonly PlacedText[];
}

/** The width of a line set in a font of size 1. */
export type Measure = (text: string, isBold: boolean) => number;

const MARGIN = 12;
const GAP = 8;
/** Between groups of columns, besides the gap. */
const APART = 16;
/** So that a figure that is set across the text of a paper, 6.5 inches, has words of 8 points. */
const WIDTH_IN_SIZES = 58;
const LEAST_SIZE = 11;
const LINE = 1.35;
/** Of the font size, above the baseline. */
const ASCENT = 1;

/** A word in pieces that fit, as few as can be. */
function broken(word: string, fits: (text: string) => boolean): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece && !fits(piece + character)) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** The text in lines no wider than `width`, broken at spaces, and inside a word only if it is wider by itself. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const fits = (line: string): boolean => measure(line) <= width;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(...broken(word, fits));
  }
  return lines;
}

/** Every picture has the side of the largest; empty places stay empty. */
export function layoutOf(
  { columns = [], group = Number.POSITIVE_INFINITY, rows, caption }: Figure,
  measure: Measure,
): Layout {
  const cells = rows.flatMap((row) => row.cells);
  const side = Math.max(...cells.map((cell) => cell?.raster.width ?? 0));
  const across = Math.max(columns.length, ...rows.map((row) => row.cells.length));
  const columnX = (column: number): number =>
    MARGIN + column * (side + GAP) + Math.floor(column / group) * APART;
  const inner = columnX(across - 1) + side - MARGIN;
  const width = inner + 2 * MARGIN;
  const fontSize = Math.max(LEAST_SIZE, width / WIDTH_IN_SIZES);
  const pictures: PlacedPicture[] = [];
  const texts: PlacedText[] = [];
  let y = MARGIN;

  /** Sets words from the present height down, and says how high they are. */
  function place(text: string | undefined, x: number, within: number, isBold: boolean): number {
    const lines = wrap(text ?? '', within, (line) => measure(line, isBold) * fontSize);
    lines.forEach((line, i) => {
      texts.push({ x, y: y + (i * LINE + ASCENT) * fontSize, text: line, isBold });
    });
    return lines.length * LINE * fontSize;
  }
  const placeAll = (all: readonly (string | undefined)[], isBold: boolean): number =>
    Math.max(0, ...all.map((text, column) => place(text, columnX(column), side, isBold)));

  const heads = placeAll(columns, true);
  y += heads && heads + GAP / 2;
  for (const row of rows) {
    const label = place(row.label, MARGIN, inner, true);
    y += label && label + GAP / 2;
    row.cells.forEach((cell, column) => {
      if (cell) pictures.push({ x: columnX(column), y, side, raster: cell.raster });
    });
    y += side;
    const labels = placeAll(
      row.cells.map((cell) => cell?.label),
      false,
    );
    y += labels + GAP;
  }
  y += place(caption, MARGIN, inner, false);
  return { width, height: y + MARGIN, fontSize, pictures, texts };
}
