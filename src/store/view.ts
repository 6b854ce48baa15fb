/** How the pictures are looked at. Nothing here changes what is computed. */
import { CENTRE_CROP, type Crop } from '../mae/crop';

/** What can be shown: the input, the prediction as it is or with the visible patches pasted over it, the truth. */
export const pictureKinds = ['masked', 'raw', 'pasted', 'original'] as const;

export type PictureKind = (typeof pictureKinds)[number];

/** All pictures side by side, one wiped over another, the error of each patch, or what happens on the way. */
export const layouts = ['triplet', 'wipe', 'errors', 'steps'] as const;

export type Layout = (typeof layouts)[number];

export interface View {
  readonly layout: Layout;
  /** Whether the reconstruction is shown with the visible patches pasted over it. */
  readonly pasteVisible: boolean;
  /** Whether what mere interpolation makes of the visible pixels stands beside the others. */
  readonly interpolation: boolean;
  /** Left and right of the divider. */
  readonly wipe: readonly [PictureKind, PictureKind];
  /** Where the divider stands, 0 … 1 of the width. */
  readonly divider: number;
  /** Which part of every picture is shown, enlarged. */
  readonly lens: Crop;
}

export const FIRST_VIEW: View = {
  layout: 'triplet',
  pasteVisible: false,
  interpolation: false,
  wipe: ['pasted', 'original'],
  divider: 0.5,
  lens: CENTRE_CROP,
};
