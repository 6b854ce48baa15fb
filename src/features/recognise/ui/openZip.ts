/** Piles from an archive: each of its folders is one. */
import { isPicture } from '../../../runtime/browser/photo';
import { unzip } from '../../../runtime/browser/unzip';
import { sentenceOf } from '../../../runtime/message';
import type { Gathered } from '../../../store/brought';
import { gatherFound } from '../../../ui/gather';

/** Never rejects: an archive that cannot be opened is itself what is unreadable. */
export async function openZip(archive: File): Promise<Gathered> {
  try {
    return gatherFound(await unzip(archive, (name) => isPicture({ name, type: '' })));
  } catch (error) {
    return { files: [], unreadable: [{ path: archive.name, why: sentenceOf(error) }], ignored: 0 };
  }
}
