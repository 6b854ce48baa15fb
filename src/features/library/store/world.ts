/** What the library is handed of the world: the hub, the disk, the other tabs and the page. */
import type { StoreApi } from 'zustand/vanilla';
import type { OtherTabs } from '../../../runtime/browser/otherTabs';
import type { Download, Progress } from '../../../runtime/hub/client';
import type { Way } from '../../../runtime/hub/protocol';
import type { Readings } from '../../../runtime/hub/readings';
import type { Candidates, Offer } from '../../../runtime/hub/repository';
import type { Kept } from '../../../runtime/hub/shelf';
import type { Gpu } from '../../../runtime/inference/gpu';
import type { Model } from '../../../runtime/models/model';
import type { Playground } from '../../../store/playground';

/** The outside world of the library; what is wrong it rejects with a `Sentence`. */
export interface LibraryWorld {
  readonly playground: StoreApi<Playground>;
  readonly named?: string | undefined;
  readonly lookUp: (text: string, token: string | undefined) => Promise<Offer | Candidates>;
  readonly canKeep: () => Promise<boolean>;
  readonly startDownload: (offer: Offer, way: Way, onProgress: (progress: Progress) => void) => Download;
  readonly openKept: (offer: Offer, isAskedFor?: boolean) => Promise<Model>;
  readonly listKept: () => Promise<readonly Kept[]>;
  readonly listDamaged: () => Promise<readonly string[]>;
  readonly remove: (repository: string) => Promise<void>;
  readonly freeBytes: () => Promise<number | undefined>;
  readonly askToKeep: () => Promise<boolean>;
  readonly probeGpu: () => Promise<Gpu>;
  /** How the person reads what is kept. */
  readonly readings: Readings;
  readonly otherTabs: OtherTabs;
  readonly now: () => number;
}
