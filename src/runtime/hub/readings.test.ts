import { beforeEach, expect, test, vi } from 'vitest';
import type { Otherwise } from '../models/readOtherwise';
import { readings } from './readings';
import type { Offer } from './repository';

const offer: Offer = { repository: 'a/b', commit: 'c0ffee', path: 'x.pth', bytes: 4, licence: 'mit' };
let notes: Record<string, unknown>;

beforeEach(() => {
  notes = {};
  Object.defineProperties(notes, {
    getItem: { value: (key: string) => notes[key] ?? null },
    setItem: { value: (key: string, text: string) => Object.assign(notes, { [key]: text }) },
    removeItem: { value: (key: string) => delete notes[key] },
  });
  vi.stubGlobal('localStorage', notes);
});

test.each<Otherwise>([
  {},
  { target: 'normalised-pixels', order: 'c p q' },
  { grid: { rows: 4, columns: 16 }, bands: [3, 1, 0], encoderHeads: 12, decoderHeads: 3 },
  { layerNormEps: 1e-12, normalisation: { mean: [0.5], std: [0.25] } },
])('%j is remembered, of this file alone', (wanted) => {
  readings.keep(offer, wanted);
  expect(readings.of(offer)).toEqual(wanted);
  for (const other of [{ repository: 'a/bc' }, { commit: 'c0ffe' }, { path: 'y.pth' }])
    expect(readings.of({ ...offer, ...other })).toBeUndefined();
  readings.forget('a/bc');
  expect(readings.of(offer)).toEqual(wanted);
  readings.forget('a/b');
  expect(Object.keys(notes)).toEqual([]);
});

test.each(['', 'text', 'null', '{"order":"q p c"}', '{"grid":7}', '{"heads":3}', '{"encoderHeads":0.5}'])(
  'what another program left there, %j, is no reading',
  (text) => {
    readings.keep(offer, {});
    for (const key of Object.keys(notes)) notes[key] = text;
    expect(readings.of(offer)).toBeUndefined();
  },
);

test('a browser that keeps nothing is no failure', () => {
  vi.stubGlobal('localStorage', undefined);
  readings.keep(offer, { order: 'c p q' });
  expect(readings.of(offer)).toBeUndefined();
  readings.forget('a/b');
});
