/** What the encoder makes of pictures: one list of numbers for each, in two ways. */
import { CENTRE_CROP } from '../../../mae/crop';
import { patchCount } from '../../../mae/geometry';
import { type MaskPlan, wholePlan } from '../../../mae/mask';
import { inGrey } from '../../../mae/pixels';
import { meanToken } from '../../../mae/pooled';
import type { Raster } from '../../../mae/raster';
import { tokensBefore } from '../../../runtime/checkpoint/network';
import type { Inspector } from '../../../runtime/inside/inspector';
import type { Model } from '../../../runtime/models/model';
import { tapNames } from '../../../runtime/onnx/builder';
import { squareFor } from '../../../store/photo';

/** The class token, which networks are trained to recognise by, or the mean of the tokens of patches. */
export const pools = ['class', 'mean'] as const;

export type Pool = (typeof pools)[number];

export type Features = Readonly<Partial<Record<Pool, Float32Array>>> & { readonly mean: Float32Array };

export const hasClassToken = ({ geometry }: Model): boolean => tokensBefore(geometry) > 0;

/** The one that is wanted, or the only one there is. */
export const poolFor = (model: Model, wanted: Pool): Pool => (hasClassToken(model) ? wanted : 'mean');

/** Of a picture at the model's size, by the patches that `plan` leaves. Rejects as the inspector does. */
export async function describeSquare(
  model: Model,
  square: Raster,
  plan: MaskPlan,
  inspector: Pick<Inspector, 'look'>,
  signal: AbortSignal,
): Promise<Features> {
  const wants = { half: 'encoder', latent: true } as const;
  const seen = await inspector.look({ model, square, plan }, wants, signal);
  const { data, shape } = seen[tapNames.latent];
  const [width, before] = [shape[1], tokensBefore(model.geometry)];
  const mean = meanToken(data, width, before);
  return before ? { mean, class: data.slice(0, width) } : { mean };
}

/** Of a whole picture of any size, of which the network is shown the middle, in grey if wanted. */
export function describe(
  model: Model,
  raster: Raster,
  isGrey: boolean,
  inspector: Pick<Inspector, 'look'>,
  signal: AbortSignal,
): Promise<Features> {
  const square = squareFor(model, { raster }, CENTRE_CROP);
  const plan = wholePlan(patchCount(model.geometry));
  return describeSquare(model, isGrey ? inGrey(square) : square, plan, inspector, signal);
}
