/** Shares as a person reads them. */

/** A ratio of 0 … 0.99 as "75 %" or "75.5 %". */
export const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(1))} %`;
