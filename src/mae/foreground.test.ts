import { expect, test } from 'vitest';
import { atTheEdge, foregroundOf } from './foreground';
import { torchRand } from './random';

const grid = { rows: 5, columns: 6 };
const width = 4;
const all = Int32Array.from({ length: grid.rows * grid.columns }, (_, patch) => patch);
const edge = atTheEdge(all, grid);
/** A thing in the middle, which touches no edge. */
const thing = [8, 9, 14, 15, 20];

/** Tokens around `subject` for those of the thing and around `around` for the rest, none as any other. */
function scene(subject: number, around: number): Float32Array {
  const [noise] = torchRand(11, all.length * width);
  return noise.map((value, i) => value * 0.2 + (thing.includes(Math.floor(i / width)) ? subject : around));
}
const found = (tokens: Float32Array, border = edge): number[] =>
  [...foregroundOf(tokens, border).keys()].filter((token) => foregroundOf(tokens, border)[token]);

test('the edge of a grid is its first and last rows and columns', () => {
  const inner = [...all].filter((patch) => !edge[patch]);
  expect(inner).toEqual([7, 8, 9, 10, 13, 14, 15, 16, 19, 20, 21, 22]);
  expect([...atTheEdge(Int32Array.of(16, 3), grid)]).toEqual([0, 1]);
});

test.each([
  [2, -2],
  [-2, 2],
  [5, 4],
])('what is unlike all around it is the foreground: %i among %i', (subject, around) => {
  expect(found(scene(subject, around))).toEqual(thing);
});

test('what reaches to the edge everywhere is the background, however little of it there is', () => {
  const frame = [...all].filter((patch) => edge[patch]).slice(0, 15);
  const tokens = scene(1, 1).map((value, i) => value + (frame.includes(Math.floor(i / width)) ? 3 : 0));
  expect(found(tokens)).toEqual([...all].filter((patch) => !frame.includes(patch)));
});

test('where nothing differs, nothing is background', () => {
  expect(found(new Float32Array(all.length * width).fill(3))).toEqual([...all]);
});

test('of two sides with as much of the edge one is background, the same each time', () => {
  const tokens = scene(2, -2);
  const none = new Uint8Array(all.length);
  const once = found(tokens, none);
  expect([thing, [...all].filter((patch) => !thing.includes(patch))]).toContainEqual(once);
  expect(found(tokens, none)).toEqual(once);
});
