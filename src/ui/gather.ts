/** The photographs in what was chosen, dropped or pasted: files, and folders with all that is in them. */
import { isPicture } from '../runtime/browser/photo';
import type { BroughtFile, Gathered, Unreadable } from '../store/brought';
import { said } from '../words/said';
import { childrenOf, fileOf, isFolder } from './folder';

/** Hidden by the customs of Unix, or put into archives by macOS beside every picture. */
const isHidden = (path: string): boolean =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

class Gathering {
  private readonly files: BroughtFile[] = [];
  private readonly unreadable: Unreadable[] = [];
  private ignored = 0;

  take(path: string, file: File): void {
    if (isHidden(path) || !isPicture(file)) this.ignored++;
    else this.files.push({ path, file });
  }

  /** A file, or a folder with everything below it; a hidden folder is not entered and counts as one. */
  async walk(entry: FileSystemEntry): Promise<void> {
    const path = entry.fullPath.replace(/^\//, '');
    if (isHidden(path)) {
      this.ignored++;
      return;
    }
    try {
      if (isFolder(entry)) for (const child of await childrenOf(entry)) await this.walk(child);
      else this.take(path, await fileOf(entry));
    } catch {
      this.unreadable.push({ path, why: said('batch.notOpened', { name: entry.name }) });
    }
  }

  finish(): Gathered {
    const { files, unreadable, ignored } = this;
    // The order of file managers, "9.jpg" before "10.jpg": what a file's seed is must not depend on the browser.
    const { compare } = new Intl.Collator('en', { numeric: true });
    return { files: files.sort((a, b) => compare(a.path, b.path)), unreadable, ignored };
  }
}

/** What an input of type "file" was given. */
export function gatherChosen(list: FileList): Gathered {
  const gathering = new Gathering();
  for (const file of list) gathering.take(file.webkitRelativePath || file.name, file);
  return gathering.finish();
}

/** What was found elsewhere, such as in an archive. */
export function gatherFound(found: readonly BroughtFile[]): Gathered {
  const gathering = new Gathering();
  for (const { path, file } of found) gathering.take(path, file);
  return gathering.finish();
}

/** What was dropped or pasted. Never rejects. To be called while the event is handled: after that the browser has forgotten it. */
export async function gather({ items }: DataTransfer): Promise<Gathered> {
  const gathering = new Gathering();
  const brought = [...items].map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  for (const one of brought) {
    if (one instanceof File) gathering.take(one.name, one);
    else if (one) await gathering.walk(one);
  }
  return gathering.finish();
}
