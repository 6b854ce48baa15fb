/** Models that are no plain vision transformers, told by names that only they have. */
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { type Phrase, said } from '../../words/said';
import { quoted } from '../quoted';
import { UnreadableModel } from './problem';

/** What they are, in the order of the table. */
export const kinds: readonly Phrase[] = [
  'checkpoint.hiera',
  'checkpoint.crossMae',
  'checkpoint.multiMae',
  'checkpoint.scaleMae',
  'checkpoint.vitPytorch',
  'checkpoint.relativePositions',
  'checkpoint.layerScale',
  'checkpoint.registerTokens',
  'checkpoint.convolutional',
  'checkpoint.resNet',
  'checkpoint.ofText',
];

const OTHERS = table.others.map(({ has }, i) => ({ pattern: new RegExp(has), kind: kinds[i] }));

/** The error about a file that holds another kind of model; undefined if its names tell of none. */
export function otherModel(names: readonly string[], file: string): UnreadableModel | undefined {
  for (const { pattern, kind } of OTHERS) {
    const telling = names.find((name) => pattern.test(name));
    if (telling === undefined) continue;
    return new UnreadableModel(
      said('checkpoint.otherModel', { file: quoted(file), kind: said(kind), tensor: quoted(telling) }),
    );
  }
  return undefined;
}
