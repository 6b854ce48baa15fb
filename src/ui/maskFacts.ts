/** The mask of the page as a file says it. */

import type { MaskFacts } from '../mae/maskText';
import type { Playground } from '../store/playground';
import { spell } from '../words/say';

/** What the mask of the page is, for a notebook; undefined before there is one. */
export function maskOf({
  scene,
  masking: { strategy, ratio, seed, hand },
}: Playground): MaskFacts | undefined {
  if (!scene) return undefined;
  const { title, geometry } = scene.model;
  return { model: spell(title), geometry, strategy: hand ? 'hand' : strategy, ratio, seed, plan: scene.plan };
}
