/** What stands under a figure: what it shows and how it was made. */

import { percent } from '../../../store/percent';
import { howMasked } from '../../../ui/mask/howMasked';
import { isPrediction, targetNote } from '../../../ui/model/targets';
import { creditOf, photoWords } from '../../../ui/photo/credits';
import { together } from '../../../ui/together';
import { say, spell } from '../../../words/say';
import type { Drawn } from '../store/series';

/** What is said of a picture in a few words, one after the other, as far as there is something to say. */
export const withMore = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined)
    .reduce((name, more) => (name && more ? say('figure.with', { name, more }) : name || more), '');

/** "75 %, 85 % and 95 %" */
function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  const before = items.slice(0, -1).reduce((so, next) => say('figure.listed', { before: so, next }));
  return say('figure.listedLast', { before, last });
}

function subject({ order: { choice, masking, photo }, pieces }: Drawn): string {
  const ratio = percent(masking.ratio);
  const count = pieces.length;
  switch (choice.kind) {
    case 'ratios': {
      const ratios = listed(pieces.map(({ title }) => spell(title)));
      return say('figure.ofRatios', { photo: photoWords(photo), ratios, ...howMasked(masking) });
    }
    case 'photographs':
      return say('figure.ofPhotographs', { count, ratio, ...howMasked(masking) });
    case 'masks': {
      const { strategy, seed } = masking;
      return say('figure.ofMasks', { photo: photoWords(photo), count, strategy, seed, ratio });
    }
    case 'complementary':
      return say('figure.ofAllPatches', { photo: photoWords(photo), ratio, ...howMasked(masking) });
  }
}

/** Who made the photographs of a figure of many. */
function credits({ order: { choice } }: Drawn): string | undefined {
  if (choice.kind !== 'photographs') return undefined;
  const all = choice.photographs.filter((one) => typeof one !== 'string').map(creditOf);
  if (all.length === 0) return undefined;
  return say('figure.credits', {
    credits: all.reduce((before, next) => say('figure.nextCredit', { before, next })),
  });
}

/** `facts` come last. */
export function caption(
  drawn: Drawn,
  pasteVisible: boolean,
  facts: string | undefined,
  hasInterpolation = false,
): string {
  const { model } = drawn.order;
  const predicts = isPrediction(model);
  return together(
    [
      subject(drawn),
      say('figure.model', { model: model.title }),
      pasteVisible && predicts ? say('figure.pasted') : undefined,
      targetNote(model),
      hasInterpolation ? say('interpolation.isHarmonic') : undefined,
      predicts || hasInterpolation ? say('figure.measured') : undefined,
      credits(drawn),
      facts,
    ].filter((sentence) => sentence !== undefined),
  );
}
