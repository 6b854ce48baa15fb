/** What the page and its download worker say to each other. */
import type { Offer } from './repository';

export type ToDownload = {
  readonly type: 'start';
  readonly offer: Offer;
  /** Where nothing can be kept. */
  readonly inMemory: boolean;
  /** For what is not public. */
  readonly token?: string;
};

export type FromDownload =
  | { readonly type: 'bytes'; readonly there: number; readonly canPause: boolean }
  | { readonly type: 'check'; readonly checked: number }
  /** With what came, if it is in memory. */
  | { readonly type: 'done'; readonly weights?: Blob }
  | { readonly type: 'failed'; readonly message: string };
