/** What the browsers of this folder have in common. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Saved, Tab } from './tab';

export interface Opened {
  readonly tab: Tab;
  close(): Promise<void>;
}

export const WINDOW = { width: 1440, height: 900 };

/** What a browser still writes has another ending until it is all there. */
const isWritten = (name: string): boolean => !/\.(part|wkdownload)$/.test(name);

/** The file that comes into a folder of what `act` does. */
export async function savedIn(folder: string, act: () => Promise<void>): Promise<Saved> {
  const before = new Set(readdirSync(folder));
  const files = () => readdirSync(folder).filter((name) => !before.has(name));
  await act();
  // Some browsers make the file first, empty, and fill one with another ending beside it.
  await expect.poll(() => files().length === 1 && files().every(isWritten)).toBe(true);
  const [name] = files();
  return { name, bytes: readFileSync(join(folder, name)) };
}
