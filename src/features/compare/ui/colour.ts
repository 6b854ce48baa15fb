/** Differences as colours: purple where A is better, orange where B is, which colour-blind people can tell apart. */
import { interpolatePuOr } from 'd3-scale-chromatic';
import { clamp } from '../../../mae/clamp';
import type { Legend } from '../../../ui/heat/legend';
import { say } from '../../../words/say';

/** In dB, to either side. Beyond it one side is right and the other is not, and how much hardly matters. */
const MOST = 10;

/** How far from its middle the scale is used: its very ends are too dark to be told from a dark page. */
const REACH = 0.4;

export const differenceColour = (difference: number): string =>
  interpolatePuOr(0.5 + REACH * clamp(difference / MOST, -1, 1));

export const differenceLegend = (): Legend => ({
  low: -MOST,
  high: MOST,
  unit: 'dB',
  ends: [say('compare.aBetter'), say('compare.bBetter')],
  empty: say('compare.notHiddenInBoth'),
});
