import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { say, speak } from '../../words/say';
import { type Term, terms } from './terms';

const root = new URL('../..', import.meta.url);
const components = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => readFileSync(new URL(name, root), 'utf8'))
  .join('\n');

const all: [string, Term][] = Object.entries(terms);

afterEach(() => speak('en'));

test.each(all)('%s stands somewhere on the page', (id) => {
  expect(components).toContain(`term="${id}"`);
});

test.each(all)('%s is said in whole sentences, few enough to be read at once', (_, { means }) => {
  expect(say(means)).toMatch(/^[A-Z].*\.$/);
  expect(say(means).length).toBeLessThanOrEqual(220);
});

test.each(all)('%s is said so in Chinese', async (_, { means }) => {
  await speak('zh-CN');
  expect(say(means)).toMatch(/^\p{Script=Han}.*。$/u);
  // Each of its characters says more.
  expect(say(means).length).toBeLessThanOrEqual(100);
});

test.each(all)('%s says where to read on', (_, { source }) => {
  expect(new URL(source.href).protocol).toBe('https:');
  expect(source.title.length).toBeGreaterThan(5);
});
