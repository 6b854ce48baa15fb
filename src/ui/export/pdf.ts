/**
 * A figure as a PDF of its own size, to be set into a paper: lossless pictures, and words that can be selected and searched, as far as
 * the font inside has them.
 * Its library and its two fonts are fetched from the page's own server when the first one is made.
 */

import regular from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url';
import semibold from '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?url';
import { Sentence } from '../../runtime/message';
import { said } from '../../words/said';
import { INK, paintLine, paintPictures, toPng } from './canvas';
import type { Figure } from './figure';
import { canWrite } from './glyphs';
import type { Layout } from './layout';
import type { PlacedPicture } from './placed';

/** Of the words, in points. */
const POINTS = 8;
const FAMILY = 'Inter';
/** Readers smooth small pictures when they enlarge them; larger ones keep the edges of their pixels. */
const ENLARGED = 2;
/** Canvas pixels for each point of words that are drawn, which is 432 to the inch. */
const DRAWN = 6;

type Box = Omit<PlacedPicture, 'raster'>;

async function bytesOf(url: string): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Sentence(said('save.noFont', { status: answer.status }));
  return new Uint8Array(await answer.arrayBuffer());
}

/** As text with one character for each byte, which is how jsPDF takes a font. */
const binary = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** A line with characters that Inter lacks, as Chinese ones are, is drawn in the fonts of this machine and set as a picture. */
export async function pdfOf({ name, caption }: Figure, layout: Layout): Promise<Blob> {
  const [{ jsPDF }, ...fonts] = await Promise.all([
    import('jspdf'),
    ...[regular, semibold].map(async (url) => binary(await bytesOf(url))),
  ]);
  const { width, height, fontSize, pictures, texts } = layout;
  const unit = POINTS / fontSize;
  const [pageWidth, pageHeight] = [width * unit, height * unit];
  const orientation = pageWidth > pageHeight ? 'landscape' : 'portrait';
  const pdf = new jsPDF({
    unit: 'pt',
    format: [pageWidth, pageHeight],
    orientation,
    compress: true,
    // Otherwise it lists the fourteen fonts that every reader has, which no journal's check of embedded fonts lets through.
    putOnlyUsedFonts: true,
  });
  pdf.setProperties({ title: name, subject: caption, creator: 'MAE Playground' });
  for (const [i, style] of ['normal', 'bold'].entries()) {
    pdf.addFileToVFS(`${style}.ttf`, fonts[i]);
    pdf.addFont(`${style}.ttf`, FAMILY, style);
  }
  let placed = 0;
  async function place(canvas: HTMLCanvasElement, box: Box): Promise<void> {
    const png = await toPng(canvas);
    const bytes = new Uint8Array(await png.arrayBuffer());
    const [x, y, w, h] = [box.x, box.y, box.width, box.height].map((length) => length * unit);
    // Pictures without names jsPDF tells apart by the first half of their bytes alone.
    pdf.addImage(bytes, 'PNG', x, y, w, h, `picture ${++placed}`, 'FAST');
  }
  for (const { raster, ...box } of pictures) await place(paintPictures([raster], ENLARGED), box);
  pdf.setTextColor(INK);
  pdf.setFontSize(POINTS);
  for (const line of texts) {
    const { x, y, text, isBold } = line;
    pdf.setFont(FAMILY, isBold ? 'bold' : 'normal');
    if (canWrite(pdf.getFont(), text)) {
      pdf.text(text, x * unit, y * unit);
    } else {
      const { canvas, box } = paintLine(line, fontSize, DRAWN * unit);
      await place(canvas, box);
    }
  }
  return pdf.output('blob');
}
