/** The text of a description that lies beside weights. */
import { said } from '../../words/said';
import { inMegabytes, LONGEST_CONFIG } from '../checkpoint/bounds';
import { UnreadableModel } from '../checkpoint/problem';
import { CHANGED } from '../checkpoint/stored';
import { quoted } from '../quoted';

/** Throws UnreadableModel when there is too much of it, or it is gone. */
export async function textOf(file: File, most = LONGEST_CONFIG): Promise<string> {
  const name = quoted(file.name);
  if (file.size > most) {
    throw new UnreadableModel(said('models.tooLong', { name, most: inMegabytes(most) }));
  }
  return file.text().catch(() => {
    throw new UnreadableModel(said('checkpoint.cannotOpen', { name, why: CHANGED }));
  });
}
