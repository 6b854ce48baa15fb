import { expect, test } from 'vitest';
import { languageFor } from './language';

test.each([
  ['en', 'en'],
  ['en-GB', 'en'],
  ['zh', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['ZH-cn', 'zh-CN'],
  ['fr-CA', undefined],
])('a browser that asks for %s gets %s', (tag, language) => {
  expect(languageFor(tag)).toBe(language);
});
