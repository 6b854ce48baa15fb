import { expect, test } from 'vitest';
import { embedCode } from './embedCode';

test('the address stands in the frame as it is, whatever signs are in it', () => {
  const code = embedCode('https://example.org/mae/?a=1&b="2"#ratio=0.5');
  expect(code).toContain('src="https://example.org/mae/?a=1&amp;b=&quot;2&quot;#ratio=0.5"');
});

test('the frame has a name for who cannot see it, and may have threads, the camera and the whole screen', () => {
  const code = embedCode('https://example.org/');
  expect(code).toContain('title="MAE Playground"');
  const allowed = /allow="(.*?)"/.exec(code)?.[1].split('; ');
  expect(allowed).toEqual(expect.arrayContaining(['cross-origin-isolated', 'camera', 'fullscreen']));
});
