/** One file's turn: decoded, cut to the middle, reconstructed, measured, and kept as one small PNG. */
import type { StoreApi } from 'zustand/vanilla';
import { compose, maskedPicture } from '../../../mae/compose';
import { CENTRE_CROP } from '../../../mae/crop';
import { gridOf } from '../../../mae/geometry';
import { writeMask } from '../../../mae/handMask';
import type { Raster } from '../../../mae/raster';
import type { DecodedPhoto } from '../../../runtime/browser/photo';
import type { Backend } from '../../../runtime/inference/backend';
import type { Engine } from '../../../runtime/inference/engine';
import type { Interpolator } from '../../../runtime/interpolation/interpolator';
import { sentenceOf } from '../../../runtime/message';
import type { BroughtFile, Unreadable } from '../../../store/brought';
import { planFor } from '../../../store/masking';
import { squareFor } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import type { Said } from '../../../words/said';
import { type BatchSettings, maskingAt } from './settings';

/** What came of one file. */
export interface Done {
  /** Of the file in its job, from 0. */
  readonly position: number;
  readonly path: string;
  /** Of the photograph, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Both over hidden patches; NaN when nothing is hidden. */
  readonly loss: number;
  readonly psnr: number;
  /** PSNR of interpolation, over hidden patches too; absent where it was not asked for. */
  readonly interpolation?: number;
  /** What the network took. */
  readonly ms: number;
  readonly backend: Backend;
  readonly seed: number;
  readonly visible: number;
  /** As `writeMask` writes it. */
  readonly mask: string;
  /** Masked, reconstruction and original side by side, 3·W × H, as PNG. */
  readonly triplet: Blob;
  /** What a person should know of how this browser read the photograph: sentences. */
  readonly notes: readonly Said[];
}

/** What the store of many files needs from the world around it. */
export interface BatchWorld {
  readonly playground: StoreApi<Playground>;
  readonly engine: Pick<Engine, 'enqueue' | 'ready'>;
  readonly interpolator: Interpolator;
  /** Throws a `Sentence`. */
  readonly decodePhoto: (file: Blob, name: string) => Promise<DecodedPhoto>;
  /** The pictures side by side. */
  readonly encodePng: (rasters: readonly Raster[]) => Promise<Blob>;
}

/**
 * Takes the file at `position` of the job, when its model runs; an unreadable one is no error. Rejects with half a sentence when it
 * breaks the backend, nothing runs any more or interpolation's thread breaks, or with the signal's reason.
 */
export async function reconstructFile(
  world: BatchWorld,
  { path, file }: BroughtFile,
  position: number,
  settings: BatchSettings,
  signal: AbortSignal,
): Promise<Done | Unreadable> {
  const photo = await world.decodePhoto(file, file.name).catch((error) => ({ path, why: sentenceOf(error) }));
  if ('why' in photo) return photo;
  const { geometry } = settings.model;
  const square = squareFor(settings.model, { raster: photo }, CENTRE_CROP);
  const masking = maskingAt(settings, position);
  const plan = planFor(masking, geometry);
  const scene = { model: settings.model, square, plan };
  const [made, filled] = await Promise.all([
    world.engine.enqueue(scene, signal),
    settings.interpolation ? world.interpolator.fill(scene, signal) : undefined,
  ]);
  const drawn = settings.pasteVisible ? compose(square, made.picture, plan.mask, geometry) : made.picture;
  return {
    position,
    path,
    ...photo.full,
    loss: made.loss,
    psnr: made.psnr,
    ...(filled && { interpolation: filled.psnr }),
    ms: made.encoderMs + made.decoderMs,
    backend: made.running.backend,
    seed: masking.seed,
    visible: plan.idsKeep.length,
    mask: writeMask({ grid: gridOf(geometry), mask: plan.mask }),
    notes: photo.notes,
    triplet: await world.encodePng([maskedPicture(square, plan.mask, geometry), drawn, square]),
  };
}
