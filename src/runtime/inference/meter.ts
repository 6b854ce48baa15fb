/** Adds up what comes of several files at once. */

export interface Meter {
  /** So many bytes more will come. */
  expect(bytes: number): void;
  /** So many bytes more have come; negative where some must come again. */
  count(bytes: number): void;
}

/** `onProgress` hears of every count: bytes that are there, and bytes in all. */
export function createMeter(onProgress: (received: number, total: number) => void): Meter {
  let received = 0;
  let total = 0;
  return {
    expect: (bytes) => {
      total += bytes;
    },
    count: (bytes) => {
      received += bytes;
      // A file is read a second time when its numbers do not hold in half precision.
      onProgress(Math.min(received, total), total);
    },
  };
}
