/** A file read otherwise, where it leaves open what it means: a person knows more of it than the page. */
import { type Grid, gridOf, patchCount } from '../../mae/geometry';
import type { PatchOrder } from '../../mae/patchOrder';
import type { Bands } from '../../mae/pixels';
import type { Target } from '../../mae/target';
import type { Words } from '../../words/said';
import type { FullGeometry } from '../checkpoint/network';
import type { Aspect, Reading } from '../checkpoint/reading';
import type { Model, OpenedFile } from './model';

/** What is wanted instead. */
export interface Otherwise {
  readonly target?: Target;
  readonly order?: PatchOrder;
  /** Of as many patches. */
  readonly grid?: Grid;
  readonly bands?: Bands;
  readonly encoderHeads?: number;
  readonly decoderHeads?: number;
  readonly layerNormEps?: number;
  readonly normalisation?: Pick<Model, 'mean' | 'std'>;
}

const ofAspect: Readonly<Record<keyof Otherwise, Aspect>> = {
  target: 'target',
  order: 'order',
  grid: 'grid',
  bands: 'bands',
  encoderHeads: 'heads',
  decoderHeads: 'heads',
  layerNormEps: 'layerNormEps',
  normalisation: 'normalisation',
};

/** Numbers of heads that can share a width. */
export const possibleHeads = (width: number): readonly number[] =>
  Array.from({ length: Math.min(width, 64) }, (_, i) => i + 1).filter((heads) => width % heads === 0);

/** What of a model's reading a person has chosen. */
export function chosenIn({ geometry, target, order, bands, mean, std, reading }: Model): Otherwise {
  const isChosen = (aspect: Aspect): boolean => reading?.[aspect].origin === 'person';
  const { encoder, decoder, layerNormEps } = geometry;
  return {
    ...(isChosen('target') && { target }),
    ...(isChosen('order') && order && { order }),
    ...(isChosen('grid') && { grid: gridOf(geometry) }),
    ...(isChosen('bands') && bands && { bands }),
    ...(isChosen('heads') && {
      encoderHeads: encoder.heads,
      ...(decoder && { decoderHeads: decoder.heads }),
    }),
    ...(isChosen('layerNormEps') && { layerNormEps }),
    ...(isChosen('normalisation') && { normalisation: { mean, std } }),
  };
}

/** Whether a model can be read so at all. */
export function canBeRead({ geometry }: Model, wanted: Otherwise): boolean {
  const { encoder, decoder = encoder, channels } = geometry;
  const { grid, bands, encoderHeads = encoder.heads, decoderHeads = decoder.heads, normalisation } = wanted;
  const { mean, std } = normalisation ?? {};
  return (
    encoder.width % encoderHeads === 0 &&
    decoder.width % decoderHeads === 0 &&
    (!grid || grid.rows * grid.columns === patchCount(geometry)) &&
    (!bands || Math.max(...bands) < channels) &&
    [mean, std].every((values) => !values || values.length === channels) &&
    !std?.some((value) => value <= 0)
  );
}

/** The same file read otherwise. Where that is another network, it is one that has to be loaded. */
export function readOtherwise(model: Model & { readonly reading: Reading }, wanted: Otherwise): Model {
  const { target = model.target, order = model.order, grid, bands = model.bands, normalisation } = wanted;
  const { encoderHeads, decoderHeads, layerNormEps } = wanted;
  const { encoder, decoder, patchSize } = model.geometry;
  const geometry: FullGeometry = {
    ...model.geometry,
    ...(grid && { height: grid.rows * patchSize, width: grid.columns * patchSize }),
    encoder: { ...encoder, heads: encoderHeads ?? encoder.heads },
    ...(decoder && { decoder: { ...decoder, heads: decoderHeads ?? decoder.heads } }),
    layerNormEps: layerNormEps ?? model.geometry.layerNormEps,
  };
  const isOther = [encoderHeads, decoderHeads, layerNormEps].some((value) => value !== undefined);
  const changed = new Set(Object.keys(wanted).map((key) => ofAspect[key as keyof Otherwise]));
  const notes = new Set<Words | undefined>([...changed].map((aspect) => model.reading[aspect].note));
  return {
    ...model,
    ...normalisation,
    target,
    ...(order && { order }),
    ...(bands && { bands }),
    geometry: isOther || grid ? geometry : model.geometry,
    files: isOther ? { ...(model.files as OpenedFile) } : model.files,
    source: model.source.filter((sentence) => !notes.has(sentence)),
    reading: {
      ...model.reading,
      ...Object.fromEntries([...changed].map((aspect) => [aspect, { origin: 'person' }])),
    },
  };
}
