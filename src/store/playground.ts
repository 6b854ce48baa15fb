/**
 * What the person asked for, and what came back. Plain data only: no session, worker or canvas.
 * A result remembers the picture, mask and model that made it, so nothing is ever shown beside another state's numbers.
 */
import type { Crop } from '../mae/crop';
import type { Statistics } from '../mae/target';
import type { BackendChoice } from '../runtime/inference/backend';
import type { Engine } from '../runtime/inference/engine';
import type { EngineState } from '../runtime/inference/engineState';
import type { Result, Scene } from '../runtime/inference/scene';
import type { Model } from '../runtime/models/model';
import type { Otherwise } from '../runtime/models/readOtherwise';
import type { Said, Words } from '../words/said';
import type { MaskActions } from './maskActions';
import type { History, MaskChoice } from './masking';
import type { OwnPhoto } from './ownPhotos';
import type { OwnId, Photo, Pixels } from './photo';
import { type ControlGroup, FIRST_MODE, type Place } from './place';
import type { Sample } from './samples';
import { FIRST_VIEW, type View } from './view';

/** What painting on the masked picture does. */
export interface Brush {
  readonly shape: 'brush' | 'rectangle';
  /** `flip` goes by the patch where the stroke begins. */
  readonly effect: 'flip' | 'hide' | 'show';
}

export interface Settings {
  readonly mode: string;
  readonly model: Model;
  readonly backend: BackendChoice;
  readonly masking: MaskChoice;
  readonly brush: Brush;
  readonly crop: Crop;
  readonly view: View;
  /** What a link asked not to show. */
  readonly hidden: readonly ControlGroup[];
}

export interface Playground extends Settings, MaskActions {
  /** The page's own, and after them those that the person opened. */
  readonly models: readonly Model[];
  readonly photo?: Photo;
  /** The scene these settings describe; absent until a photograph is there. */
  readonly scene?: Scene;
  readonly result?: Result;
  /**
   * Structural similarity of `result`, −1 … 1 or NaN. It comes last, where it is on show, and is absent until then.
   */
  readonly ssim?: number;
  /** What became of the model. */
  readonly status: EngineState;
  /** The person's own photographs of this visit, newest first. */
  readonly own: readonly OwnPhoto[];
  /** The photograph that is being fetched or decoded. */
  readonly opening?: Sample | OwnId;
  /** The name of the model's file that is being read. */
  readonly reading?: string;
  readonly history: History;
  /** What went wrong last. */
  readonly problem?: Said;

  setBrush(brush: Brush): void;
  /** Brought inside the photograph. */
  setCrop(crop: Crop): void;
  /** Changes some of the view; the divider and the lens are brought into range. */
  setView(changes: Partial<View>): void;
  setMode(mode: string): void;
  /** Shows the controls that a link hid. */
  showControls(): void;
  /** Goes where a link or the way back leads. A photograph of the person's own can only be one that is still kept. */
  visit(place: Place): void;
  setModel(model: Model): void;
  /** Reads the chosen model's file otherwise; of no effect on models that the page brings along. */
  rereadModel(wanted: Otherwise): void;
  /** How the chosen model's predictions are drawn, if they are of normalised pixels. */
  setStatistics(statistics: Statistics): void;
  setBackend(backend: BackendChoice): void;
  /**
   * Opens files of a model and changes to it, unless another model was chosen in the meantime, from a file or from the list. What
   * cannot be opened becomes a problem, and everything stays.
   */
  openModel(files: readonly File[]): Promise<void>;
  /** Of the chosen model's file, another one of its `sets` of weights. */
  chooseSet(set: string): Promise<void>;
  /** Gives up the file that is being read. */
  stopReading(): void;
  /** Puts a model on the list, in place of one with its id. */
  addModel(model: Model): void;
  /** Takes a model off the list, which it may not be the chosen one of. */
  forgetModel(id: string): void;
  /** Starts with the centre crop unless told otherwise, as `choosePhoto` does. */
  chooseSample(sample: Sample, crop?: Crop): Promise<void>;
  choosePhoto(file: File): Promise<void>;
  /** Goes back to one of the person's own. */
  showOwn(photo: OwnPhoto): void;
  /** Forgets one of the person's own; if it is shown, the next one is, or the first of the page's own. */
  removeOwn(photo: OwnPhoto): void;
  reportProblem(problem: Said): void;
  dismissProblem(): void;
  /** Loads the chosen model on the chosen backend, after a failure or a change of either. */
  reload(): void;
}

/** What the store needs from the world around it. */
export interface World {
  readonly engine: Engine;
  readonly models: readonly Model[];
  readonly samples: readonly Sample[];
  /** These throw a `Sentence`. */
  readonly decodePhoto: (file: Blob, name: string) => Promise<Pixels>;
  readonly fetchPhoto: (url: string, name: Words) => Promise<Pixels>;
  readonly openModel: (files: readonly File[], set?: string) => Promise<Model>;
  /** Remembers how the person chose to look at pictures. */
  readonly keepView?: (view: View) => void;
  /** The files that a model was opened from. */
  readonly filesOfOpened: (model: Model) => readonly File[] | undefined;
}

/** Whether the masked picture is there to be painted on: it is among the pictures side by side, and nowhere else. */
export const isPaintable = ({ mode, view }: Settings): boolean =>
  mode === FIRST_MODE && view.layout === FIRST_VIEW.layout;

/** Whether the numbers of the reconstruction are on show. */
export const showsNumbers = ({ mode, hidden }: Settings): boolean =>
  mode === FIRST_MODE && !hidden.includes('numbers');

/** Whether a person may go where it is: a link can have taken that choice away. */
export const canGoPaint = ({ mode, view, hidden }: Settings): boolean =>
  (mode === FIRST_MODE || !hidden.includes('modes')) &&
  (view.layout === FIRST_VIEW.layout || !hidden.includes('view'));

/**
 * How a result stands to the settings: `current` is of them; `coming` is of earlier ones, and the one of these is being computed;
 * `past` is of earlier ones too, and no other comes as long as the model does not run.
 */
export type Freshness = 'current' | 'coming' | 'past';

export const freshnessOf = (
  result: Result | undefined,
  scene: Scene | undefined,
  { kind }: EngineState,
): Freshness => {
  if (result?.scene === scene) return 'current';
  return kind === 'running' ? 'coming' : 'past';
};

/** True when the pictures and numbers on the page belong to the settings on the page. */
export const isSettled = ({ opening, status, scene, result }: Playground): boolean =>
  !opening && status.kind === 'running' && result?.running === status.running && result.scene === scene;

/** Where the page is, or will be with the photograph that it is opening, as a link would say it; undefined without a photograph. */
export function placeOf(state: Playground): Place | undefined {
  const { mode, model, photo, opening, crop, masking, view, hidden } = state;
  const image = opening ?? (photo && (photo.sample ?? photo.own));
  return image && { mode, model, image, crop, masking, view, hidden };
}
