import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { blankRaster } from '../../mae/raster';
import { encodePng } from '../../runtime/browser/png';
import type { PlacedText } from './placed';

// Here is no canvas: each picture is as white as the next.
vi.mock('./canvas', () => ({
  INK: '#1a1a1a',
  paintPictures: () => ({}),
  paintLine: ({ x, y }: PlacedText) => ({ canvas: {}, box: { x, y: y - 10, width: 40, height: 13.5 } }),
  toPng: () => encodePng([blankRaster(8, 8)]),
}));
vi.stubGlobal(
  'fetch',
  async (url: string) => new Response(readFileSync(new URL(`../../..${url}`, import.meta.url))),
);

const { pdfOf } = await import('./pdf');

const line = (y: number, text: string): PlacedText => ({ x: 12, y, text, isBold: false });

/** What is drawn on the page, command by command. */
async function commandsOf(texts: readonly PlacedText[]): Promise<string> {
  const layout = { width: 400, height: 100, fontSize: 16, pictures: [], texts };
  const blob = await pdfOf({ name: 'toy', rows: [], caption: '' }, layout);
  const pdf = Buffer.from(await blob.arrayBuffer());
  const [{ index, 0: head }] = pdf.toString('latin1').matchAll(/\/Filter \/FlateDecode[\s\S]*?stream\n/g);
  return inflateSync(pdf.subarray(index + head.length)).toString('latin1');
}

test('what the font can write is text, and what it cannot is a picture in its place', async () => {
  const commands = await commandsOf([line(30, 'Seed 3'), line(60, '随机种子 3'), line(90, 'Seed 4')]);
  expect(commands.match(/<[0-9a-f]+> Tj/g)).toHaveLength(2);
  // Half as large as in the layout, and from the lower left corner of the page: 50 points less 25 less 6.75.
  expect(commands).toContain('\nq\n20. 0 0 6.75 6. 18.25 cm\n/I0 Do\nQ\n');
  expect(commands.match(/ Do\n/g)).toHaveLength(1);
});

test('lines that look alike at first are each its own picture', async () => {
  const commands = await commandsOf([line(30, '损失。'), line(60, '损失，')]);
  expect(commands.match(/\/I\d Do/g)).toEqual(['/I0 Do', '/I1 Do']);
});
