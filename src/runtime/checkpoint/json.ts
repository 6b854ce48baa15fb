/** JSON of strangers: text that nests so deep that reading it alone takes long is not read. */
import { said } from '../../words/said';
import { Sentence } from '../message';

/** Of objects and lists in each other; no config.json has ten. */
const DEEPEST = 64;

/** The message is half a sentence about the text. */
export class NotJson extends Sentence {
  override name = 'NotJson';
}

/** Throws `NotJson`. */
export function readJson(text: string): unknown {
  if (depthOf(text) > DEEPEST) throw new NotJson(said('checkpoint.nestsDeep', { levels: DEEPEST }));
  try {
    return JSON.parse(text);
  } catch {
    throw new NotJson(said('checkpoint.notJson'));
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}
