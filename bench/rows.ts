/** What was measured, as rows that the report collects: one figure each, beside its peer and what it should reach. */
import { type TestInfo, test } from '@playwright/test';

export interface Row {
  readonly measure: string;
  readonly here: string;
  /** The same work elsewhere, in the same run. */
  readonly peer?: string;
  /** What it should reach. */
  readonly reach?: string;
  /** Absent where there is nothing to reach. */
  readonly reached?: boolean;
}

/** Notes a row for the report; the plain numbers go beside it. */
export async function note(row: Row, numbers: Readonly<Record<string, number>> = {}): Promise<void> {
  const info: TestInfo = test.info();
  console.log(`${info.project.name}: ${row.measure}: ${row.here}${row.peer ? ` (${row.peer})` : ''}`);
  await info.attach('row', { body: JSON.stringify({ ...row, numbers }), contentType: 'application/json' });
}

/** A number that should be at most `limit`; `write` gives it its unit. */
export function atMost(
  measure: string,
  value: number,
  limit: number,
  write: (value: number) => string,
  peer?: string,
): Promise<void> {
  const row = { measure, here: write(value), reach: `≤ ${write(limit)}`, reached: value <= limit };
  return note(peer === undefined ? row : { ...row, peer }, { value, limit });
}

export const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
export const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e8 ? 2 : 0)} MB`;
export const kb = (bytes: number): string => `${Math.round(bytes / 1e3)} KB`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const percent = (value: number): string => `${value.toFixed(2)} %`;
export const count = (value: number): string => String(Math.round(value));

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which a share of all lies. */
export const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

export const median = (values: readonly number[]): number => quantile(values, 0.5);
