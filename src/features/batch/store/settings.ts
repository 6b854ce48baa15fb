/** With which settings many files are reconstructed. They are taken from the page when a job begins and stay as they are. */
import { seedAfter } from '../../../mae/random';
import type { Model } from '../../../runtime/models/model';
import { isSameChoice, type MaskChoice, withoutExperiment } from '../../../store/masking';
import type { Settings } from '../../../store/playground';

/** The same mask for every file, or for each the seed after the last one's. */
export type Seeds = 'same' | 'next';

export interface BatchSettings {
  readonly model: Model;
  readonly masking: MaskChoice;
  readonly seeds: Seeds;
  /** Whether the true visible patches are pasted over the reconstruction. */
  readonly pasteVisible: boolean;
  /** Whether it is also measured how close mere interpolation comes. */
  readonly interpolation: boolean;
}

/** The mask for the file at `position`, from 0. One made by hand is the same for all; after the last seed comes 0. */
export function maskingAt({ masking, seeds }: BatchSettings, position: number): MaskChoice {
  if (seeds === 'same' || masking.hand) return masking;
  return { ...masking, seed: seedAfter(masking.seed, position) };
}

/** Whether both would make the same pictures and numbers of the same files. */
export const isSameSettings = (a: BatchSettings, b: BatchSettings): boolean =>
  a.model === b.model &&
  (a.seeds === b.seeds || a.masking.hand !== undefined) &&
  a.pasteVisible === b.pasteVisible &&
  a.interpolation === b.interpolation &&
  isSameChoice(a.masking, b.masking);

/** The settings that a job begun now would have. */
export const settingsNow = ({ model, masking, view }: Settings, seeds: Seeds): BatchSettings => ({
  model,
  masking: withoutExperiment(masking),
  seeds,
  // Features are of the visible patches: pasted over, nothing of them would be left.
  pasteVisible: view.pasteVisible && model.target !== 'features',
  interpolation: view.interpolation,
});
