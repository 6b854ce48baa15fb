/** A figure as one SVG file: pictures inside it, words as text that can be edited. */
import { canvasOf } from '../pictures/canvas';
import { INK } from './canvas';
import type { Figure } from './figure';
import type { Layout } from './layout';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: no XML file may have them, not even escaped.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const escaped = (text: string): string =>
  text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"]/g, (character) => ENTITIES[character]);

const round = (value: number): string => String(Number(value.toFixed(2)));

export function svgOf(
  { name, caption }: Figure,
  { width, height, fontSize, pictures, texts }: Layout,
): string {
  const [w, h] = [round(width), round(height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">`,
    `<title>${escaped(name)}</title>`,
    `<desc>${escaped(caption)}</desc>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...pictures.map(
      ({ x, y, side, raster }) =>
        `<image x="${round(x)}" y="${round(y)}" width="${side}" height="${side}" style="image-rendering:pixelated" href="${canvasOf(raster).toDataURL('image/png')}"/>`,
    ),
    `<g fill="${INK}" font-family="Inter, 'Inter Variable', Helvetica, Arial, sans-serif" font-size="${round(fontSize)}">`,
    ...texts.map(
      ({ x, y, text, isBold }) =>
        `<text x="${round(x)}" y="${round(y)}"${isBold ? ' font-weight="600"' : ''}>${escaped(text)}</text>`,
    ),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
