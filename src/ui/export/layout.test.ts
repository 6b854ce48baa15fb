import { array, assert, boolean, integer, option, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { blankRaster } from '../../mae/raster';
import type { Figure } from './figure';
import { layoutOf } from './layout';
import { type Measure, wrap } from './lines';

/** Every character as wide as half its height. */
const measure: Measure = (text) => text.length / 2;

const picture = (side = 32) => ({ raster: blankRaster(side, side), label: '18.9 dB' });

const figure: Figure = {
  name: 'toy',
  columns: ['Masked', 'Reconstruction', 'Original'],
  rows: [
    { label: 'First', cells: [picture(), picture(), picture()] },
    { label: 'Second', cells: [picture(), undefined, picture()] },
  ],
  caption: 'A caption that is long enough to need more than one line under a figure as narrow as this one.',
};

const scale = {
  legend: { low: -10, high: 10, unit: 'dB', ends: ['A better', 'B better'], empty: 'not hidden in both' },
  colour: (value: number) => (value < 0 ? '#123456' : 'rgb(1, 2, 3)'),
} as const;

const words = (text: string): string => text.replaceAll(/\s+/g, '');

test('a text in lines loses nothing, and no line is wider than it may be', () => {
  assert(
    property(string({ maxLength: 200 }), integer({ min: 1, max: 40 }), (text, width) => {
      const lines = wrap(text, width, (line) => line.length);
      expect(words(lines.join(''))).toBe(words(text));
      // A character outside the basic plane is two units long and is never divided.
      for (const line of lines) expect([...line].length === 1 || line.length <= width).toBe(true);
    }),
  );
});

test('lines are broken at spaces, and as late as possible', () => {
  expect(wrap('one two three four', 9, (line) => line.length)).toEqual(['one two', 'three', 'four']);
  expect(wrap('seventeen letters', 5, (line) => line.length)).toEqual(['seven', 'teen', 'lette', 'rs']);
});

const chinese = '这张图片（75 % 被遮住）由 MAE-Tiny 重建：“可见”的图像块已贴回。误差有多大？';

test('Chinese is broken between any two characters, so that lines are full', () => {
  const inEms = (line: string): number => [...line].length;
  expect(wrap('只有可见的图像块被编码', 4, inEms)).toEqual(['只有可见', '的图像块', '被编码']);
  expect(wrap('用 PSNR 衡量重建误差', 8, inEms)).toEqual(['用 PSNR 衡', '量重建误差']);
  expect(wrap('随机掩码75%可见', 6, inEms)).toEqual(['随机掩码', '75%可见']);
});

test('no line begins with a sign that closes, and none ends with one that opens', () => {
  expect(wrap('掩码率，损失', 3, (line) => line.length)).toEqual(['掩码', '率，损', '失']);
  expect(wrap('损失（均方误差）', 3, (line) => line.length)).toEqual(['损失', '（均方', '误差）']);
  assert(
    property(integer({ min: 5, max: 40 }), integer({ min: 0, max: chinese.length }), (width, from) => {
      const text = chinese.slice(from);
      const lines = wrap(text, width, (line) => line.length);
      expect(words(lines.join(''))).toBe(words(text));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。；：！？）”]/);
      for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（“]$/);
    }),
  );
});

test('everything lies within the figure, and nothing on anything else', () => {
  const cells = array(option(integer({ min: 8, max: 40 })), { minLength: 1, maxLength: 4 });
  assert(
    property(
      array(cells, { minLength: 1, maxLength: 4 }),
      string({ maxLength: 300 }),
      boolean(),
      (sides, text, isMap) => {
        const rows = sides.map((row) => ({
          label: text.slice(0, 40),
          cells: row.map((side) =>
            side === null ? undefined : { ...picture(side), label: text.slice(0, 80) },
          ),
        }));
        if (rows.every((row) => row.cells.every((cell) => !cell))) return;
        const { width, height, pictures, texts, fontSize } = layoutOf(
          { name: 'any', columns: [text.slice(0, 30)], rows, caption: text, ...(isMap && { scale }) },
          measure,
        );
        const boxes = [
          // Sums of fractions are not exact.
          ...pictures.map(({ x, y, width: w, height: h }) => ({
            left: x,
            top: y + 1e-6,
            right: x + w,
            bottom: y + h - 1e-6,
          })),
          ...texts.map(({ x, y, text: line, isBold }) => ({
            left: x,
            top: y - fontSize + 1e-6,
            right: x + measure(line, isBold) * fontSize - 1e-6,
            bottom: y + 0.3 * fontSize,
          })),
        ];
        for (const [i, a] of boxes.entries()) {
          expect(a.left >= 0 && a.top >= 0 && a.right <= width && a.bottom <= height).toBe(true);
          for (const b of boxes.slice(i + 1)) {
            const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            expect(apart, JSON.stringify([a, b])).toBe(true);
          }
        }
      },
    ),
  );
});

test('pictures of a column stand under each other, those of a row beside each other', () => {
  const { pictures } = layoutOf(figure, measure);
  expect(pictures).toHaveLength(5);
  const [a, b, c, d, f] = pictures;
  expect([a.y, b.y]).toEqual([b.y, c.y]);
  expect([a.x, c.x]).toEqual([d.x, f.x]);
  expect(d.y).toBeGreaterThan(a.y + a.height);
  expect(b.x).toBeGreaterThan(a.x + a.width);
});

test('words are in the order in which they are read', () => {
  const { texts } = layoutOf(figure, measure);
  expect(texts.slice(0, 7).map(({ text }) => text)).toEqual([
    'Maske', // no wider than its picture
    'd',
    'Recon',
    'struc',
    'tion',
    'Origi',
    'nal',
  ]);
  expect(words(texts.map(({ text }) => text).join(''))).toContain(words(figure.caption));
});

test('the words of a wide figure grow with it, so that they can be read when it is made to fit a page', () => {
  const wide = { ...figure, rows: [{ cells: Array.from({ length: 8 }, () => picture(224)) }] };
  const { fontSize, width } = layoutOf(wide, measure);
  expect((fontSize / width) * 468).toBeCloseTo(8, 0);
});

test('words are a little smaller rather than broken over a column', () => {
  const cells = Array.from({ length: 8 }, () => picture(224));
  const [short, long, longest] = ['Original', 'Reconstructions', 'Reconstructions-and-more'].map((head) =>
    layoutOf({ ...figure, columns: [head], rows: [{ cells }] }, measure),
  );
  expect(long.texts[0].text).toBe('Reconstructions');
  expect(long.fontSize).toBeLessThan(short.fontSize);
  expect((long.fontSize / long.width) * 468).toBeGreaterThan(7);
  // Up to a point: then it is broken.
  expect((longest.fontSize / longest.width) * 468).toBeGreaterThan(7);
  expect(longest.texts[0].text).not.toBe('Reconstructions-and-more');
});

test('a map brings its scale: a bar from the lowest colour to the highest, its numbers, and what is hatched', () => {
  const wide = { ...figure, rows: [{ cells: [picture(224), picture(224)] }], scale };
  const { pictures, texts } = layoutOf(wide, measure);
  const bar = pictures[2].raster;
  expect([...bar.data.slice(0, 4), ...bar.data.slice(-4)]).toEqual([0x12, 0x34, 0x56, 255, 1, 2, 3, 255]);
  const all = texts.map(({ text }) => text).join(' ');
  expect(all).toContain('−10 dB, A better 0 dB +10 dB, B better not hidden in both');
});

test('a figure without a caption is as much lower, and says nothing of it', () => {
  const [long, none] = [figure, { ...figure, caption: '' }].map((one) => layoutOf(one, measure));
  expect(none.height).toBeLessThan(long.height);
  expect(words(none.texts.map(({ text }) => text).join(''))).not.toContain('Acaption');
});
