/** What is said about a job, in words. */
import { patchCount } from '../../../mae/geometry';
import { percent } from '../../../store/percent';
import { isPrediction } from '../../../ui/model/targets';
import type { Words } from '../../../words/said';
import { say, spell } from '../../../words/say';
import type { Batch } from '../store/batch';
import type { BatchSettings } from '../store/settings';

function maskWords({ model, masking, seeds }: BatchSettings): string {
  const { strategy, seed, hand } = masking;
  const share = { ratio: percent(masking.ratio), patches: patchCount(model.geometry) };
  return hand ? say('batch.maskByHand', share) : say('batch.mask', { ...share, strategy, seeds, seed });
}

function madeWords({ model, pasteVisible }: BatchSettings): string {
  if (!isPrediction(model)) return say('batch.features');
  return pasteVisible ? say('batch.pasted') : say('batch.asPredicted');
}

export const settingsWords = (settings: BatchSettings): string =>
  say('batch.settings', {
    model: settings.model.title,
    mask: maskWords(settings),
    made: madeWords(settings),
    interpolation: settings.interpolation ? 'too' : 'none',
  });

export const outcomeWords = (done: number, unreadable: number): string =>
  say('batch.outcome', { done, unreadable });

/** Why a job stopped, of which half a sentence is known. */
export function brokenOffWords(problem: Words): string {
  const why = spell(problem);
  return say('batch.brokenOff', { why: `${why[0].toUpperCase()}${why.slice(1)}` });
}

/** For assistive technology: changes at the start, at every quarter and at the end only. */
export function announcement({ phase, total, position, done, unreadable, problem }: Batch): string {
  switch (phase) {
    case 'idle':
      return '';
    case 'running':
      return say('batch.running', { total, quarters: String(Math.floor((4 * position) / total)) });
    case 'stopped': {
      const count = { done: done.length, total };
      return problem
        ? say('batch.brokenOffAfter', { ...count, problem: brokenOffWords(problem) })
        : say('batch.cancelled', count);
    }
    case 'done':
      return say('batch.finished', { outcome: outcomeWords(done.length, unreadable.length) });
  }
}
