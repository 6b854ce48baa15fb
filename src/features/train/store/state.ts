/** What the room holds and can be asked for, and what it needs of the world around it. */
import type { Raster } from '../../../mae/raster';
import type { Tensors } from '../../../runtime/checkpoint/network';
import type { Model } from '../../../runtime/models/model';
import type { Sample } from '../../../store/samples';
import type { KeepingWorld, KeptRuns } from './keeping';
import type { LearnFrom, LearnFromWorld } from './learnFrom';
import type { Knobs, PresetName } from './presets';
import type { Run, RunWorld } from './run';
import type { Where, WhereWorld } from './where';

export const MODE = 'train';

/** At once. */
export const MOST_RUNS = 2;

export interface Train extends LearnFrom, KeptRuns {
  readonly preset: PresetName;
  readonly knobs: Knobs;
  /** Whether the page's model is trained further, in place of a new one. */
  readonly isFurther: boolean;
  /** Where a run would compute now; known once the room has been opened. */
  readonly where?: Where;
  /** In milliseconds, by `kindOf` run. */
  readonly measured: Readonly<Record<string, number>>;
  readonly runs: readonly Run[];
  /** The tab was hidden while something ran. */
  readonly wasHidden: boolean;

  setPreset(preset: PresetName): void;
  setKnobs(changes: Partial<Knobs>): void;
  setFurther(isFurther: boolean): void;
  /** Measures how long a step takes, and then trains. Never rejects. */
  begin(): Promise<void>;
  pause(id: string): void;
  goOn(id: string): void;
  setPeak(id: string, peak: number): void;
  /** Ends it where it is; one that is only measured is taken away. */
  stop(id: string): void;
  /** Takes one that is over out of sight. */
  close(id: string): void;
  /** Goes on from the last checkpoint of one that is kept, or that failed, unless another tab does. Never rejects. */
  goOnWith(id: string): Promise<void>;
  /** The model as it is now, as files with this name; undefined where there is no checkpoint. */
  filesFor(id: string, name: string): Promise<readonly File[] | undefined>;
  /** Opens the model as it is now in the page; whether it came that far. Never rejects. */
  use(id: string, name: string): Promise<boolean>;
}

export interface TrainWorld extends LearnFromWorld, RunWorld, KeepingWorld, WhereWorld {
  readonly samples: readonly Sample[];
  /** Throws a `Sentence`. */
  readonly fetchSample: (sample: Sample) => Promise<Raster>;
  /** The weights of a model that can be trained further. Throws a `Sentence`. */
  readonly tensorsOf: (model: Model) => Promise<Tensors>;
  /** Calls back whenever the tab is hidden. */
  readonly onHidden: (act: () => void) => void;
}
