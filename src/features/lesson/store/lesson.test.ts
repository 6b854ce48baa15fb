import { beforeEach, expect, test, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { createPlayground } from '../../../store/createPlayground';
import { readFields, writePlace } from '../../../store/link';
import { isSettled, type Playground, placeOf } from '../../../store/playground';
import { allPictures, samples } from '../../../store/samples';
import { Lab, model } from '../../../test/toy';
import { type Card, cardAfter, cardIds, cards } from './cards';
import { createLesson, type Lesson, lessonLink } from './lesson';

const photo = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(255) };
const modes = ['explore', 'interpolation', 'recognise'];

let playground: StoreApi<Playground>;
let lesson: StoreApi<Lesson>;
let covered: boolean;

beforeEach(async () => {
  const lab = new Lab();
  lab.answersPage = true;
  covered = false;
  playground = createPlayground({
    engine: lab.engine,
    models: [model],
    samples,
    decodePhoto: async () => photo,
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => photo,
  });
  lesson = createLesson({
    playground,
    samples: allPictures,
    modes,
    cover: (isCovered) => {
      covered = isCovered;
    },
    uncover: () => {
      covered = false;
    },
  });
  await rested();
});

const page = () => playground.getState();
const rested = () => vi.waitFor(() => expect(isSettled(page())).toBe(true));
const fields = () => {
  const place = placeOf(page());
  return place ? writePlace(place) : {};
};

test.each(cardIds)(
  'the card %s sets the page as its link says, and again after I have played with it',
  async (id) => {
    const { setting, after = setting, isCovered = false }: Card = cards[id];
    lesson.getState().open(id);
    await rested();
    expect(fields()).toMatchObject(readFields(setting));
    expect(covered).toBe(isCovered);
    lesson.getState().guess(0);
    await rested();
    expect(fields()).toMatchObject(readFields(after));
    expect(covered).toBe(false);
    page().setRatio(0.33);
    lesson.getState().setAgain();
    await rested();
    expect(fields()).toMatchObject(readFields(after));
    expect(covered).toBe(false);
  },
);

test('each card has one right answer among several', () => {
  for (const { options, right } of Object.values(cards)) {
    expect(options.length).toBeGreaterThan(1);
    expect(options[right]).toBeDefined();
    expect(new Set(options).size).toBe(options.length);
  }
});

test('cards follow one another, and neither the first has one before nor the last one after', () => {
  const [first] = cardIds;
  expect(cardAfter(first, -1)).toBeUndefined();
  lesson.getState().open(first);
  for (const id of cardIds.slice(1)) {
    lesson.getState().turn(1);
    expect(lesson.getState().card).toBe(id);
  }
  lesson.getState().turn(1);
  expect(lesson.getState().card).toBe(cardIds.at(-1));
});

test('photograph and crop are mine again after a card that showed its own', async () => {
  await page().chooseSample(samples[3], { x: 0.4, y: 0.5, zoom: 1.5 });
  await rested();
  const mine = fields();
  lesson.getState().open('limits');
  await rested();
  expect(fields().image).toBe('letters');
  lesson.getState().turn(1);
  await rested();
  expect(fields().image).toBe(mine.image);
  expect(fields().crop).toBe(mine.crop);
});

test('a link to a card alone sets the page, a link that says more is followed as it is', async () => {
  const link = lessonLink(lesson);
  expect(link.write()).toEqual({});
  expect(link.read({ lesson: 'strategy', lang: 'zh-CN' })).toEqual([]);
  await rested();
  expect(fields().strategy).toBe('block');
  expect(link.write()).toEqual({ lesson: 'strategy' });
  page().setStrategy('random');
  expect(link.read({ lesson: 'ratio', ratio: '0.4' })).toEqual([]);
  await rested();
  expect(lesson.getState().card).toBe('ratio');
  expect(fields().strategy).toBe('random');
  expect(link.read({ lesson: 'nonsense' })).toEqual(['lesson']);
  expect(link.read({})).toEqual([]);
  expect(lesson.getState().card).toBeUndefined();
});

test('to close it leaves the page as it is, and nothing covered', async () => {
  lesson.getState().open('strategy');
  await rested();
  const before = fields();
  lesson.getState().present(true);
  lesson.getState().close();
  expect(fields()).toEqual(before);
  expect(covered).toBe(false);
  expect(lesson.getState().isPresented).toBe(false);
});
