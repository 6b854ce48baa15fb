/** What stands under a figure: what it shows and how it was made. */

import type { MaskChoice } from '../../../store/masking';
import { percent } from '../../../store/percent';
import { isPrediction, targetNote } from '../../../ui/model/targets';
import { creditOf, photoWords } from '../../../ui/photo/credits';
import type { Drawn } from '../store/series';

const kindOfMask = ({ strategy, hand }: MaskChoice): string =>
  hand ? 'mask made by hand' : `${strategy} mask`;

/** "75 %, 85 % and 95 %" */
const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

function subject({ order: { choice, masking, photo }, pieces }: Drawn): string {
  const { strategy, seed, ratio, hand } = masking;
  const seeded = hand ? '' : `, seed ${seed}`;
  switch (choice.kind) {
    case 'ratios':
      return `${photoWords(photo)} at mask ratios of ${listed(pieces.map((piece) => piece.title))}, ${kindOfMask(masking)}${seeded}.`;
    case 'photographs':
      return `${pieces.length === 1 ? 'One photograph' : `${pieces.length} photographs`} with the same ${kindOfMask(masking)}${seeded}, ${percent(ratio)} hidden.`;
    case 'masks':
      return `${photoWords(photo)}, reconstructed with ${pieces.length} ${strategy} masks, seeds from ${seed} on, ${percent(ratio)} hidden. Each patch counts where it was hidden. Standard deviation and distance from the mean in levels of 255.`;
    case 'complementary':
      return `${photoWords(photo)} with complementary masks, ${percent(ratio)} hidden in each, from a ${kindOfMask(masking)}${seeded}. Assembled: each patch from a reconstruction in which it was hidden.`;
  }
}

/** Who made the photographs of a figure of many. */
function credits({ order: { choice } }: Drawn): string {
  if (choice.kind !== 'photographs') return '';
  const samples = choice.photographs.filter((one) => typeof one !== 'string');
  return samples.length > 0 ? `Photographs: ${samples.map(creditOf).join('; ')}.` : '';
}

const PASTED = 'Visible patches are pasted over the reconstructions.';

export function caption(drawn: Drawn, pasteVisible: boolean): string {
  const { model } = drawn.order;
  return [
    subject(drawn),
    `Model: ${model.title}.`,
    pasteVisible && isPrediction(model) && PASTED,
    targetNote(model),
    isPrediction(model) && 'PSNR over hidden pixels.',
    credits(drawn),
  ]
    .filter(Boolean)
    .join(' ');
}
