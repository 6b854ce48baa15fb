/** The table of names, walked; `models/recipe/tests/test_names.py` walks the same one. */
import { expect, test } from 'vitest';
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { hubNames } from './names';

type Section = Readonly<Record<string, string | readonly string[]>>;

const families: readonly (readonly [string, { stacks: Section; parts: Section; outside: Section }])[] =
  Object.entries(table.families);

test('a name of the hub is itself', () => {
  const { stacks, parts, outside } = table.hub;
  const blocks = stacks.flatMap((stack) => parts.map((part) => `${stack}.3.${part}`));
  for (const name of [...blocks, ...outside]) expect(hubNames(`${name}.weight`)).toEqual([`${name}.weight`]);
});

test.each(families)('every name in %s leads to names of the hub', (_, { stacks, parts, outside }) => {
  const [stack] = table.hub.stacks;
  const [part] = table.hub.parts;
  for (const [name, hub] of Object.entries(stacks)) {
    expect(hubNames(`${name}.11.${part}.bias`)).toEqual([hub].flat().map((one) => `${one}.11.${part}.bias`));
  }
  for (const [name, hub] of Object.entries(parts)) {
    expect(hubNames(`${stack}.0.${name}.weight`)).toEqual(
      [hub].flat().map((one) => `${stack}.0.${one}.weight`),
    );
  }
  for (const [name, hub] of Object.entries(outside)) expect(hubNames(name)).toEqual([hub].flat());
});

test('a name that no family has means nothing', () => {
  for (const name of [
    'head.weight',
    'blocks.0.unheard.weight',
    'blocks.x.norm1.weight',
    'blocks.01.norm1.weight',
    '',
  ]) {
    expect(hubNames(name)).toEqual([]);
  }
});
