/** What a feature is to the page. `src/features.ts` lists them all; the page knows none by name. */
import type { ComponentType, ReactNode } from 'react';
import type { LinkPart } from '../store/link';
import type { Page } from '../store/page';
import type { Phrase } from '../words/said';

/** What becomes of files that are dropped or pasted while the feature's tab is open. */
export interface Intake {
  /** Shown over the page while files are held over it. */
  readonly invitation: Phrase;
  /** To be called while the event is handled: after that the browser has forgotten the files. */
  take(files: DataTransfer): void;
}

/** A control of the page that a feature can have another for. */
export type Control = 'ratio' | 'samples';

/** A feature at work: what it adds to the page. */
export interface Room {
  /** Under its tab. */
  readonly view?: ReactNode;
  readonly intake?: Intake;
  /** Its share of a link. */
  readonly link?: LinkPart;
  /** What it draws around controls of the page while its tab is open: where it has its own in their place, it says so or leaves them out. */
  readonly around?: Readonly<Partial<Record<Control, ComponentType<{ children: ReactNode }>>>>;
  /** Beside the title of the page. */
  readonly header?: ReactNode;
  /** Beside what is shown, whichever tab is open; below it on a phone. */
  readonly beside?: ReactNode;
  /** Beside the button that chooses a photograph: another place to have one from. */
  readonly photoSource?: ReactNode;
  /** Under the menu of models: another place to have one from. */
  readonly modelSource?: ReactNode;
  /** Resolves when the models that it keeps have joined the list. */
  readonly modelsListed?: Promise<void>;
  /** Before it resolves, nothing is drawn. */
  readonly ready?: Promise<void>;
}

export interface Feature {
  /** A way of using the page; the id stands in links. */
  readonly tab?: { readonly id: string; readonly title: Phrase };
  /** Called once, when the page opens. */
  open(page: Page): Room;
}

export type OpenFeature = Feature & Room;
