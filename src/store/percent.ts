/** Shares as a person reads them. */
import { type Said, said } from '../words/said';

/** A ratio of 0 … 0.99 in per cent, to one decimal. */
export const inPercent = (ratio: number): number => Number((ratio * 100).toFixed(1));

/** "75 %" or "75.5 %", as the language writes it. */
export const percent = (ratio: number): Said => said('page.percent', { value: inPercent(ratio) });
