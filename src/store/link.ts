/**
 * The state of the page as text, and back: the part of an address after its #, which no server ever sees.
 * Numbers are written with all their digits, so a link opens to exactly the state it was made from.
 */
import { CENTRE_CROP, type Crop, MAX_ZOOM } from '../mae/crop';
import { ratioOf, readMask, writeMask } from '../mae/handMask';
import { MAX_RATIO } from '../mae/mask';
import { MAX_SEED } from '../mae/random';
import { type Strategy, strategies } from '../mae/strategy';
import { statisticsKinds } from '../mae/target';
import { findModel } from '../runtime/models/model';
import { isOwnId } from './ownPhotos';
import type { OwnId } from './photo';
import { type ControlGroup, controlGroups, FIRST_MODE, firstPlace, type Known, type Place } from './place';
import type { Sample } from './samples';
import { FIRST_VIEW, layouts, type PictureKind, pictureKinds } from './view';

export type Fields = Record<string, string>;

/** A store's share of a link. */
export interface LinkPart {
  /** The fields it may write. */
  readonly keys: readonly string[];
  write(): Fields;
  /** Goes where the fields say; returns the keys whose values it did not understand, for which it goes by its defaults. */
  read(fields: Fields): string[];
  subscribe(listener: () => void): () => void;
}

/** The fields of a place, in the order in which they are read. */
export const placeKeys: readonly string[] =
  'mode model statistics image crop strategy ratio seed mask places view pasted fourth wipe divider lens hide'.split(
    ' ',
  );

const writeCrop = ({ x, y, zoom }: Crop): string => [x, y, zoom].join(',');

/** What a view is by default is left out, which keeps links short; what makes the picture is always there. */
export function writePlace({ mode, model, image, crop, masking, view, hidden }: Place): Fields {
  const { strategy, ratio, seed, hand, places } = masking;
  const fields: Fields = {
    model: model.id,
    image: typeof image === 'string' ? image : image.id,
    strategy,
    ratio: hand && ratio === ratioOf(hand.mask) ? 'painted' : String(ratio),
    seed: String(seed),
  };
  if (model.statistics) fields.statistics = model.statistics;
  if (hand) fields.mask = writeMask(hand);
  if (places) fields.places = places;
  if (writeCrop(crop) !== writeCrop(CENTRE_CROP)) fields.crop = writeCrop(crop);
  if (mode !== FIRST_MODE) fields.mode = mode;
  if (view.layout !== FIRST_VIEW.layout) fields.view = view.layout;
  if (view.pasteVisible) fields.pasted = 'yes';
  if (view.interpolation) fields.fourth = 'interpolation';
  if (view.layout === 'wipe') {
    fields.wipe = view.wipe.join(',');
    fields.divider = String(view.divider);
  }
  if (writeCrop(view.lens) !== writeCrop(FIRST_VIEW.lens)) fields.lens = writeCrop(view.lens);
  if (hidden.length) fields.hide = hidden.join(',');
  return fields;
}

/** The value that the text names, if it names one. */
export const among = <Value extends string>(values: readonly Value[], text: string): Value | undefined =>
  values.find((value) => value === text);

/** A number without sign, `low` to `high`; undefined for any other text. */
export function readNumber(text: string, low: number, high: number): number | undefined {
  const value = /^\d+(\.\d+)?(e-\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : undefined;
}

/** The same for whole numbers. */
export const readWhole = (text: string, low: number, high: number): number | undefined =>
  /^\d+$/.test(text) ? readNumber(text, low, high) : undefined;

export const readSeed = (text: string): number | undefined => readWhole(text, 0, MAX_SEED);

/** Reads fields one by one, and remembers those that are there but are not understood. */
export function fieldReader(fields: Fields) {
  const strange: string[] = [];
  /** `otherwise` stands in for a field that is missing or not understood. */
  function take<Value, Otherwise = Value>(
    key: string,
    read: (text: string) => Value | undefined,
    otherwise: Otherwise,
  ): Value | Otherwise {
    const text = fields[key];
    const value = text === undefined ? undefined : read(text);
    if (text !== undefined && value === undefined) strange.push(key);
    return value ?? otherwise;
  }
  return { take, strange };
}

function readCrop(text: string): Crop | undefined {
  const parts = text.split(',');
  const [x, y] = parts.slice(0, 2).map((part) => readNumber(part, 0, 1));
  const zoom = readNumber(parts[2] ?? '', 1, MAX_ZOOM);
  return parts.length === 3 && x !== undefined && y !== undefined && zoom !== undefined
    ? { x, y, zoom }
    : undefined;
}

function readWipe(text: string): readonly [PictureKind, PictureKind] | undefined {
  const [left, right, ...rest] = text.split(',').map((part) => among(pictureKinds, part));
  return left && right && rest.length === 0 ? [left, right] : undefined;
}

function readGroups(text: string): readonly ControlGroup[] | undefined {
  const groups = text.split(',').map((part) => among(controlGroups, part));
  return groups.every((group) => group !== undefined) ? groups : undefined;
}

/**
 * A place from the fields of a link. What is missing is as on a page without a link; what is not understood is, too, and is named
 * in `strange`.
 */
export function readPlace(fields: Fields, known: Known): { place: Place; strange: string[] } {
  const first = firstPlace(known);
  const { take, strange } = fieldReader(fields);
  const seed = take('seed', readSeed, 0);
  const hand = take('mask', readMask, undefined);
  const painted = hand && ratioOf(hand.mask);
  const ratio = take(
    'ratio',
    (text) => (text === 'painted' ? painted : readNumber(text, 0, MAX_RATIO)),
    painted ?? first.masking.ratio,
  );
  const strategy = take<Strategy>('strategy', (text) => among(strategies, text), 'random');
  const places = take('places', (text) => among(['shuffled'] as const, text), undefined);
  const { samples, models } = known;
  const model = take('model', (text) => findModel(models, text), first.model);
  const statistics = take('statistics', (text) => among(statisticsKinds, text), undefined);
  const place: Place = {
    mode: take('mode', (text) => among(known.modes, text), first.mode),
    model: statistics ? { ...model, statistics } : model,
    image: take<Sample | OwnId>(
      'image',
      (text) => (isOwnId(text) ? text : samples.find(({ id }) => id === text)),
      first.image,
    ),
    crop: take('crop', readCrop, first.crop),
    masking: { strategy, ratio, seed, ...(hand && { hand }), ...(places && { places }) },
    view: {
      layout: take('view', (text) => among(layouts, text), FIRST_VIEW.layout),
      pasteVisible: take('pasted', (text) => (text === 'yes' ? true : undefined), false),
      interpolation: take('fourth', (text) => (text === 'interpolation' ? true : undefined), false),
      wipe: take('wipe', readWipe, FIRST_VIEW.wipe),
      divider: take('divider', (text) => readNumber(text, 0, 1), FIRST_VIEW.divider),
      lens: take('lens', readCrop, FIRST_VIEW.lens),
    },
    hidden: take<readonly ControlGroup[]>('hide', readGroups, []),
  };
  return { place, strange };
}

/** Fields as they stand after the # of an address. */
export const writeFields = (fields: Fields): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}=${value}`)
    .join('&');

/** Undoes `writeFields`; anything else gives whatever fields can be found in it. */
export const readFields = (text: string): Fields => Object.fromEntries(new URLSearchParams(text));
