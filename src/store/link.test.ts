import {
  array,
  assert,
  constantFrom,
  double,
  integer,
  option,
  property,
  record,
  subarray,
  tuple,
} from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_RATIO } from '../mae/mask';
import { MAX_SEED } from '../mae/random';
import { strategies } from '../mae/strategy';
import type { Model } from '../runtime/models/model';
import { squareGrid } from '../test/square';
import { placeKeys, readFields, readPlace, writeFields, writePlace } from './link';
import { controlGroups, firstPlace, type Place } from './place';
import { samples } from './samples';
import { layouts, pictureKinds } from './view';

const models = ['mae-tiny', 'mae-other'].map((id) => ({ id }) as Model);
const modes = ['explore', 'figure', 'compare', 'batch'];
const known = { models, samples, modes };

const share = double({ min: 0, max: 1, noNaN: true });
const crop = record({ x: share, y: share, zoom: double({ min: 1, max: 4, noNaN: true }) });
const hand = array(constantFrom(0, 1), { minLength: 196, maxLength: 196 })
  .filter((bits) => bits.includes(0))
  .map((bits) => ({ grid: squareGrid(14), mask: Uint8Array.from(bits) }));
const anyPlace = record({
  mode: constantFrom(...modes),
  model: constantFrom(...models),
  image: constantFrom('own' as const, ...samples),
  crop,
  masking: record(
    {
      strategy: constantFrom(...strategies),
      ratio: double({ min: 0, max: MAX_RATIO, noNaN: true }),
      seed: integer({ min: 0, max: MAX_SEED }),
      hand,
      places: constantFrom('shuffled' as const),
    },
    { requiredKeys: ['strategy', 'ratio', 'seed'] },
  ),
  view: record({
    layout: constantFrom(...layouts),
    pasteVisible: constantFrom(true, false),
    interpolation: constantFrom(true, false),
    wipe: tuple(constantFrom(...pictureKinds), constantFrom(...pictureKinds)),
    divider: share,
    lens: crop,
  }),
  hidden: subarray([...controlGroups]),
}) as unknown as import('fast-check').Arbitrary<Place>;

/** Minus zero is written as zero, and means the same. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('a link opens to exactly the place it was made from', () => {
  assert(
    property(anyPlace, (place) => {
      const { place: read, strange } = readPlace(readFields(writeFields(writePlace(place))), known);
      expect(strange).toEqual([]);
      // What a wipe shows is said only while there is a wipe.
      const { wipe, divider } = place.view.layout === 'wipe' ? place.view : firstPlace(known).view;
      const expected = { ...place, view: { ...place.view, wipe, divider } };
      expect(plain(read)).toEqual(plain(expected));
      expect([...(read.masking.hand?.mask ?? [])]).toEqual([...(place.masking.hand?.mask ?? [])]);
    }),
  );
});

test('an address holds nothing but characters that need no escape', () => {
  assert(
    property(anyPlace, (place) => {
      expect(writeFields(writePlace(place))).toMatch(/^[\w.,=&+-]+$/);
    }),
  );
});

test('every field that is written is known', () => {
  assert(
    property(anyPlace, (place) => {
      expect(placeKeys).toEqual(expect.arrayContaining(Object.keys(writePlace(place))));
    }),
  );
});

test('no link leads to where the page opens by itself', () => {
  expect(readPlace({}, known)).toEqual({ place: firstPlace(known), strange: [] });
});

const good = { model: 'mae-other', image: 'cat', ratio: '0.5', seed: '7' };

test.each([
  ['ratio', '1.2'],
  ['ratio', 'half'],
  ['ratio', 'painted'],
  ['seed', '-1'],
  ['seed', '1.5'],
  ['seed', '4294967296'],
  ['model', 'gone'],
  ['image', 'gone'],
  ['crop', '0.5,0.5'],
  ['crop', '0.5,0.5,9'],
  ['strategy', 'spiral'],
  ['mask', 'not hexadecimal'],
  ['mask', 'f'.repeat(49)],
  ['mode', 'x'],
  ['view', 'x'],
  ['wipe', 'raw,x'],
  ['hide', 'mask,everything'],
])('%s=%s is named, and all other fields are followed', (key, text) => {
  const { place, strange } = readPlace({ ...good, [key]: text }, known);
  expect(strange).toEqual([key]);
  const first = firstPlace(known);
  expect(place.model.id).toBe(key === 'model' ? first.model.id : 'mae-other');
  expect(place.image).toBe(key === 'image' ? first.image : samples.find(({ id }) => id === 'cat'));
  expect(place.masking).toEqual({
    strategy: 'random',
    ratio: key === 'ratio' ? 0.75 : 0.5,
    seed: key === 'seed' ? 0 : 7,
  });
  expect(place.crop).toEqual(first.crop);
});

test('of any text whatever a place can be read', () => {
  const anyText = option(constantFrom('', '=', '&&', '%', 'ratio', 'ratio=0.5', 'seed=%zz', '__proto__=1'));
  assert(
    property(array(anyText), (parts) => {
      const { place } = readPlace(readFields(parts.join('&')), known);
      expect(place.model).toBeDefined();
    }),
  );
});

test('a link says how normalised pixels are drawn, and an unknown way is named', () => {
  const place = firstPlace(known);
  const fields = writePlace({ ...place, model: { ...place.model, statistics: 'truth' } });
  expect(fields.statistics).toBe('truth');
  expect(readPlace(fields, known).place.model).toEqual({ ...place.model, statistics: 'truth' });
  expect(readPlace({ ...fields, statistics: 'guess' }, known).strange).toEqual(['statistics']);
});

test('links of before, with a dash for the slash of a repository, lead to the same model', () => {
  const [model, other] = ['hub-a/b-c', 'hub-a-b/c'].map((id) => ({ id }) as Model);
  const placeIn = (link: string) =>
    readPlace(readFields(link), { ...known, models: [...models, model, other] });
  expect(placeIn('model=hub-a/b-c').place.model).toBe(model);
  expect(placeIn('model=hub-a-b/c').place.model).toBe(other);
  expect(placeIn('model=hub-a-b-c')).toMatchObject({ place: { model }, strange: [] });
});
