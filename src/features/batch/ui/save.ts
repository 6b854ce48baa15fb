/** Saving what a job made, as ordinary downloads. */
import { downloadZip } from 'client-zip';
import type { Unreadable } from '../../../store/brought';
import { save } from '../../../ui/export/save';
import type { Done } from '../store/reconstructFile';
import type { BatchSettings } from '../store/settings';
import { pngNames } from './pngNames';
import { metricsCsv, settingsJson } from './reports';

export const saveCsv = (settings: BatchSettings, done: readonly Done[]): void =>
  save(new Blob([metricsCsv(settings, done)], { type: 'text/csv' }), 'mae-metrics.csv');

/** The triplets, the table and the settings. One file at a time goes through memory; the browser keeps the archive where it likes. */
export async function saveZip(
  settings: BatchSettings,
  done: readonly Done[],
  unreadable: readonly Unreadable[],
): Promise<void> {
  function* entries() {
    const names = pngNames(done.map(({ path }) => path));
    for (const [i, { triplet }] of done.entries()) yield { name: `triplets/${names[i]}`, input: triplet };
    yield { name: 'metrics.csv', input: metricsCsv(settings, done) };
    yield { name: 'settings.json', input: settingsJson(settings, done, unreadable) };
  }
  save(await downloadZip(entries()).blob(), 'mae-triplets.zip');
}
