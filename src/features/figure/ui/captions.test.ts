import { afterEach, expect, test } from 'vitest';
import { samples } from '../../../store/samples';
import { model } from '../../../test/toy';
import { said } from '../../../words/said';
import { speak } from '../../../words/say';
import type { Drawn } from '../store/series';
import { caption, withMore } from './captions';

const masking = { strategy: 'random', seed: 3, ratio: 0.75 };

/** A figure with so many pieces, of the page's first photograph. */
const drawn = (choice: object, titles: readonly unknown[], hand?: object): Drawn =>
  ({
    order: {
      choice: { photographs: samples.slice(0, 2), ...choice },
      masking: { ...masking, ...(hand && { hand }) },
      photo: { title: said(samples[0].title), sample: samples[0] },
      model,
    },
    pieces: titles.map((title) => ({ title })),
  }) as unknown as Drawn;

const ratios = drawn({ kind: 'ratios' }, ['75 %', '85 %', '95 %']);

afterEach(() => speak('en'));

test('a caption says what is shown, how it was made, and by which model', () => {
  expect(caption(ratios, true, undefined)).toBe(
    'Coffee cup by Rachel Michetti (CC0 1.0) at mask ratios of 75 %, 85 % and 95 %, random mask, seed 3. Model: Toy. Visible patches are pasted over the reconstructions. PSNR over hidden pixels.',
  );
});

test.each([
  [['75 %'], undefined, 'mask ratios of 75 %, random mask, seed 3.'],
  [['75 %', '85 %'], {}, 'mask ratios of 75 % and 85 %, mask made by hand.'],
])('of the ratios %j', (titles, hand, end) => {
  expect(caption(drawn({ kind: 'ratios' }, titles, hand), false, undefined)).toContain(end);
});

test('interpolation is said to be what it is, before how it is measured', () => {
  expect(caption(ratios, false, undefined, true)).toContain(
    'Model: Toy. Interpolation: the harmonic function through the visible pixels. PSNR over hidden pixels.',
  );
});

test('many photographs are counted, and their authors named', () => {
  const kind = 'photographs';
  expect(caption(drawn({ kind }, ['a', 'b']), false, '18.90 dB on average.')).toBe(
    '2 photographs with the same random mask, seed 3, 75 % hidden. Model: Toy. PSNR over hidden pixels. Photographs: Coffee cup by Rachel Michetti (CC0 1.0); Chelsea the cat by Stéfan van der Walt (CC0 1.0). 18.90 dB on average.',
  );
  expect(caption(drawn({ kind }, ['a']), false, undefined)).toMatch(/^One photograph with the same random/);
});

test('many masks, and those that hide every patch', () => {
  expect(caption(drawn({ kind: 'masks' }, Array(8).fill('')), false, undefined)).toContain(
    ', reconstructed with 8 random masks, seeds from 3 on, 75 % hidden. Each patch counts',
  );
  expect(caption(drawn({ kind: 'complementary' }, ['', '']), false, undefined)).toContain(
    ' with complementary masks, 75 % hidden in each, from a random mask, seed 3. Assembled:',
  );
});

test('in Chinese no spaces stand between sentences', async () => {
  await speak('zh-CN');
  const text = caption(ratios, true, undefined);
  expect(text).toContain('掩码率 75 %、85 % 和 95 %，随机掩码，随机种子 3。模型：Toy。');
  expect(text).not.toMatch(/[。；，] /);
});

test('what there is to say of a picture stands in one line', () => {
  expect(withMore('Reconstruction', 'All 4', 'Mean, 20.00 dB')).toBe('Reconstruction, All 4, Mean, 20.00 dB');
  expect(withMore(undefined, '', 'Mask 1')).toBe('Mask 1');
  expect(withMore('Mean', undefined)).toBe('Mean');
  expect(withMore(undefined)).toBe('');
});
