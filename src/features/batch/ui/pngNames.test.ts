import { array, assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { pngNames } from './pngNames';

test('folders stay and the ending becomes .png', () => {
  expect(pngNames(['cat.jpg', 'trip/day 1/IMG_1.HEIC', 'no ending', 'a.b.webp'])).toEqual([
    'cat.png',
    'trip/day 1/IMG_1.png',
    'no ending.png',
    'a.b.png',
  ]);
});

test('the same name twice is numbered, whatever its case and ending', () => {
  expect(pngNames(['a.jpg', 'a.png', 'A.jpg', 'b/a.jpg', 'a (2).jpg'])).toEqual([
    'a.png',
    'a (2).png',
    'A (3).png',
    'b/a.png',
    'a (2) (2).png',
  ]);
});

test('no name leads out of the archive or is forbidden somewhere', () => {
  expect(pngNames(['../../etc/passwd', '/root.jpg', 'c:\\x?.jpg', 'CON.jpg', 'dots./x.jpg', ''])).toEqual([
    '_/_/etc/passwd.png',
    'root.png',
    'c__x_.png',
    '_CON.png',
    'dots/x.png',
    '_.png',
  ]);
});

test('names are always distinct, relative and short enough for any file system', () => {
  assert(
    property(array(string({ unit: 'grapheme', maxLength: 400 })), (paths) => {
      const names = pngNames(paths);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(paths.length);
      for (const part of names.flatMap((name) => name.split('/'))) {
        expect(part).not.toMatch(/^\.{0,2}$/);
        expect([...part].length).toBeLessThan(140);
      }
    }),
  );
});
