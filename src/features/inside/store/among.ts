/** The same block of the same network, shown other pictures: to compare one picture's patches with. */
import { CENTRE_CROP } from '../../../mae/crop';
import { patchCount } from '../../../mae/geometry';
import { wholePlan } from '../../../mae/mask';
import type { Raster } from '../../../mae/raster';
import { tokensBefore } from '../../../runtime/checkpoint/network';
import type { Inspector } from '../../../runtime/inside/inspector';
import type { Model } from '../../../runtime/models/model';
import { tapNames } from '../../../runtime/onnx/builder';
import { squareFor } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import type { Sample } from '../../../store/samples';
import { said, type Words } from '../../../words/said';
import { type Choice, canLookAmong } from './choice';

/** A picture that can be looked at beside the page's. */
interface Neighbour {
  /** The same for the same picture. */
  readonly id: string;
  /** Of one of the person's own, the name of its file. */
  readonly title: Words;
  /** Rejects with a `Sentence`. */
  readonly raster: () => Promise<Raster>;
}

/** One that was looked at, with what the encoder makes of its patches: [L · width], the class token left out. */
export interface Other extends Pick<Neighbour, 'id' | 'title'> {
  readonly square: Raster;
  readonly tokens: Float32Array<ArrayBuffer>;
}

export interface Gallery {
  readonly samples: readonly Sample[];
  /** Rejects with a `Sentence`. */
  readonly fetch: (sample: Sample) => Promise<Raster>;
}

/** What a choice looks at beside the page's picture: the person's own first. Without that picture, whose patches would be the most alike of all. */
export function neighboursOf(
  choice: Choice,
  { photo, own }: Pick<Playground, 'photo' | 'own'>,
  gallery: Gallery,
): readonly Neighbour[] {
  if (!canLookAmong(choice)) return [];
  const theirs = choice.amongOwn ? own.filter((other) => other.own !== photo?.own) : [];
  const samples = choice.amongSamples ? gallery.samples.filter((sample) => sample !== photo?.sample) : [];
  return [
    ...theirs.map(({ own: id, title, raster }) => ({ id, title, raster: async () => raster })),
    ...samples.map((sample) => ({
      id: sample.id,
      title: said(sample.title),
      raster: () => gallery.fetch(sample),
    })),
  ];
}

/** Looks at one picture after the other, and calls `onOther` with each. Rejects as its parts do. */
export async function lookAmong(
  neighbours: readonly Neighbour[],
  model: Model,
  block: number,
  inspector: Pick<Inspector, 'look'>,
  onOther: (other: Other) => void,
  signal: AbortSignal,
): Promise<void> {
  const { geometry } = model;
  for (const { id, title, raster } of neighbours) {
    const picture = await raster();
    signal.throwIfAborted();
    const square = squareFor(model, { raster: picture }, CENTRE_CROP);
    const plan = wholePlan(patchCount(geometry));
    const seen = await inspector.look({ model, square, plan }, { half: 'encoder', tokens: [block] }, signal);
    signal.throwIfAborted();
    const { data, shape } = seen[tapNames.tokens(block)];
    onOther({ id, title, square, tokens: data.slice(tokensBefore(geometry) * shape[1]) });
  }
}
