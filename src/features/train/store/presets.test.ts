import { expect, test } from 'vitest';
import { model, otherModel } from '../../../test/toy';
import { NO_CURVE, type Smoothed, withLoss } from './curve';
import {
  FIRST_KNOBS,
  LEAST_STEPS,
  MOST_STEPS,
  memoryOf,
  obstacleTo,
  presetNames,
  runOptions,
  stepsIn,
  subjectOf,
} from './presets';

test('steps fill the time but for what it takes to begin, to two digits', () => {
  expect(stepsIn(1, 100)).toBe(540);
  expect(stepsIn(5, 123)).toBe(2400);
  expect(stepsIn(1, 1e9)).toBe(LEAST_STEPS);
  expect(stepsIn(30, 1e-3)).toBe(MOST_STEPS);
});

test('every preset can be divided among its heads', () => {
  for (const name of presetNames) {
    const { encoder, decoder } = subjectOf(name, FIRST_KNOBS).geometry;
    for (const stack of [encoder, decoder]) expect(stack?.width).toBe((stack?.heads ?? 0) * 16);
  }
});

test('a larger model, and less hidden, take more memory', () => {
  const [small, , large] = presetNames.map((name) => subjectOf(name, FIRST_KNOBS).geometry);
  expect(memoryOf(large, 0.75)).toBeGreaterThan(memoryOf(small, 0.75));
  expect(memoryOf(large, 0.15)).toBeGreaterThan(memoryOf(large, 0.75));
});

test('a batch of large pictures has fewer of them', () => {
  const stack = { width: 192, depth: 12, heads: 3, mlp: 768 };
  const large = otherModel({}, { width: 224, height: 224, patchSize: 16, encoder: stack, decoder: stack });
  const optionsOf = (further?: typeof large) =>
    runOptions(subjectOf('small', FIRST_KNOBS, further), FIRST_KNOBS, 100, 1);
  expect(optionsOf(large).batch).toBeLessThan(optionsOf().batch);
});

test('what predicts no pixels, or has too many numbers, is not trained further', () => {
  expect(obstacleTo(otherModel({ parameters: 1000 }))).toBeUndefined();
  expect(obstacleTo(otherModel({ parameters: 1e8 }))).toBe('size');
  expect(obstacleTo(otherModel({ target: 'features' }))).toBe('kind');
  expect(obstacleTo({ ...model, geometry: { ...model.geometry, decoder: undefined } })).toBe('kind');
});

test('a curve has few points, however many steps there are', () => {
  let curve: Smoothed = NO_CURVE;
  for (let step = 1; step <= 30_000; step++) curve = withLoss(curve, [step, 1], 30_000);
  expect(curve.points.length).toBeLessThan(310);
  expect(curve.points.at(-1)).toEqual([30_000, 1]);
  expect(curve.loss).toBe(1);
});
