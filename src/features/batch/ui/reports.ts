/**
 * The outcomes of a job as files: a table for a spreadsheet, and all that is needed to make them again. They are English in every
 * language of the page, so that programs can read them; only why a file could not be read is said to the person.
 */
import { patchCount } from '../../../mae/geometry';
import { writeMask } from '../../../mae/handMask';
import { isNormalised, type Statistics } from '../../../mae/target';
import type { Unreadable } from '../../../store/brought';
import { toCsv } from '../../../ui/export/csv';
import { isPrediction, statisticsOf } from '../../../ui/model/targets';
import { say, spell } from '../../../words/say';
import type { Done } from '../store/reconstructFile';
import type { BatchSettings } from '../store/settings';
import { pngNames } from './pngNames';

/** `interpolation_psnr_db` only where it was asked for: otherwise the table is what it always was. */
const headerOf = ({ interpolation }: BatchSettings): string[] => [
  'file',
  'width_px',
  'height_px',
  'loss',
  'psnr_db',
  ...(interpolation ? ['interpolation_psnr_db'] : []),
  'network_ms',
  'backend',
  'model',
  'strategy',
  'mask_ratio',
  'visible_patches',
  'patches',
  'seed',
  'visible_pasted',
];

const statisticsNames: Readonly<Record<Statistics, string>> = {
  neighbours: 'from the visible patches around',
  truth: 'from the original (uses information the model never had)',
  none: 'the same for every patch, as predicted',
};

const strategyOf = ({ masking }: BatchSettings): string => (masking.hand ? 'by hand' : masking.strategy);

/** One line for each file, with the settings in every line so that tables of several jobs can be joined. */
export function metricsCsv(settings: BatchSettings, done: readonly Done[]): string {
  const lines = done.map(({ path, width, height, loss, psnr, ms, backend, visible, seed, interpolation }) => [
    path,
    width,
    height,
    loss,
    psnr,
    ...(settings.interpolation ? [interpolation ?? Number.NaN] : []),
    Number(ms.toFixed(1)),
    backend,
    settings.model.id,
    strategyOf(settings),
    settings.masking.ratio,
    visible,
    patchCount(settings.model.geometry),
    seed,
    String(settings.pasteVisible),
  ]);
  return toCsv([headerOf(settings), ...lines]);
}

const sideOrSides = (height: number, width: number): number | [number, number] =>
  height === width ? height : [height, width];

/** JSON. Masks are hexadecimal digits of four patches each in reading order, 1 hidden, the first patch the highest bit. */
export function settingsJson(
  settings: BatchSettings,
  done: readonly Done[],
  unreadable: readonly Unreadable[],
): string {
  const { model, masking, seeds, pasteVisible, interpolation } = settings;
  const { geometry, target, mean, std, files } = model;
  const names = pngNames(done.map(({ path }) => path));
  const facts = {
    model: {
      id: model.id,
      title: spell(model.title),
      ...('tensors' in files
        ? { file: files.name, bytes: files.bytes }
        : { sha256: { weights: files.weights.sha256 } }),
      imageSize: sideOrSides(geometry.height, geometry.width),
      patchSize: geometry.patchSize,
      target,
      ...(isNormalised(target) && { brightnessAndContrast: statisticsNames[statisticsOf(model)] }),
      mean,
      std,
    },
    mask: {
      strategy: strategyOf(settings),
      ratio: masking.ratio,
      seed: masking.seed,
      seeds: seeds === 'same' || masking.hand ? 'the same for every file' : 'the next for each file',
      ...(masking.hand && { painted: writeMask(masking.hand) }),
    },
    crop: 'the largest part in the middle of the proportions of the model’s pictures, resampled as Pillow does with BICUBIC',
    ...(isPrediction(model)
      ? { reconstruction: pasteVisible ? 'visible patches pasted' : 'as predicted' }
      : { features: 'the three directions in which those of the visible patches differ most, as colours' }),
    ...(interpolation && {
      interpolation:
        'the harmonic function through the visible pixels; its PSNR over hidden pixels is in metrics.csv',
    }),
    triplets: `masked, ${isPrediction(model) ? 'reconstruction' : 'features'}, original, from left to right`,
    files: done.map(({ path, backend, seed, visible, mask }, i) => ({
      file: path,
      triplet: `triplets/${names[i]}`,
      backend,
      seed,
      visiblePatches: visible,
      mask,
    })),
    unreadable: unreadable.map(({ path, why }) => ({ file: path, why: say(why) })),
  };
  return `${JSON.stringify(facts, undefined, 2)}\n`;
}
