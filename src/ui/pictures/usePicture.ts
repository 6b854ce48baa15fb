/** The pictures that the page can show of its present state. */
import { useMemo } from 'react';
import { compose, maskedPicture } from '../../mae/compose';
import type { Raster } from '../../mae/raster';
import type { Result, Scene } from '../../runtime/inference/scene';
import type { PictureKind } from '../../store/view';
import { usePlayground } from '../context';

export const pictureNames: Readonly<Record<PictureKind, string>> = {
  masked: 'Masked',
  raw: 'Reconstruction',
  pasted: 'Pasted',
  original: 'Original',
};

/** Masked and original follow the settings at once; the other two come when they have been computed, of the scene they were made from. */
export function usePicture(kind: PictureKind): Raster | undefined {
  const scene = usePlayground((state) => state.scene);
  const result = usePlayground((state) => state.result);
  const source = kind === 'masked' || kind === 'original' ? scene : result;
  return usePictureOf(kind, source);
}

/** One picture of a scene or, for those that need a prediction, of a result. */
export const usePictureOf = (kind: PictureKind, source: Scene | Result | undefined): Raster | undefined =>
  useMemo(() => source && pictureOf(kind, source), [kind, source]);

function pictureOf(kind: PictureKind, source: Scene | Result): Raster {
  if ('picture' in source) {
    const { square, plan, model } = source.scene;
    return kind === 'raw' ? source.picture : compose(square, source.picture, plan.mask, model.geometry);
  }
  const { square, plan, model } = source;
  return kind === 'original' ? square : maskedPicture(square, plan.mask, model.geometry);
}

/** Whether the reconstruction belongs to other settings than those on the page. */
export const useStale = (): boolean =>
  usePlayground(({ result, scene }) => result !== undefined && result.scene !== scene);
