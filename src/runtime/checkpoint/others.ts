/** Models that are no plain vision transformers, told by names that only they have. */
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { quoted } from '../quoted';
import { UnreadableModel } from './problem';

const OTHERS = table.others.map(({ has, is }) => ({ pattern: new RegExp(has), is }));

/** The sentence about a file that holds another kind of model; undefined if its names tell of none. */
export function otherModel(names: readonly string[], file: string): UnreadableModel | undefined {
  for (const { pattern, is } of OTHERS) {
    const telling = names.find((name) => pattern.test(name));
    if (telling === undefined) continue;
    return new UnreadableModel(
      `${quoted(file)} is ${is}: it has ${quoted(telling)}. Only masked autoencoders of plain vision transformers can be read.`,
    );
  }
  return undefined;
}
