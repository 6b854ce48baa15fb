/**
 * Keeps the address of the page and its state the same: every change that comes to rest is a step of the browser's history, and
 * back, forward and a link typed in lead to the state they say.
 */
import type { StoreApi } from 'zustand/vanilla';
import { OWNER_AND_NAME } from '../runtime/hub/address';
import { FILE_MODEL, HUB_MODEL } from '../runtime/models/model';
import { quoted } from '../runtime/quoted';
import { type Said, said } from '../words/said';
import {
  type Fields,
  type LinkPart,
  placeKeys,
  readFields,
  readPlace,
  writeFields,
  writePlace,
} from './link';
import type { Known, Place } from './place';
import { type Playground, placeOf } from './playground';
import { REST_MS } from './rest';

const present = (): Fields => readFields(location.hash.slice(1));

/** What there is to say of what a link says and nobody can follow; undefined if there is nothing of the kind. */
function strangeWords(fields: Fields, keys: readonly string[]): Said | undefined {
  if (keys.includes('model') && fields.model.startsWith(FILE_MODEL)) return said('page.modelElsewhere');
  if (keys.includes('model') && fields.model.startsWith(HUB_MODEL)) {
    return said('page.repositoryElsewhere', { repository: quoted(fields.model.slice(HUB_MODEL.length)) });
  }
  if (keys.length === 0) return undefined;
  return said('page.strangeLink', { fields: keys.join(', ') });
}

/** The repository of the hub whose model the page's own address names when it opens. */
export function repositoryAtStart(): string | undefined {
  const { model = '' } = present();
  const repository = model.slice(HUB_MODEL.length);
  return model.startsWith(HUB_MODEL) && OWNER_AND_NAME.test(repository) ? repository : undefined;
}

/** The place that the page's own address names when it opens. */
export const placeAtStart = (known: Known): Place => readPlace(present(), known).place;

interface AddressWorld extends Omit<Known, 'models'> {
  readonly playground: StoreApi<Playground>;
}

/**
 * Call once, when the page opens at `placeAtStart`. `parts` are the features' shares of the link; when `modelsListed` resolves, all
 * models that are kept on this machine have joined the list.
 */
export function keepAddress(
  { playground, samples, modes }: AddressWorld,
  parts: readonly LinkPart[],
  modelsListed: Promise<unknown>,
): void {
  const keys = [placeKeys, ...parts.map((part) => part.keys)].flat();
  const unknown = (fields: Fields): string[] => Object.keys(fields).filter((key) => !keys.includes(key));
  /** The state that the address stands for, even if the address itself says it in other words. */
  let written: string | undefined;
  /** What will be written when it has rested. */
  let coming: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether a link or the history has led away from where the page opened. */
  let isElsewhere = false;

  function read(fields: Fields) {
    return readPlace(fields, { models: playground.getState().models, samples, modes });
  }

  /** The text of the state that the page is in, or on its way to. */
  function textOf(state: Playground): string | undefined {
    const place = placeOf(state);
    return place && linkOf(place, parts);
  }

  /** The page goes where the fields say: hands the features their shares, and says what nobody understands. */
  function follow(fields: Fields, strange: readonly string[]): void {
    hand(fields, parts, strange);
    forget();
    written = textOf(playground.getState());
  }

  /** Hands these features their shares, and says what nobody understands. */
  function hand(fields: Fields, to: readonly LinkPart[], strange: readonly string[]): void {
    const words = strangeWords(fields, [
      ...strange,
      ...to.flatMap((part) => part.read(fields)),
      ...unknown(fields),
    ]);
    if (words) playground.getState().reportProblem(words);
  }

  function forget(): void {
    clearTimeout(timer);
    coming = undefined;
  }

  function write(): void {
    forget();
    const state = playground.getState();
    const text = textOf(state);
    // A photograph that is still being opened belongs to a state that is not there yet; the store speaks again when it is.
    if (!text || state.opening || text === written) return;
    history.pushState(null, '', `#${text}`);
    written = text;
  }

  /** What the address named could not be opened: the address was wrong, and to mend it is no step of the person's. */
  function correct(state: Playground, before: Playground): void {
    if (!before.opening || state.opening || textOf(before) !== written) return;
    const text = textOf(state);
    if (text && text !== written) history.replaceState(null, '', `#${text}`);
    written = text;
  }

  function onChange(): void {
    const text = textOf(playground.getState());
    // Stores also speak while they compute; only what the address would say has to rest.
    if (text === coming) return;
    coming = text;
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  }

  function visit(): void {
    isElsewhere = true;
    const fields = present();
    const { place, strange } = read(fields);
    playground.getState().visit(place);
    follow(fields, strange);
  }

  /**
   * A model of the hub may be kept here: what the link says of it is judged when that is known. What the person changed in the meantime
   * stays as they have it.
   */
  async function start(): Promise<void> {
    const fields = present();
    const { strange } = read(fields);
    const isOfHub = strange.includes('model') && fields.model.startsWith(HUB_MODEL);
    if (!isOfHub) return follow(fields, strange);
    const { model } = playground.getState();
    const opened = parts.map((part) => {
      part.read(fields);
      return writeFields(part.write());
    });
    const asOpened = textOf(playground.getState());
    written = asOpened;
    await modelsListed;
    const now = playground.getState();
    if (isElsewhere || now.reading || now.model !== model) return;
    if (textOf(now) === asOpened) return visit();
    const { place, strange: still } = read(fields);
    now.setModel(place.model);
    hand(
      fields,
      parts.filter((part, i) => writeFields(part.write()) === opened[i]),
      still,
    );
  }

  void start();
  playground.subscribe(correct);
  for (const store of [playground, ...parts]) store.subscribe(onChange);
  // Both moves through the history and an edited address arrive so.
  addEventListener('popstate', visit);
}

/** The text of a link, without the #. */
export const linkOf = (place: Place, parts: readonly LinkPart[]): string =>
  writeFields(Object.assign(writePlace(place), ...parts.map((part) => part.write())));
