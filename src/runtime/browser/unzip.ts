/** The files of an archive, one after the other, so that the page stays quick. */
import { unzipSync } from 'fflate';
import { said } from '../../words/said';
import { Sentence } from '../message';
import { breathe } from './breathe';

/** Of the archive: it is read into memory whole. */
const MOST_BYTES = 500 * 1024 * 1024;
/** Of one file, unpacked: what says it is longer is no photograph. */
const MOST_OF_ONE = 100 * 1024 * 1024;

export interface Unpacked {
  /** With the folders it lies in, separated by "/". */
  readonly path: string;
  readonly file: File;
}

/** Those whose names are `wanted`. Throws a `Sentence` for what is no archive, is damaged, or too large. */
export async function unzip(archive: File, wanted: (name: string) => boolean): Promise<Unpacked[]> {
  const { name } = archive;
  if (archive.size > MOST_BYTES) throw new Sentence(said('photo.archiveTooLarge', { name }));
  const bytes = new Uint8Array(await archive.arrayBuffer());
  try {
    const paths: string[] = [];
    unzipSync(bytes, {
      filter: ({ name: path, originalSize }) => {
        if (wanted(path) && originalSize <= MOST_OF_ONE) paths.push(path);
        return false;
      },
    });
    const unpacked: Unpacked[] = [];
    for (const path of paths) {
      const { [path]: content } = unzipSync(bytes, { filter: (entry) => entry.name === path });
      unpacked.push({
        path,
        file: new File([content as Uint8Array<ArrayBuffer>], path.split('/').at(-1) ?? path),
      });
      await breathe();
    }
    return unpacked;
  } catch {
    throw new Sentence(said('photo.noArchive', { name }));
  }
}
