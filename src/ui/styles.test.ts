import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url);
const read = (ending: string): [string, string][] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => [name, readFileSync(new URL(name, root), 'utf8')]);

const styles = read('.css').map(([name, css]) => [name, css.replaceAll(/\/\*.*?\*\//gs, '')] as const);
const components = read('.tsx').map(([, text]) => text);

/** What is written before a brace: selectors, and the words of at-rules. */
const heads = (css: string): string[] => [...css.matchAll(/[^{};]+(?=\{)/g)].map(([head]) => head);
const classesOf = (css: string): Set<string> =>
  new Set(heads(css).flatMap((head) => [...head.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name]) => name)));

test('no class is styled in two files', () => {
  const files = new Map<string, string[]>();
  for (const [file, css] of styles) {
    for (const name of classesOf(css)) files.set(name, [...(files.get(name) ?? []), file]);
  }
  expect([...files].filter(([, owners]) => owners.length > 1)).toEqual([]);
});

test('every class that is styled is worn', () => {
  const words = new Set(components.flatMap((text) => text.match(/[\w-]+/g) ?? []));
  expect(styles.flatMap(([, css]) => [...classesOf(css)]).filter((name) => !words.has(name))).toEqual([]);
});

test('in which order the layers lie is said before any file of styles comes', () => {
  const page = readFileSync(new URL('../index.html', root), 'utf8');
  expect(/<style>(.*?)<\/style>/s.exec(page)?.[1]).toContain('@layer theme, parts, page, features;');
});

test.each(styles)('%s lies in one layer', (_, css) => {
  const rules = css.replaceAll(/@(import|layer)[^;{]*;/g, '').trim();
  expect(rules).toMatch(/^@layer (theme|parts|page|features) \{/);
  expect(rules.match(/@layer/g)).toHaveLength(1);
  // The brace that closes the layer is the last one.
  let depth = 0;
  const closed = [...rules].findIndex((sign) => {
    depth += Number(sign === '{') - Number(sign === '}');
    return sign === '}' && depth === 0;
  });
  expect(closed).toBe(rules.length - 1);
});
