/**
 * Where every patch is, and as what, at a moment of its way: hidden or not, through the encoder, back to its place among mask tokens,
 * to pixels, and into the loss.
 */
import { clamp } from '../../../../mae/clamp';
import { type Grid, placeIn } from '../../../../mae/geometry';
import type { MaskPlan } from '../../../../mae/mask';

/** The way in its parts; moment 0 … 1 is the first. A model without a decoder goes the first two. */
export const stages = ['hide', 'encode', 'fillUp', 'decode', 'compare'] as const;

export type Stage = (typeof stages)[number];

/** What a sprite is drawn as: pixels of the photograph, a latent token, a mask token, or predicted pixels. */
export type Guise = 'photograph' | 'latent' | 'maskToken' | 'prediction';

/** A patch at a moment. Places are of its top left corner, in a frame 1 wide; `size` is of its sides. */
export interface Sprite {
  readonly patch: number;
  readonly guise: Guise;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** 0 … 1 */
  readonly alpha: number;
}

/** The frame's height, where its width is 1. */
export const FRAME_HEIGHT = 0.4;

/** The photograph at the left, the encoder in the middle, what comes of it at the right. */
const LEFT = { x: 0.005, y: 0.01, size: 0.38 };
const RIGHT = { x: 0.615, y: 0.01, size: 0.38 };
export const ENCODER = { x: 0.43, y: 0.08, width: 0.14, height: 0.24 };

/** How much of a stage passes between the first patch's start and the last one's. */
const SPREAD = 0.5;
const GHOST = 0.18;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

const cellOf = (grid: Grid): number => 1 / Math.max(grid.rows, grid.columns);

/** The place of a patch in a square box that its grid fills as far as its shape allows. */
function placeOf(patch: number, grid: Grid, box: Box): Box {
  const [row, column] = placeIn(grid, patch);
  const cell = cellOf(grid) * box.size;
  return {
    x: box.x + (box.size - cell * grid.columns) / 2 + column * cell,
    y: box.y + (box.size - cell * grid.rows) / 2 + row * cell,
    size: cell,
  };
}

/** The place of the k-th of K tokens inside the encoder: in rows, the way the encoder gets them. */
function placeInEncoder(k: number, count: number): Box {
  const aspect = ENCODER.width / ENCODER.height;
  const columns = Math.max(1, Math.ceil(Math.sqrt(count * aspect)));
  const rows = Math.ceil(count / columns);
  const cell = Math.min((ENCODER.width * 0.9) / columns, (ENCODER.height * 0.9) / rows, LEFT.size / 10);
  return {
    x: ENCODER.x + (ENCODER.width - cell * columns) / 2 + (k % columns) * cell,
    y: ENCODER.y + (ENCODER.height - cell * rows) / 2 + Math.floor(k / columns) * cell,
    size: cell,
  };
}

/** 0 … 1, slow at both ends. */
const eased = (share: number): number => share * share * (3 - 2 * share);

/** Of a stage that is `share` over, how far the k-th of `count` is that start one after the other. */
const turn = (share: number, k: number, count: number): number =>
  eased(clamp((share - (SPREAD * k) / Math.max(1, count)) / (1 - SPREAD), 0, 1));

const between = (from: Box, to: Box, share: number): Box => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  size: from.size + (to.size - from.size) * share,
});

/** The stage of a moment, and how much of it is over, 0 … 1. */
export function stageAt(moment: number, last: number): { readonly stage: Stage; readonly share: number } {
  const whole = clamp(Math.ceil(moment) - 1, 0, last - 1);
  return { stage: stages[whole], share: clamp(moment - whole, 0, 1) };
}

/** All that is to be drawn at a moment 0 … 5, from back to front. */
export function spritesAt(moment: number, plan: MaskPlan, grid: Grid): Sprite[] {
  const { idsKeep, idsRestore, mask } = plan;
  const [patches, visible] = [mask.length, idsKeep.length];
  const hidden = patches - visible;
  const shareOf = (stage: Stage): number => clamp(moment - stages.indexOf(stage), 0, 1);
  const [hiding, encoding, filling, decoding, comparing] = stages.map(shareOf);
  const sprites: Sprite[] = [];

  for (let patch = 0; patch < patches; patch++) {
    const home = placeOf(patch, grid, LEFT);
    const place = placeOf(patch, grid, RIGHT);
    const k = idsRestore[patch];
    if (mask[patch]) {
      const gone = 1 - turn(hiding, hidden - 1 - (k - visible), hidden);
      // For the comparison the truth comes back.
      const alpha = Math.max(gone, comparing);
      if (alpha > 0) sprites.push({ patch, guise: 'photograph', ...home, alpha });
      const filled = clamp(filling * 2 - 1, 0, 1);
      if (filled > 0 && decoding < 1)
        sprites.push({ patch, guise: 'maskToken', ...place, alpha: filled * (1 - decoding) });
      if (decoding > 0) sprites.push({ patch, guise: 'prediction', ...place, alpha: decoding });
      continue;
    }
    const slot = placeInEncoder(k, visible);
    const inward = turn(clamp(encoding / 0.7, 0, 1), k, visible);
    const coded = clamp((encoding - 0.7) / 0.3, 0, 1);
    const outward = turn(clamp(filling * 1.5, 0, 1), k, visible);
    const at = outward > 0 ? between(slot, place, outward) : between(home, slot, inward);
    if (inward > 0) sprites.push({ patch, guise: 'photograph', ...home, alpha: GHOST });
    if (coded < 1) sprites.push({ patch, guise: 'photograph', ...at, alpha: 1 - coded });
    if (coded > 0 && decoding < 1)
      sprites.push({ patch, guise: 'latent', ...at, alpha: coded * (1 - decoding) });
    // What is drawn where the network could see does not count.
    if (decoding > 0) {
      sprites.push({ patch, guise: 'prediction', ...place, alpha: decoding * (1 - comparing * (1 - GHOST)) });
    }
  }
  // What moves is in front of what lies.
  return sprites.sort((a, b) => Number(a.guise === 'latent') - Number(b.guise === 'latent'));
}

/** The sprite in front at a place of the frame; ghosts do not count. */
export const spriteUnder = (x: number, y: number, sprites: readonly Sprite[]): Sprite | undefined =>
  sprites.findLast(
    (one) => one.alpha > GHOST && x >= one.x && x < one.x + one.size && y >= one.y && y < one.y + one.size,
  );
