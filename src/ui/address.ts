/**
 * Keeps the address of the page and its state the same: every change that comes to rest is a step of the browser's history, and
 * back, forward and a link typed in lead to the state they say.
 */
import type { StoreApi } from 'zustand/vanilla';
import {
  type Fields,
  type LinkPart,
  placeKeys,
  readFields,
  readPlace,
  writeFields,
  writePlace,
} from '../store/link';
import type { Known } from '../store/place';
import { type Playground, placeOf } from '../store/playground';

const REST_MS = 400;

const present = (): Fields => readFields(location.hash.slice(1));

/** The sentence for what a link says and nobody understands. */
export const strangeWords = (keys: readonly string[]): string =>
  `This link says something that the page does not understand (${keys.join(', ')}). The rest of it was followed.`;

/** The place that the page's own address names when it opens, and the fields of it that are not understood. */
export const placeAtStart = (known: Known) => readPlace(present(), known);

/** Call once, when the page opens at `placeAtStart`. `more` are stores beside the playground with a share in the link. */
export function keepAddress(
  playground: StoreApi<Playground>,
  known: Known,
  strangeAtStart: readonly string[],
  more: readonly LinkPart[] = [],
): void {
  const keys = [placeKeys, ...more.map((part) => part.keys)].flat();
  const unknown = (fields: Fields): string[] => Object.keys(fields).filter((key) => !keys.includes(key));
  /** The state that the address stands for, even if the address itself says it in other words. */
  let written: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function report(strange: readonly string[]): void {
    if (strange.length) playground.getState().reportProblem(strangeWords(strange));
  }

  function write(): void {
    const state = playground.getState();
    const place = placeOf(state);
    // A photograph that is still being opened belongs to a state that is not there yet; the store speaks again when it is.
    if (!place || state.opening) return;
    const text = linkOf(place, more);
    if (written !== undefined && written !== text) history.pushState(null, '', `#${text}`);
    written = text;
  }

  function onChange(): void {
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  }

  function visit(): void {
    const fields = present();
    const { place, strange } = readPlace(fields, known);
    written = undefined;
    playground.getState().visit(place);
    report([...strange, ...more.flatMap((part) => part.read(fields)), ...unknown(fields)]);
    onChange();
  }

  const fields = present();
  report([...strangeAtStart, ...more.flatMap((part) => part.read(fields)), ...unknown(fields)]);
  for (const store of [playground, ...more]) store.subscribe(onChange);
  // Both moves through the history and an edited address arrive so.
  addEventListener('popstate', visit);
}

/** The text of a link, without the #. */
export const linkOf = (place: Parameters<typeof writePlace>[0], more: readonly LinkPart[]): string =>
  writeFields(Object.assign(writePlace(place), ...more.map((part) => part.write())));
