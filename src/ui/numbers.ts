/** Numbers as a person reads them. */
import { backendNames } from '../runtime/inference/backend';
import type { Running } from '../runtime/inference/scene';
import { say } from '../words/say';

const NOTHING = '–';

/** `digits` decimals; a dash for what cannot be measured, as when nothing is hidden. */
export const decimals = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits) : NOTHING;

/** For a table: as exact as the numbers of the network are. */
export const toPrecision = (value: number): number => Number(value.toPrecision(7));

/** Under a picture: what cannot be measured is left out there. */
export const decibels = (value: number): string | undefined =>
  Number.isFinite(value) ? `${decimals(value, 2)} dB` : undefined;

export const milliseconds = (value: number): string =>
  Number.isFinite(value) ? `${Math.round(value)} ms` : NOTHING;

export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** "448 MB", "1.32 GB" */
export function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  return bytes >= 1e7 ? `${Math.round(bytes / 1e6)} MB` : `${megabytes(bytes)} MB`;
}

export function backendWords({
  backend,
  threads,
  precision,
}: Pick<Running, 'backend' | 'threads'> & Partial<Running>): string {
  const name = backendNames[backend];
  if (backend === 'wasm') return say('page.onThreads', { backend: name, threads });
  return precision === 'float16' ? say('page.halfPrecision', { backend: name }) : name;
}

/** How long something goes on from now, no more exact than a guess can be; nothing for no guess at all. */
export function timeLeft(ms: number): string {
  const seconds = ms / 1000;
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 10) return say('page.fewSecondsLeft');
  if (seconds < 90) return say('page.secondsLeft', { seconds: Math.round(seconds / 10) * 10 });
  if (seconds < 90 * 60) return say('page.minutesLeft', { minutes: Math.round(seconds / 60) });
  return say('page.hoursLeft', { hours: Math.round(seconds / 3600) });
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number from 0 up to 1 as "2 × 10⁻⁶". */
export function scientific(value: number): string {
  if (value === 0) return '0';
  const [mantissa, exponent] = value.toExponential(0).split('e-');
  return `${mantissa} × 10⁻${[...exponent].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;
}
