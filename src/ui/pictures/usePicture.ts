/** The pictures that the page can show of its present state. */
import { useMemo } from 'react';
import { compose, maskedPicture } from '../../mae/compose';
import type { Raster } from '../../mae/raster';
import type { Result, Scene } from '../../runtime/inference/scene';
import type { Model } from '../../runtime/models/model';
import { freshnessOf } from '../../store/playground';
import type { PictureKind } from '../../store/view';
import type { Phrase } from '../../words/said';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { isPrediction, outputName } from '../model/targets';
import { useFaded } from '../parts/useLasting';

const pictureNames: Readonly<Record<PictureKind, Phrase>> = {
  masked: 'pictures.masked',
  raw: 'model.reconstruction',
  pasted: 'pictures.pasted',
  original: 'pictures.original',
};

/** What a picture of this kind is called, of what such a model makes. */
export const pictureName = (kind: PictureKind, model: Model): string =>
  kind === 'raw' || (kind === 'pasted' && !isPrediction(model)) ? outputName(model) : say(pictureNames[kind]);

/** What it really is: features are of the visible patches, and pasted over nothing of them would be left. */
export const kindOf = (kind: PictureKind, model: Model): PictureKind =>
  kind === 'pasted' && !isPrediction(model) ? 'raw' : kind;

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

/** A picture of a reconstruction and of what it was made from. */
export const pictureIn = (kind: PictureKind, result: Result): Raster =>
  pictureOf(kind, kind === 'masked' || kind === 'original' ? result.scene : result);

function pictureOf(kind: PictureKind, source: Scene | Result): Raster {
  if ('picture' in source) {
    const { square, plan, model } = source.scene;
    if (kindOf(kind, model) === 'raw') return source.picture;
    return compose(square, source.picture, plan.mask, model.geometry);
  }
  const { square, plan, model } = source;
  return kind === 'original' ? square : maskedPicture(square, plan.mask, model.geometry);
}

/** The reconstruction whose numbers may stand beside the settings, and whether they have been of the ones before for a while. */
export function useMeasured(): { readonly result: Result | undefined; readonly isOld: boolean } {
  const result = usePlayground((state) => state.result);
  const freshness = usePlayground(({ result: made, scene, status }) => freshnessOf(made, scene, status));
  const isOld = useFaded(freshness === 'coming');
  return { result: freshness === 'past' ? undefined : result, isOld };
}

/** The model that made what is shown, which may be the one before that is chosen. */
export const useMaker = (): Model => usePlayground(({ result, model }) => result?.scene.model ?? model);

/** Whether the reconstruction has for a while been of other settings than those on the page. */
export const useStale = (): boolean =>
  useFaded(usePlayground(({ result, scene }) => result !== undefined && result.scene !== scene));
