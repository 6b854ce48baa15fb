/** What the page and its download worker say to each other. */
import type { Offer } from './repository';

export type ToDownload = { readonly type: 'start'; readonly offer: Offer };

export type FromDownload =
  | { readonly type: 'bytes'; readonly there: number; readonly canPause: boolean }
  | { readonly type: 'check'; readonly checked: number }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly message: string };
