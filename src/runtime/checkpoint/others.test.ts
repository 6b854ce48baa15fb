import { expect, test } from 'vitest';
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { say } from '../../words/say';
import { kinds } from './others';

test('each kind of model in the table has its words: those of the table, in English', () => {
  expect(kinds.map((kind) => say(kind))).toEqual(table.others.map(({ is }) => is));
});
