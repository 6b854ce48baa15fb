/** What the page and its download worker say to each other. */
import type { Said } from '../../words/said';
import type { Offer } from './repository';

/** How a file is fetched. */
export interface Way {
  /** Where nothing can be kept: then nothing of it is left after a stop either. */
  readonly inMemory: boolean;
  /** For what is not public. */
  readonly token?: string | undefined;
}

export type ToDownload = { readonly type: 'start'; readonly offer: Offer; readonly way: Way };

export type FromDownload =
  | { readonly type: 'bytes'; readonly there: number; readonly canPause: boolean }
  | { readonly type: 'check'; readonly checked: number }
  /** With what came, if it is in memory. */
  | { readonly type: 'done'; readonly weights?: Blob }
  | { readonly type: 'failed'; readonly message: Said };
