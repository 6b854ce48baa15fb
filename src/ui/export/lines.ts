/** Words of a figure set in lines. */

import type { PlacedText } from './placed';

/** The width of a line set in a font of size 1. */
export type Measure = (text: string, isBold: boolean) => number;

/** From one baseline to the next, in font sizes. */
export const LINE = 1.35;
/** Above the baseline, in font sizes. */
export const ASCENT = 1;

/** What is written without spaces: ideographs, kana, and the signs that are as wide. */
const WIDE = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff00-\uffef]`;
/** What ends no line, and what begins none. */
const OPENING = String.raw`[\p{Ps}\p{Pi}]`;
const CLOSING = String.raw`[\p{Pe}\p{Pf}.,:;!?、。，．：；！？％…—·・々ー]`;
/** Where a line may end: before a space, and on both sides of what is wide. */
const BREAK = new RegExp(
  `(?= )|(?<=\\S)(?<!${OPENING})(?:(?<=${WIDE})(?=\\S)|(?=${WIDE}))(?!${CLOSING})`,
  'u',
);

/** What no line is broken inside of, with the space before it if there is one. */
const piecesOf = (text: string): string[] => text.trim().replaceAll(/\s+/g, ' ').split(BREAK).filter(Boolean);

/** The same, without that space. */
export const wordsOf = (text: string): string[] => piecesOf(text).map((word) => word.trimStart());

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

/**
 * The text in lines no wider than `width`, broken at spaces and between ideographs, and inside a word only if it is wider by itself.
 * Signs that close stay with what is before them, and signs that open with what comes after.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const fits = (line: string): boolean => measure(line) <= width;
  const lines: string[] = [];
  for (const word of piecesOf(text)) {
    const last = lines.at(-1);
    if (last && fits(last + word)) lines[lines.length - 1] = last + word;
    else lines.push(...broken(word.trimStart(), fits));
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
