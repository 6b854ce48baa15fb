/** ZIP archives that are cut short, or lie about what is in them and where. */
import { join } from './bytes';
import type { Case } from './case';
import { archive, torch } from './files';
import { BROKEN, PTH, pth, table, w } from './pth';
import { small } from './small';
import { zip } from './zip';

const saved = torch(small);
const noEnd = `${BROKEN} its list of contents is missing, so its end was probably never downloaded.`;
const damaged = `${BROKEN} its list of contents is damaged.`;
export const zipCases: readonly Case[] = [
  ...[9, 100, 10_000, saved.length - 100, saved.length - 1].map((length) =>
    pth(`cut to ${length} bytes`, () => saved.slice(0, length), noEnd),
  ),
  pth(
    'an archive of something else',
    () => zip([{ name: 'readme.txt', content: join('hello') }]),
    `“${PTH}” is a ZIP archive, but not one that PyTorch wrote: it has no data.pkl.`,
  ),
  pth(
    'a compressed tensor',
    () => archive(table, [{ ...w, method: 8 }]),
    `${BROKEN} “archive/data/0” in it is compressed.`,
  ),
  pth(
    'a compressed size that is another',
    () => archive(table, [{ ...w, compressed: 63 }]),
    `${BROKEN} “archive/data/0” in it is compressed.`,
  ),
  pth(
    'a tensor beyond the end',
    () => archive(table, [{ ...w, header: 0xfffffff0 }]),
    `${BROKEN} “archive/data/0” is not where its list says.`,
  ),
  pth(
    'a tensor in the middle of another',
    () => archive(table, [{ ...w, header: 5 }]),
    `${BROKEN} “archive/data/0” is not where its list says.`,
  ),
  pth(
    'a tensor longer than the file',
    () => archive(table, [{ ...w, size: 2 ** 31 }]),
    `${BROKEN} it ends before “archive/data/0” does.`,
  ),
  pth('two tensors of one name', () => archive(table, [w, w]), `${BROKEN} “archive/data/0” is in it twice.`),
  pth('a list of contents beyond the end', () => archive(table, [w], { listStart: 2 ** 31 }), noEnd),
  pth('a list of contents that begins elsewhere', () => archive(table, [w], { listStart: 3 }), damaged),
  pth('a list of contents that ends within an entry', () => archive(table, [w], { listSize: 50 }), damaged),
  pth(
    'a list of contents of nothing',
    () => archive(table, [w], { listSize: 0 }),
    `“${PTH}” is a ZIP archive, but not one that PyTorch wrote: it has no data.pkl.`,
  ),
  pth(
    'a list of contents of nine megabytes',
    () =>
      archive(
        table,
        Array.from({ length: 150 }, (_, i) => ({
          name: `${'n'.repeat(62_000)}${i}`,
          content: new Uint8Array(0),
        })),
      ),
    `${BROKEN} its list of contents is longer than 8 MB.`,
  ),
  pth(
    'a big-endian machine',
    () => archive(table, [w, { name: 'archive/byteorder', content: join('big') }]),
    `“${PTH}” was written on a big-endian machine, which cannot be read here.`,
  ),
];
