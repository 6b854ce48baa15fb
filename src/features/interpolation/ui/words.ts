/** What the numbers say, in words. */
import { decimals } from '../../../ui/numbers';

/** Smaller differences are nobody's merit. */
const EVEN = 0.05;

/** Who is better, and by how much; nothing where there is nothing to compare. */
export function verdict(network: number, interpolation: number): string {
  const difference = network - interpolation;
  if (!Number.isFinite(difference)) return '';
  if (Math.abs(difference) < EVEN) return 'Here the network does no better than the smoothest surface.';
  const [better, worse] =
    difference > 0 ? ['the network', 'the smoothest surface'] : ['the smoothest surface', 'the network'];
  return `Here ${better} is ${decimals(Math.abs(difference), 2)} dB better than ${worse}.`;
}
