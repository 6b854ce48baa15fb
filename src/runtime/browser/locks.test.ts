import { afterEach, expect, test, vi } from 'vitest';
import { findLocks } from './locks';

afterEach(() => vi.unstubAllGlobals());

/** As a browser's, of one name at a time and in the order of asking. */
function browserWithLocks() {
  const held = new Map<string, LockMode>();
  const waiting: { name: string; grant: () => void }[] = [];
  const request = async (
    name: string,
    { ifAvailable, mode = 'exclusive' }: LockOptions,
    hold: (lock: object | null) => unknown,
  ): Promise<void> => {
    if (held.has(name)) {
      if (ifAvailable) return void hold(null);
      await new Promise<void>((grant) => waiting.push({ name, grant }));
    }
    held.set(name, mode);
    await hold({ name });
    held.delete(name);
    const next = waiting.findIndex((one) => one.name === name);
    if (next >= 0) waiting.splice(next, 1)[0].grant();
  };
  const query = async () => ({ held: [...held].map(([name, mode]) => ({ name, mode })), pending: [] });
  vi.stubGlobal('navigator', { locks: { request, query } });
}

test('a name is held once, until it is given back, and that is told', async () => {
  browserWithLocks();
  const [here, there] = [findLocks('run'), findLocks('run')];
  const free = await here.take('a');
  expect(await there.take('a')).toBeUndefined();
  expect(await there.held()).toEqual(['a']);
  const told = vi.fn();
  const waited = there.whenFree('a').then(told);
  await Promise.resolve();
  expect(told).not.toHaveBeenCalled();
  free?.();
  await waited;
  expect(await there.held()).toEqual([]);
  await vi.waitFor(async () => expect(await there.take('a')).toBeDefined());
});

test('names of another scope are others', async () => {
  browserWithLocks();
  await findLocks('thread').take('a');
  expect(await findLocks('run').held()).toEqual([]);
  expect(await findLocks('run').take('a')).toBeDefined();
});

test.each([
  ['has no locks', undefined],
  [
    'forbids them',
    {
      request: () => Promise.reject(new DOMException('', 'SecurityError')),
      query: () => Promise.reject(new DOMException('', 'SecurityError')),
    },
  ],
])('where the browser %s everybody gets a name, and nobody is seen to hold one', async (_, locks) => {
  vi.stubGlobal('navigator', { locks });
  const here = findLocks('run');
  expect(await here.take('a')).toBeDefined();
  expect(await here.take('a')).toBeDefined();
  expect(await here.held()).toEqual([]);
  const told = vi.fn();
  void here.whenFree('a').then(told);
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).not.toHaveBeenCalled();
});
