/** What is said about a job, in words. */
import { patchCount } from '../../../mae/geometry';
import { percent } from '../../../store/percent';
import { isPrediction } from '../../../ui/model/targets';
import { counted } from '../../../ui/numbers';
import type { Batch } from '../store/batch';
import type { BatchSettings } from '../store/settings';

function maskWords({ model, masking, seeds }: BatchSettings): string {
  const patches = `${percent(masking.ratio)} of ${patchCount(model.geometry)} patches hidden`;
  if (masking.hand) return `a mask made by hand, ${patches}`;
  const seed = seeds === 'same' ? `seed ${masking.seed} for every file` : `seeds from ${masking.seed} on`;
  return `a ${masking.strategy} mask, ${patches}, ${seed}`;
}

function madeWords({ model, pasteVisible }: BatchSettings): string {
  if (!isPrediction(model)) return 'features, since this file has no decoder';
  return `reconstructions ${pasteVisible ? 'with visible patches pasted' : 'as predicted'}`;
}

export const settingsWords = (settings: BatchSettings): string =>
  `${settings.model.title}, ${maskWords(settings)}; ${madeWords(settings)}.`;

export const outcomeWords = (done: number, unreadable: number): string =>
  [
    `${counted(done, 'photograph')} reconstructed`,
    ...(unreadable > 0 ? [`${counted(unreadable, 'file')} could not be read`] : []),
  ].join(', ');

const QUARTERS = ['begun', 'a quarter done', 'half done', 'three quarters done'];

/** For assistive technology: changes at the start, at every quarter and at the end only. */
export function announcement({ phase, total, position, done, unreadable, problem }: Batch): string {
  switch (phase) {
    case 'idle':
      return '';
    case 'running':
      return `${counted(total, 'file')}, ${QUARTERS[Math.floor((4 * position) / total)] ?? 'all done'}.`;
    case 'stopped':
      return `${problem ?? 'Cancelled.'} ${done.length} of ${total} reconstructed.`;
    case 'done':
      return `Finished: ${outcomeWords(done.length, unreadable.length)}.`;
  }
}
