/** How a mask was made, for messages that tell between one made by hand and those of the strategies. */
import type { MaskChoice } from '../../store/masking';

export const howMasked = ({ hand, strategy, seed }: MaskChoice) => ({
  how: hand ? ('hand' as const) : strategy,
  seed,
});
