/** What a font that is set into a PDF has signs for. */
import type { Font } from 'jspdf';

/** Whether it has all that a text needs. jsPDF leaves out what it has not, and with it the rest of the text. */
export const canWrite = ({ metadata }: Pick<Font, 'metadata'>, text: string): boolean =>
  Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).every(
    (unit) => metadata.characterToGlyph(unit) !== 0,
  );
