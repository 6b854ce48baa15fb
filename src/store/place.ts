/** Where on the page a person is: all that a link says, and all that the way back restores. */
import { CENTRE_CROP, type Crop } from '../mae/crop';
import type { Model } from '../runtime/models/model';
import type { MaskChoice } from './masking';
import type { OwnId } from './photo';
import type { Sample } from './samples';
import { FIRST_VIEW, type View } from './view';

/** What a link that names no mode leads to: one picture, live. */
export const FIRST_MODE = 'explore';

/** Groups of controls that a link can leave out, as a teacher's does. */
export const controlGroups = ['modes', 'view', 'numbers', 'mask', 'photo', 'model'] as const;

export type ControlGroup = (typeof controlGroups)[number];

/** Everything a link says. */
export interface Place {
  /** What the page is used for: the name of a feature's tab. */
  readonly mode: string;
  readonly model: Model;
  /** Of a photograph of the person's own only which one it is, which means something in this visit alone. */
  readonly image: Sample | OwnId;
  readonly crop: Crop;
  readonly masking: MaskChoice;
  readonly view: View;
  readonly hidden: readonly ControlGroup[];
}

/** What a link can name. */
export interface Known {
  readonly models: readonly Model[];
  readonly samples: readonly Sample[];
  readonly modes: readonly string[];
}

/** Where the page opens without a link: its first model, and the picture that comes with it. */
export function firstPlace({ models, samples }: Omit<Known, 'modes'>): Place & { readonly image: Sample } {
  const [model] = models;
  const { preview } = model;
  return {
    mode: FIRST_MODE,
    model,
    image: samples.find(({ id }) => id === preview?.sample) ?? samples[0],
    crop: CENTRE_CROP,
    masking: { strategy: 'random', ratio: preview?.ratio ?? 0.75, seed: preview?.seed ?? 0 },
    view: FIRST_VIEW,
    hidden: [],
  };
}
