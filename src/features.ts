/** All that the page can do, in the order of its tabs. A feature is a folder in `features/` and a line here. */
import { about } from './features/about/feature';
import { batch } from './features/batch/feature';
import { camera } from './features/camera/feature';
import { compare } from './features/compare/feature';
import { explore } from './features/explore/feature';
import { figure } from './features/figure/feature';
import { inside } from './features/inside/feature';
import { interpolation } from './features/interpolation/feature';
import { lesson } from './features/lesson/feature';
import { library } from './features/library/feature';
import { recognise } from './features/recognise/feature';
import { settings } from './features/settings/feature';
import { share } from './features/share/feature';
import { train } from './features/train/feature';
import type { Feature } from './ui/feature';

export const features: readonly Feature[] = [
  explore,
  interpolation,
  inside,
  recognise,
  train,
  figure,
  compare,
  batch,
  camera,
  library,
  lesson,
  share,
  about,
  settings,
];
