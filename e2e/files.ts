/** Picture files made on the spot, so that every byte of them is known. */
import { crc32, deflateSync } from 'node:zlib';

interface PngFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const COLOUR_TYPE = { grey: 0, rgb: 2, rgba: 6 } as const;

/** A PNG of `width` × `height`; `row` gives the bytes of each row, top to bottom. */
export function png(
  name: string,
  width: number,
  height: number,
  kind: keyof typeof COLOUR_TYPE,
  depth: 1 | 8 | 16,
  row: (y: number) => Buffer,
  extraChunks: Buffer[] = [],
): PngFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, COLOUR_TYPE[kind], 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.of(0), row(y)]));
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const data = deflateSync(Buffer.concat(rows), { level: 1 });
  const buffer = Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...extraChunks,
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name, mimeType: 'image/png', buffer };
}

/** Says that the numbers of a PNG are colours of Display P3: https://www.w3.org/TR/png-3/#cICP-chunk */
export const DISPLAY_P3 = chunk('cICP', Buffer.of(12, 13, 0, 1));

/** The same JPEG with an EXIF record that says how the camera was held (1 … 8). */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]);
}
