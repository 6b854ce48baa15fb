import { expect, test, vi } from 'vitest';
import json from '../../../models/mae-tiny/model.json' with { type: 'json' };
import { spell } from '../../words/say';

test('the model that comes with the page is described as its own file does it', async () => {
  vi.stubGlobal('document', { baseURI: 'https://example.org/' });
  const { models } = await import('./registry');
  const { id, title, summary, licence, source } = models[0];
  expect(id).toBe(json.id);
  expect(spell(title)).toBe(json.title);
  expect(spell(summary)).toBe(json.summary);
  expect([spell(licence.name), spell(licence.note)]).toEqual([json.licence.name, json.licence.note]);
  expect(source.map(spell)).toEqual([`${json.source}.`]);
});
