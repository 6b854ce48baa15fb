import { beforeEach, expect, test, vi } from 'vitest';
import { Sentence } from '../runtime/message';
import { Lab, model, raster } from '../test/toy';
import { type Said, said } from '../words/said';
import { say } from '../words/say';
import { createPlayground } from './createPlayground';
import { MOST_OWN } from './ownPhotos';
import { placeOf, type World } from './playground';
import { samples } from './samples';

let world: World;
const decodePhoto = vi.fn<World['decodePhoto']>();

beforeEach(() => {
  decodePhoto.mockReset().mockImplementation(async () => raster(10));
  world = {
    models: [model],
    samples,
    decodePhoto,
    openModel: async () => model,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => raster(200),
    engine: new Lab().engine,
  };
});

const file = (name: string, lastModified = 0): File => new File([], name, { lastModified });

async function opened(...names: string[]) {
  const store = createPlayground(world);
  await vi.waitFor(() => expect(store.getState().photo).toBeDefined());
  for (const name of names) await store.getState().choosePhoto(file(name));
  return store;
}

const titles = ({ getState }: Awaited<ReturnType<typeof opened>>): string[] =>
  getState().own.map(({ title }) => title);

test('a photograph of one’s own stays when another is chosen, and going back to it decodes nothing', async () => {
  const store = await opened('a.jpg', 'b.jpg');
  await store.getState().chooseSample(samples[3]);
  expect(titles(store)).toEqual(['b.jpg', 'a.jpg']);
  const [, first] = store.getState().own;
  store.getState().showOwn(first);
  expect(store.getState().photo).toBe(first);
  expect(decodePhoto).toHaveBeenCalledTimes(2);
  expect(titles(store)).toEqual(['b.jpg', 'a.jpg']);
});

test('the newest are kept', async () => {
  const names = Array.from({ length: MOST_OWN + 3 }, (_, i) => `${i}.jpg`);
  const store = await opened(...names);
  expect(titles(store)).toEqual(names.reverse().slice(0, MOST_OWN));
});

test('the same file again takes its own place, and one that was changed since does not', async () => {
  const store = await opened('a.jpg', 'b.jpg', 'a.jpg');
  expect(titles(store)).toEqual(['a.jpg', 'b.jpg']);
  await store.getState().choosePhoto(file('a.jpg', 1));
  expect(titles(store)).toEqual(['a.jpg', 'a.jpg', 'b.jpg']);
});

test('what cannot be read gets no place', async () => {
  const store = await opened('a.jpg');
  decodePhoto.mockRejectedValueOnce(new Sentence(said('photo.empty', { name: 'b.jpg' })));
  await store.getState().choosePhoto(file('b.jpg'));
  expect(titles(store)).toEqual(['a.jpg']);
  expect(store.getState().photo?.title).toBe('a.jpg');
});

test('a place leads to the photograph that was there, one of several', async () => {
  const store = await opened('a.jpg', 'b.jpg');
  const [second, first] = store.getState().own;
  store.getState().showOwn(first);
  const place = placeOf(store.getState());
  await store.getState().chooseSample(samples[3]);
  store.getState().visit({ ...place, image: second.own } as never);
  expect(store.getState().photo).toBe(second);
  store.getState().visit(place as never);
  expect(store.getState().photo).toBe(first);
  expect(store.getState().problem).toBeUndefined();
  store.getState().visit({ ...place, image: 'own' } as never);
  expect(store.getState().photo).toBe(second);
});

test('a place of another visit leads to none of this one, and says so', async () => {
  const store = await opened('a.jpg');
  const { photo } = store.getState();
  store.getState().visit({ ...placeOf(store.getState()), image: 'own-other-1' } as never);
  expect(store.getState().photo).toBe(photo);
  expect(say(store.getState().problem as Said)).toContain('never left its owner’s machine');
});

test('one that is removed is gone: from sight, and for every place', async () => {
  const store = await opened('a.jpg', 'b.jpg', 'c.jpg');
  const [third, second, first] = store.getState().own;
  const place = placeOf(store.getState());
  store.getState().removeOwn(third);
  expect(store.getState().photo).toBe(second);
  store.getState().removeOwn(first);
  expect(store.getState().photo).toBe(second);
  store.getState().removeOwn(second);
  await vi.waitFor(() => expect(store.getState().photo?.sample).toBe(samples[0]));
  expect(titles(store)).toEqual([]);
  store.getState().visit(place as never);
  expect(say(store.getState().problem as Said)).toContain('is not kept any more');
});
