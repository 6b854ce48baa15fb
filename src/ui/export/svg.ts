/** A figure as one SVG file: pictures inside it, words as text that can be edited. */
import { encodePng } from '../../runtime/browser/png';
import { spoken } from '../../words/say';
import { INK } from './canvas';
import type { Figure } from './figure';
import type { Layout } from './layout';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: no XML file may have them, not even escaped.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const escaped = (text: string): string =>
  text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"]/g, (character) => ENTITIES[character]);

const round = (value: number): string => String(Number(value.toFixed(2)));

const dataUrl = async (blob: Blob): Promise<string> => {
  let text = '';
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
  return `data:${blob.type};base64,${btoa(text)}`;
};

export async function svgOf(
  { name, caption }: Figure,
  { width, height, fontSize, pictures, texts }: Layout,
): Promise<string> {
  const files = await Promise.all(pictures.map(async ({ raster }) => dataUrl(await encodePng([raster]))));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" lang="${spoken()}">`,
    `<title>${escaped(name)}</title>`,
    ...(caption ? [`<desc>${escaped(caption)}</desc>`] : []),
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...pictures.map(
      ({ x, y, width: w, height: h }, i) =>
        `<image x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" preserveAspectRatio="none" style="image-rendering:pixelated" href="${files[i]}"/>`,
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
