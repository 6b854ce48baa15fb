/** A checkpoint of a run as the files that the page, transformers and the recipe open. */
import type { Progress } from '../../../runtime/train/options';
import { writtenModel } from '../../../runtime/train/writeSafetensors';
import type { RunFacts } from './run';

/** The weights under this name, and what describes them. */
export function filesOf({ options }: RunFacts, { parameters }: Progress, name: string): readonly File[] {
  const { geometry, target, masking, normalisation } = options;
  const { weights, config } = writtenModel(geometry, parameters, { target, ratio: masking.ratio });
  const { mean, std } = normalisation;
  const preprocessor = { do_normalize: true, image_mean: mean, image_std: std };
  return [
    new File([weights], name),
    ...(config === undefined ? [] : [new File([config], 'config.json')]),
    new File([`${JSON.stringify(preprocessor, null, 2)}\n`], 'preprocessor_config.json'),
  ];
}
