import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { jsPDF } from 'jspdf';
import { expect, test } from 'vitest';
import { canWrite } from './glyphs';

const file = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
);
const pdf = new jsPDF();
pdf.addFileToVFS('normal.ttf', readFileSync(file, 'latin1'));
pdf.addFont('normal.ttf', 'Inter', 'normal');
pdf.setFont('Inter', 'normal');
const inter = pdf.getFont();

test.each(['Coffee cup, 75 % hidden, seed 0.', '−10 dB, A better', '224 × 224', 'Stéfan’s “Ж”', ''])(
  'Inter writes %j',
  (text) => expect(canWrite(inter, text)).toBe(true),
);

test.each(['掩码率 75 %', '75 %，', '猫.png', 'A 𠀀', '👍'])('Inter cannot write %j', (text) =>
  expect(canWrite(inter, text)).toBe(false),
);
