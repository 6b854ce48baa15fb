import { expect, test } from 'vitest';
import { said } from '../../../words/said';
import { canLearn, folderOf, isSamePicture, itemOf, MOST_PILES, newPile, refusal, withItems } from './piles';

const picture = { width: 8, height: 4, data: new Uint8ClampedArray(128).fill(255) };
const items = (count: number) => Array.from({ length: count }, () => itemOf('a', picture));

test('a picture belongs to the folder it lies in', () => {
  expect(folderOf('animals/cats/1.jpg')).toBe('cats');
  expect(folderOf('1.jpg')).toBe('');
});

test('a folder fills the first pile that is untouched, then the one of its name, then a new one', () => {
  const begin = [newPile(), newPile()];
  const cats = withItems(begin, 'cats', items(1)) ?? [];
  expect(cats.map(({ name }) => name)).toEqual(['cats', '']);
  const more = withItems(cats, 'cats', items(2)) ?? [];
  expect(more.map(({ items: { length } }) => length)).toEqual([3, 0]);
  const dogs = withItems(more, 'dogs', items(1)) ?? [];
  expect(withItems(dogs, 'birds', items(1))?.map(({ name }) => name)).toEqual(['cats', 'dogs', 'birds']);
});

test('no more piles than eight', () => {
  const full = Array.from({ length: MOST_PILES }, (_, i) => newPile(String(i)));
  expect(withItems(full, 'another', items(1))).toBeUndefined();
  expect(withItems(full, '3', items(1))?.[3].items).toHaveLength(1);
});

test('pictures with no folder never join a pile that somebody named', () => {
  const piles = withItems([newPile('cats', items(2))], '', items(1));
  expect(piles?.map(({ items: { length } }) => length)).toEqual([2, 1]);
});

test('a pile of one picture cannot be learned from: who would recognise it?', () => {
  const piles = [newPile('a', items(2)), newPile('b', items(1)), newPile('c', items(3))];
  expect(canLearn(piles).map(({ name }) => name)).toEqual(['a', 'c']);
});

test('what could not be taken is said: how many, and why the first', () => {
  const why = said('recognise.noPicture');
  const none = { unread: [], pictures: 0, known: 0, piles: new Set<string>() };
  expect(refusal(none)).toBeUndefined();
  expect(refusal({ ...none, unread: [why] })).toBe(why);
  expect(refusal({ ...none, unread: [why, why] })).toEqual(
    said('recognise.unread', { count: 2, first: why }),
  );
  expect(refusal({ ...none, piles: new Set(['ninth']) })?.key).toBe('recognise.tooManyClasses');
  expect(refusal({ ...none, unread: [why], pictures: 5 })?.key).toBe('recognise.tooMany');
  expect(refusal({ ...none, known: 1 })?.key).toBe('recognise.known');
});

test('the same picture is the same whatever it is called', () => {
  const other = { ...picture, data: new Uint8ClampedArray(128).fill(254) };
  expect(isSamePicture(itemOf('a', picture), itemOf('b', picture))).toBe(true);
  expect(isSamePicture(itemOf('a', picture), itemOf('a', other))).toBe(false);
});

test('a picture is kept as a square of its middle, and described by its own colours', () => {
  const { raster, plain } = itemOf('white', picture);
  expect([raster.width, raster.height]).toEqual([256, 256]);
  expect(new Set(plain.pixels)).toEqual(new Set([1]));
  expect(plain.colours.at(-1)).toBe(1);
});

test('in grey a picture has its brightness and no colour', () => {
  const red = {
    width: 8,
    height: 8,
    data: new Uint8ClampedArray(256).map((_, i) => (i % 4 === 1 || i % 4 === 2 ? 0 : 255)),
  };
  const { plain, plainInGrey } = itemOf('red', red);
  expect([...plain.pixels.slice(0, 3)]).toEqual([1, 0, 0]);
  expect(new Set(plainInGrey.pixels).size).toBe(1);
});
