/** What a network computes in, and its weights lie in memory as. */
export type Precision = 'float32' | 'float16';

/** Bytes of a number. */
export const bytesIn: Readonly<Record<Precision, number>> = { float32: 4, float16: 2 };
