/** Adds up what comes of several files at once. */

export interface Meter {
  /** So many bytes more will come. */
  expect(bytes: number): void;
  /** So many bytes more have come; negative where some must come again. */
  count(bytes: number): void;
}

/** A piece comes every millisecond or so; each that the page hears of makes it draw. */
const PAUSE_MS = 100;

/** `onProgress` hears now and then, and at the end: bytes that are there, and bytes in all. */
export function createMeter(onProgress: (received: number, total: number) => void): Meter {
  let received = 0;
  let total = 0;
  let told = Number.NEGATIVE_INFINITY;
  return {
    expect: (bytes) => {
      total += bytes;
    },
    count: (bytes) => {
      received += bytes;
      const now = performance.now();
      if (received < total && now - told < PAUSE_MS) return;
      told = now;
      // A file is read a second time when its numbers do not hold in half precision.
      onProgress(Math.min(received, total), total);
    },
  };
}
