/** Words of a figure set in lines. */

import type { PlacedText } from './placed';

/** The width of a line set in a font of size 1. */
export type Measure = (text: string, isBold: boolean) => number;

/** From one baseline to the next, in font sizes. */
export const LINE = 1.35;
/** Above the baseline, in font sizes. */
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

export interface Block {
  /** Its left upper corner, and how wide it may be. */
  readonly x: number;
  readonly y: number;
  readonly within: number;
  readonly isBold?: boolean;
  /** Where its lines stand in that width. */
  readonly align?: 'left' | 'centre' | 'right';
}

const SHARE = { left: 0, centre: 0.5, right: 1 } as const;

/** Sets words of one size, and says how high they are. */
export const setter =
  (fontSize: number, measure: Measure) =>
  (text: string, { x, y, within, isBold = false, align = 'left' }: Block) => {
    const widthOf = (line: string): number => measure(line, isBold) * fontSize;
    const lines = wrap(text, within, widthOf);
    const texts = lines.map(
      (line, i): PlacedText => ({
        x: x + SHARE[align] * Math.max(0, within - widthOf(line)),
        y: y + (i * LINE + ASCENT) * fontSize,
        text: line,
        isBold,
      }),
    );
    return { texts, height: lines.length * LINE * fontSize };
  };

export type Setter = ReturnType<typeof setter>;
