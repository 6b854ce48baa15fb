/** Where the pictures and words of a figure are. Every way of saving one draws the same layout, so they agree. */
import type { Figure } from './figure';
import { type Measure, setter, wordsOf } from './lines';
import type { PlacedPicture, PlacedText } from './placed';
import { placeScale } from './scale';

/** All lengths are in pixels of a picture at 1 ×. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Of all words. */
  readonly fontSize: number;
  readonly pictures: readonly PlacedPicture[];
  readonly texts: readonly PlacedText[];
}

const MARGIN = 12;
const GAP = 8;
/** Between groups of columns, besides the gap. */
const APART = 16;
/** So that a figure that is set across the text of a paper, 6.5 inches, has words of 8 points. */
const WIDTH_IN_SIZES = 58;
/** They are up to a point smaller where the head of a column would otherwise be broken inside a word. */
const MOST_SIZES = 66;
const LEAST_SIZE = 11;

/** Every picture has room for the widest and the highest, and fills it as far as its proportions allow; empty places stay empty. */
export function layoutOf(
  { columns = [], group = Number.POSITIVE_INFINITY, rows, scale, caption }: Figure,
  measure: Measure,
): Layout {
  const cells = rows.flatMap((row) => row.cells);
  const side = Math.max(...cells.map((cell) => cell?.raster.width ?? 0));
  const high = Math.max(...cells.map((cell) => cell?.raster.height ?? 0));
  const across = Math.max(columns.length, ...rows.map((row) => row.cells.length));
  const columnX = (column: number): number =>
    MARGIN + column * (side + GAP) + Math.floor(column / group) * APART;
  const inner = columnX(across - 1) + side - MARGIN;
  const width = inner + 2 * MARGIN;
  const widestWord = Math.max(...columns.flatMap(wordsOf).map((word) => measure(word, true)), 0);
  const fitting = Math.min(width / WIDTH_IN_SIZES, side / widestWord);
  const fontSize = Math.max(LEAST_SIZE, width / MOST_SIZES, fitting);
  const set = setter(fontSize, measure);
  const pictures: PlacedPicture[] = [];
  const texts: PlacedText[] = [];
  let y = MARGIN;

  /** Sets words from the present height down, and says how high they are. */
  function place(text: string | undefined, x: number, within: number, isBold: boolean): number {
    const { texts: lines, height } = set(text ?? '', { x, y, within, isBold });
    texts.push(...lines);
    return height;
  }
  const placeAll = (all: readonly (string | undefined)[], isBold: boolean): number =>
    Math.max(0, ...all.map((text, column) => place(text, columnX(column), side, isBold)));

  const heads = placeAll(columns, true);
  y += heads && heads + GAP / 2;
  for (const row of rows) {
    const label = place(row.label, MARGIN, inner, true);
    y += label && label + GAP / 2;
    row.cells.forEach((cell, column) => {
      if (!cell) return;
      const { raster } = cell;
      const scale = Math.min(side / raster.width, high / raster.height);
      const [width, height] = [raster.width * scale, raster.height * scale];
      pictures.push({ x: columnX(column), y, width, height, raster });
    });
    y += high;
    const labels = placeAll(
      row.cells.map((cell) => cell?.label),
      false,
    );
    y += labels + GAP;
  }
  if (scale) {
    const placed = placeScale(scale, { x: MARGIN, y, within: inner }, fontSize, set);
    pictures.push(...placed.pictures);
    texts.push(...placed.texts);
    y += placed.height + GAP;
  }
  y += place(caption, MARGIN, inner, false);
  return { width, height: y + MARGIN, fontSize, pictures, texts };
}
