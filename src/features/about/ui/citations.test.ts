import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '../../../../package.json';
import { PAPER, SOFTWARE } from './citations';

const cff = readFileSync(new URL('../../../../CITATION.cff', import.meta.url), 'utf8');

test('the entry of this software and CITATION.cff are of this version', () => {
  expect(SOFTWARE).toContain(`version = {${version}}`);
  expect(cff).toContain(`\nversion: ${version}\n`);
});

test('the entry of the paper and CITATION.cff name the same authors, in the same order', () => {
  const inBibtex = /author\s+= \{(.*)\},/.exec(PAPER)?.[1].replace("{\\'a}", 'á').split(' and ');
  const inCff = [...cff.matchAll(/family-names: (.+), given-names: (.+) \}/g)].map(
    ([, family, given]) => `${family}, ${given}`,
  );
  expect(inCff).toHaveLength(6);
  expect(inBibtex).toEqual(inCff);
});

test.each([PAPER, SOFTWARE])('braces of %s close', (entry) => {
  const depth = [...entry].reduce((sum, sign) => sum + Number(sign === '{') - Number(sign === '}'), 0);
  expect(depth).toBe(0);
});
