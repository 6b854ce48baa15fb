import { readdirSync, readFileSync } from 'node:fs';
import compile from 'icu-minify/compile';
import { expect, test } from 'vitest';
import { CATALOG, compiled } from '../../scripts/messages';
import { said } from './said';
import { languages, say, speak, spell, spoken } from './say';

const root = new URL('..', import.meta.url);

/** As they are written, which the page never sees: it gets them compiled. */
function messagesOf(file: string): Map<string, string> {
  const found = new Map<string, string>();
  let namespace = '';
  const code = readFileSync(new URL(`words/${file}`, root), 'utf8');
  for (const [, space, name, text] of code.matchAll(
    /^ {2}(\w+): \{$|^ {4}(\w+):\s+(?:'((?:[^'\\]|\\.)*)'|"(?:[^"\\]|\\.)*"),$/gm,
  )) {
    if (space) namespace = space;
    else found.set(`${namespace}.${name}`, text ?? '');
  }
  return found;
}

const english = messagesOf('en.ts');
const translations = readdirSync(new URL('words', root))
  .filter((name) => CATALOG.test(`/src/words/${name}`) && name !== 'en.ts')
  .map((name) => [name, messagesOf(name)] as const);
const chinese = messagesOf('zh.ts');

/** The names of the gaps and tags in a compiled message. */
function gapsIn(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part) => {
    if (!Array.isArray(part)) return [];
    const [name, ...rest] = part;
    const inside = rest.flatMap((one) =>
      typeof one === 'object' && one !== null && !Array.isArray(one)
        ? Object.values(one).flatMap((branch) => gapsIn(Array.isArray(branch) ? branch : []))
        : gapsIn([one]),
    );
    return typeof name === 'string' ? [name, ...inside] : inside;
  });
}

test('the messages are found as the page has them', () => {
  expect(english.size).toBeGreaterThan(900);
  expect(translations).toHaveLength(Object.keys(languages).length - 1);
});

test.each(translations)('%s says all that English says, and nothing else', (_, translation) => {
  expect([...translation.keys()].sort()).toEqual([...english.keys()].sort());
});

test('every message is said somewhere', () => {
  const code = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$/.test(name) && !CATALOG.test(`/src/${name}`))
    .map((name) => readFileSync(new URL(name, root), 'utf8'))
    .join('\n');
  const named = new Set([...code.matchAll(/['"]([a-z]\w*\.\w+)['"]/gi)].map(([, key]) => key));
  expect([...english.keys()].filter((key) => !named.has(key))).toEqual([]);
});

test.each(translations)('%s has no gaps and tags that the English message has not', (_, translation) => {
  const strange = [...translation].filter(([key, text]) => {
    const known = new Set(gapsIn(compile(english.get(key) ?? '')));
    return gapsIn(compile(text)).some((gap) => !known.has(gap));
  });
  expect(strange.map(([key]) => key)).toEqual([]);
});

test.each(translations)(
  'no name or number that the English message tells is missing in %s',
  (_, translation) => {
    const missing = [...english].filter(([key, text]) => {
      const told = new Set(gapsIn(compile(translation.get(key) ?? '')));
      // What only chooses between one and many is not told.
      const plurals = new Set([...text.matchAll(/\{(\w+), plural/g)].map(([, name]) => name));
      return gapsIn(compile(text)).some((gap) => !told.has(gap) && !plurals.has(gap));
    });
    expect(missing.map(([key]) => key)).toEqual([]);
  },
);

test('Chinese is written with Chinese punctuation', () => {
  const halfWide = /[\u4e00-\u9fff][,;:!?](?!\d)|[\u4e00-\u9fff]\.(\s|$)|[\u4e00-\u9fff] ?\(/;
  expect([...chinese].filter(([, text]) => halfWide.test(text)).map(([key]) => key)).toEqual([]);
});

test('what stands in index.html is what the page would say', () => {
  const html = readFileSync(new URL('../index.html', root), 'utf8').replace(/\s+/g, ' ');
  const wordsOf = (pattern: RegExp): string | undefined => pattern.exec(html)?.[1].trim();
  expect(wordsOf(/<title>(.*?)<\/title>/)).toBe(say('head.title'));
  expect(wordsOf(/<h1>(.*?)<\/h1>/)).toBe(say('head.title'));
  expect(wordsOf(/class="lead" ?>(.*?)<\/span/)).toBe(say('head.lead'));
  expect(wordsOf(/class="paper"[^>]*>(.*?)<\/a>/)).toBe(say('head.paper'));
  expect(wordsOf(/name="description" content="(.*?)"/)).toBe(say('head.description'));
});

test('messages are compiled where they are values, and nothing else is touched', () => {
  const code = "import type { T } from './said';\nexport const zh: T = { a: { b: 'plain', c: '{name}!' } };";
  expect(compiled(code)).toBe(
    `import type { T } from './said';\nexport const zh: T = { a: { b: "plain", c: [["name"],"!"] } };`,
  );
});

test('what is said follows the language, and so does what was named before it changed', async () => {
  const named = said('explore.visibleAndHidden', { visible: 49, hidden: 147 });
  expect(say(named)).toBe('49 visible, 147 hidden');
  await speak('zh-CN');
  expect(spoken()).toBe('zh-CN');
  expect(say(named)).toBe('可见 49，遮住 147');
  await speak('en');
  expect(say(named)).toBe('49 visible, 147 hidden');
});

test('what stands in a gap may be said itself, or be text that looks like a message', () => {
  const quoted = (words: string) => said('inference.brokeOff', { words });
  expect(spell(quoted('{words} $& <b>'))).toContain('{words} $& <b>');
  expect(spell('as it came')).toBe('as it came');
});
