import { afterEach, expect, test, vi } from 'vitest';
import { DONE, hasChanged, newOrders, STATE, WANTED } from './work';

afterEach(() => void vi.restoreAllMocks());

/** Each wait is over at once, as if its time had passed; after so many the helper has done its part. */
function passing(orders: Int32Array, seconds: number) {
  let waits = 0;
  return vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    if (++waits === seconds) orders[STATE] = DONE;
    return 'timed-out';
  });
}

test('a thread that does not answer is given up after as many seconds as it has', () => {
  const orders = newOrders();
  orders[STATE] = WANTED;
  const wait = passing(orders, Number.POSITIVE_INFINITY);
  expect(hasChanged(orders, WANTED, 10)).toBe(false);
  expect(wait).toHaveBeenCalledTimes(10);
  for (const [, , , ms] of wait.mock.calls) expect(ms).toBe(1000);
});

test('a machine that slept while a thread was at work is no reason to give it up', () => {
  const orders = newOrders();
  orders[STATE] = WANTED;
  passing(orders, 2);
  expect(hasChanged(orders, WANTED, 10)).toBe(true);
});

test('what has changed already is not waited for', () => {
  const wait = vi.spyOn(Atomics, 'wait');
  expect(hasChanged(newOrders(), WANTED, 10)).toBe(true);
  expect(wait).not.toHaveBeenCalled();
});
