/**
 * Names that strangers gave to files, tensors and repositories, as they stand in the page's own sentences: told apart from them by
 * quotation marks that a name cannot close, on one line, of bounded length, and unable to turn the words around it.
 */

/** What is not seen, or rules over what is: controls, overrides of direction, halves of characters. Not the joiners that scripts need. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;
/** Marks piled on one letter, which would reach into the lines above and below. */
const PILED = /(\p{M}{3})\p{M}+/gu;
/** Read from right to left: Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [ISOLATE, END_OF_ISOLATE] = ['\u2068', '\u2069'];

const charactersOf = (text: string): string[] => [
  ...text.replace(/\s+/g, ' ').replace(UNSEEN, '').replace(PILED, '$1').replace(/[“”]/g, '"'),
];

/**
 * The name in at most so many characters: of a longer one the beginning and the end, which tells the kind of a file. An ordinary name
 * stands as it is. Never empty: for where a name stands alone; in a sentence it is `quoted`.
 */
export function plain(name: string, most = 80): string {
  return isolated(clipped(name, most).trim() || 'unnamed');
}

/** “name”, clipped as by `plain`. */
export function quoted(name: string, most = 80): string {
  return isolated(`“${clipped(name, most)}”`);
}

const isolated = (text: string): string =>
  RIGHT_TO_LEFT.test(text) ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text;

function clipped(name: string, most: number): string {
  // However long a name is, no more of it is looked at than can be shown.
  const reach = 8 * most;
  const begin = charactersOf(name.slice(0, reach));
  const isWhole = name.length <= reach && begin.length <= most;
  const tail = Math.floor((most - 1) / 3);
  const shown = isWhole
    ? begin
    : [...begin.slice(0, most - 1 - tail), '…', ...charactersOf(name.slice(-reach)).slice(-tail)];
  return shown.join('');
}
