/** What was seen, as one value for each patch of the picture. */
import { interpolateMagma } from 'd3-scale-chromatic';
import { clamp } from '../../../mae/clamp';
import { atPatches, attentionRow, type Head } from '../../../mae/gaze';
import { patchCount } from '../../../mae/geometry';
import { cosines } from '../../../mae/likeness';
import type { Colour } from '../../../ui/heat/heat';
import type { Legend } from '../../../ui/heat/legend';
import { say } from '../../../words/say';
import type { Choice } from '../store/choice';
import type { Look } from '../store/look';

/** The place of a patch's token among the tokens; undefined for a patch that has none. */
export function tokenOf({ ids, before }: Look, patch: number): number | undefined {
  const place = ids.indexOf(patch);
  return place < 0 ? undefined : place + before;
}

/** How alike the patches are to one of them: [L]; undefined for one that has no token. */
export function likenessOf(look: Look, patch: number): Float32Array | undefined {
  const token = tokenOf(look, patch);
  if (token === undefined) return undefined;
  const { data, shape } = look.seen;
  const values = cosines(data, shape[0], token);
  return atPatches(values, look.ids, look.before, patchCount(look.scene.model.geometry));
}

/** Where a patch looks with one head: [L]; undefined for one that has no token. */
export function gazeOf(look: Look, patch: number, head: Head): Float32Array | undefined {
  const token = tokenOf(look, patch);
  if (token === undefined) return undefined;
  const row = attentionRow(look.seen.data, look.seen.shape[0], head, token);
  return atPatches(row, look.ids, look.before, patchCount(look.scene.model.geometry));
}

/** A colour for a value between two, bright for the higher one; the darkest are left out, which a dark page would swallow. */
export const colourBetween =
  (low: number, high: number): Colour =>
  (value) =>
    interpolateMagma(0.2 + 0.75 * clamp((value - low) / (high - low || 1), 0, 1));

/** From the least cosine there is: tokens of one block have much in common, and what tells them apart is to be seen. */
const likenessLegend = (least: number): Legend => ({
  low: Math.floor(least * 10) / 10,
  high: 1,
  unit: '',
  ends: [say('inside.unlike'), say('inside.alike')],
  empty: say('inside.noToken'),
});

/** In per cent of all that the token looks at. */
const gazeLegend = (most: number): Legend => ({
  low: 0,
  high: most * 100,
  unit: '%',
  ends: [say('inside.little'), say('inside.much')],
  empty: say('inside.noToken'),
});

/** One value for each patch, with what its colours mean. */
export interface PatchMap {
  /** [L]; NaN everywhere for a patch that has no token. Attention is in per cent. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly hasToken: boolean;
  readonly legend: Legend;
  readonly colour: Colour;
}

/** What is likened to the chosen patch, or where that looks. */
export function mapOf(look: Look, { sight, patch, head }: Choice): PatchMap {
  const isAttention = sight === 'attention';
  const found = isAttention ? gazeOf(look, patch, head) : likenessOf(look, patch);
  const known = found ?? new Float32Array(patchCount(look.scene.model.geometry)).fill(Number.NaN);
  const most = known.reduce((max, value) => (value > max ? value : max), 0);
  const least = known.reduce((min, value) => (value < min ? value : min), 1);
  const legend = isAttention ? gazeLegend(most || 1) : likenessLegend(found ? least : 0);
  return {
    values: Float32Array.from(known, (value) => (isAttention ? value * 100 : value)),
    hasToken: found !== undefined,
    legend,
    colour: colourBetween(legend.low, legend.high),
  };
}
