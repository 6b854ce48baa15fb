/** What the numbers say, in words. */
import { decimals } from '../../../ui/numbers';
import { say } from '../../../words/say';

/** Smaller differences are nobody's merit. */
const EVEN = 0.05;

/** Who is better, and by how much; nothing where there is nothing to compare. */
export function verdict(network: number, interpolation: number): string {
  const lead = network - interpolation;
  if (!Number.isFinite(lead)) return '';
  if (Math.abs(lead) < EVEN) return say('interpolation.even');
  const difference = decimals(Math.abs(lead), 2);
  return lead > 0
    ? say('interpolation.networkBetter', { difference })
    : say('interpolation.surfaceBetter', { difference });
}
