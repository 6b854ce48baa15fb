/** What was found in the files and folders that a person brought. */
import type { Said } from '../words/said';

export interface BroughtFile {
  /** With the folders it was brought in, separated by "/". */
  readonly path: string;
  readonly file: File;
}

export interface Unreadable {
  readonly path: string;
  /** A sentence. */
  readonly why: Said;
}

export interface Gathered {
  readonly files: readonly BroughtFile[];
  readonly unreadable: readonly Unreadable[];
  /** How many hidden files and files that are no pictures were left out. */
  readonly ignored: number;
}
