/** From where it is known what a file of weights does not tell by the shapes of its tensors. */
import type { Said } from '../../words/said';

export type Origin =
  | 'config.json'
  | 'preprocessor_config.json'
  /** What was saved in it beside the tensors, or in its name. */
  | 'file'
  | 'options'
  | 'name'
  /** As the code does that calls tensors so. */
  | 'family'
  /** As learned positions are most alike. */
  | 'likeness'
  | 'assumed'
  | 'person';

/** What can be read otherwise. */
export type Aspect = 'target' | 'order' | 'grid' | 'bands' | 'heads' | 'layerNormEps' | 'normalisation';

export interface Source {
  readonly origin: Origin;
  /** The sentence about it among those of the model. */
  readonly note?: Said;
}

export type Reading = Readonly<Record<Aspect, Source>>;
