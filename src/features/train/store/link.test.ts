import { beforeEach, expect, test } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Fields } from '../../../store/link';
import type { Playground } from '../../../store/playground';
import { trainLink } from './link';
import { FIRST_KNOBS, type Knobs, PEAKS, type PresetName } from './presets';
import type { Train } from './state';

let train: StoreApi<Train>;
const link = (mode = 'train') => trainLink({ getState: () => ({ mode }) } as StoreApi<Playground>, train);

beforeEach(() => {
  train = createStore(
    (set, get) =>
      ({
        preset: 'small',
        knobs: FIRST_KNOBS,
        setPreset: (preset: PresetName) => set({ preset }),
        setKnobs: (changes: Partial<Knobs>) => set({ knobs: { ...get().knobs, ...changes } }),
      }) as Train,
  );
});

test('a link says the preset and what was changed, and only while the room is open', () => {
  train.getState().setKnobs({ ratio: 0.15, steps: 40 });
  expect(link().write()).toEqual({ preset: 'small', trained: '0.15', steps: '40' });
  expect(link('compare').write()).toEqual({});
});

test('reading undoes writing', () => {
  const knobs: Knobs = {
    ...{ ratio: 0.5, strategy: 'block', target: 'normalised-pixels', on: 'all', decoderDepth: 4 },
    ...{ optimiser: 'adamw', peak: 0.002, seed: 7, steps: 500 },
  };
  train.getState().setPreset('large');
  train.getState().setKnobs(knobs);
  const fields = link().write();
  train.getState().setPreset('small');
  train.getState().setKnobs(FIRST_KNOBS);
  expect(link().read({ mode: 'train', ...fields })).toEqual([]);
  expect(train.getState()).toMatchObject({ preset: 'large', knobs });
});

test('what is not understood is named, and goes by its default', () => {
  const strange: Fields = { mode: 'train', trained: '2', optimiser: 'sgd', steps: '-1' };
  expect(link().read(strange).sort()).toEqual(['optimiser', 'steps', 'trained']);
  expect(train.getState().knobs).toEqual({ ...FIRST_KNOBS, peak: PEAKS.muon });
});
