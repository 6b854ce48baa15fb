/**
 * Pictures as PNG files, written byte by byte: a canvas would make them of what it gives back, which some browsers change.
 * https://www.w3.org/TR/png-3/
 */
import type { Raster } from '../../mae/raster';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Eight bits of red, green and blue; deflate; filters; from top to bottom. */
const KIND = [8, 2, 0, 0, 0];
const UP = 2;
const PAETH = 4;

const CRCS = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crcOf(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) crc = CRCS[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

function chunk(type: string, data: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crcOf(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** Whichever of its neighbours to the left, above and above left comes nearest to the plane through them. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** [width · 3], without alpha */
function rowOf({ width, data }: Raster, y: number): Uint8Array {
  const row = new Uint8Array(width * 3);
  let at = y * width * 4;
  for (let i = 0; i < row.length; at++) {
    row[i++] = data[at++];
    row[i++] = data[at++];
    row[i++] = data[at++];
  }
  return row;
}

/** The rows as differences from what stands before them, which is what makes them small. */
function filtered(raster: Raster): Uint8Array<ArrayBuffer> {
  const length = raster.width * 3;
  const out = new Uint8Array(raster.height * (length + 1));
  let above: Uint8Array = new Uint8Array(length);
  for (let y = 0, to = 0; y < raster.height; y++) {
    const row = rowOf(raster, y);
    // Enlarged pixels and paper: the row is the one above again.
    const repeats = row.every((value, i) => value === above[i]);
    out[to++] = repeats ? UP : PAETH;
    if (repeats) to += length;
    else
      for (let i = 0; i < length; i++) {
        out[to++] = i < 3 ? row[i] - above[i] : row[i] - paeth(row[i - 3], above[i], above[i - 3]);
      }
    above = row;
  }
  return out;
}

const deflated = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** The pictures side by side, left to right, without a gap; all of the first one's height. */
function besideEachOther(rasters: readonly Raster[]): Raster {
  const width = rasters.reduce((sum, raster) => sum + raster.width, 0);
  const { height } = rasters[0];
  const data = new Uint8ClampedArray(width * height * 4);
  let left = 0;
  for (const raster of rasters) {
    for (let y = 0; y < height; y++) {
      const row = raster.data.subarray(y * raster.width * 4, (y + 1) * raster.width * 4);
      data.set(row, (y * width + left) * 4);
    }
    left += raster.width;
  }
  return { width, height, data };
}

/** Opaque pictures as one file, side by side from left to right without a gap; all of the first one's height. */
export async function encodePng(rasters: readonly Raster[]): Promise<Blob> {
  const raster = rasters.length === 1 ? rasters[0] : besideEachOther(rasters);
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, raster.width);
  new DataView(header.buffer).setUint32(4, raster.height);
  header.set(KIND, 8);
  const data = await deflated(filtered(raster));
  const parts = [SIGNATURE, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', [])];
  return new Blob(parts, { type: 'image/png' });
}
