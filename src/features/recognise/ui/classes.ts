/** How a class is named and told from the others: by its name, its number and a colour. */
import { schemeTableau10 } from 'd3-scale-chromatic';
import type { Phrase } from '../../../words/said';
import { say, spell } from '../../../words/say';
import { nameOf, type Pile } from '../store/piles';

/** What the colours are called, in their order. */
const colours = [
  'recognise.blue',
  'recognise.orange',
  'recognise.red',
  'recognise.teal',
  'recognise.green',
  'recognise.yellow',
  'recognise.purple',
  'recognise.pink',
] as const satisfies readonly Phrase[];

export const colourName = (index: number): string => say(colours[index % colours.length]);

export const colourOf = (index: number): string => schemeTableau10[index % schemeTableau10.length];

export const className = (pile: Pile, index: number): string => {
  const name = nameOf(pile, index);
  return typeof name === 'string' ? name : spell(name);
};

/** As it is called by now, of a pile that was learned from. */
export function nameNow(pile: Pile, index: number, piles: readonly Pile[]): string {
  const place = piles.findIndex(({ id }) => id === pile.id);
  return place < 0 ? className(pile, index) : className(piles[place], place);
}

export const percent = (share: number): string => say('page.percent', { value: Math.round(share * 100) });

/** Each of `values` as a share of the way from the least to the largest, 0 … 1. */
export function spread(values: Float64Array): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from(values, (value) => (high > low ? (value - low) / (high - low) : 0.5));
}
