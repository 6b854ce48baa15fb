/** Answers on purpose: each becomes the offer, or the one sentence, that stands beside it. */
import { expect, test, vi } from 'vitest';
import { hubCases, hubOf, REPOSITORY } from '../../test/corpus/hubAnswers';
import { expectSentence } from '../../test/corpus/laws';
import { needsOfOffer } from './needs';
import { lookUp } from './repository';

vi.setConfig({ testTimeout: 10_000 });

test.each(hubCases)('$name', async ({ outcome, ...answers }) => {
  const found = lookUp(REPOSITORY, hubOf(answers));
  if (typeof outcome === 'string') {
    const error = await found.then(
      () => new Error('it was offered'),
      (problem) => problem,
    );
    return expect(expectSentence(error)).toBe(outcome);
  }
  const offer = await found;
  if ('files' in offer) throw new Error('a choice was offered');
  for (const [key, value] of Object.entries(outcome))
    expect(offer[key as keyof typeof offer], key).toEqual(value);
  expect(needsOfOffer(offer).numbers).toBeGreaterThan(0);
});
