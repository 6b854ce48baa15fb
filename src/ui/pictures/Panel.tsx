/** A picture under its title, and what must be said of it. */
import { type ReactNode, useMemo } from 'react';
import type { Result } from '../../runtime/inference/scene';
import { say } from '../../words/say';
import { Explained } from '../glossary/Explained';
import type { TermId } from '../glossary/terms';
import { doubtOf } from '../model/doubt';
import { targetNote } from '../model/targets';
import './panel.css';

interface PanelProps {
  readonly title: string;
  /** A word of it that can be asked for. */
  readonly term?: TermId;
  readonly aside: ReactNode;
  /** The picture belongs to other settings than those on the page. */
  readonly stale?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, term, aside, stale = false, children }: PanelProps) {
  return (
    <figure className={stale ? 'panel stale' : 'panel'}>
      <figcaption>
        <span className="panel-head">
          <span className="panel-title">{title}</span>
          {term && <Explained term={term} />}
        </span>
        {aside}
      </figcaption>
      {children}
    </figure>
  );
}

/** What must be said of a picture that a model made. */
export function ResultNotes({ result }: { result: Result }) {
  const note = targetNote(result.scene.model);
  const doubt = useMemo(() => doubtOf(result), [result]);
  return (
    <>
      {result.scene.plan.idsTold && <p className="frame-note">{say('mask.wrongPlaces')}</p>}
      {note && <p className="frame-note">{note}</p>}
      {doubt && <p className="frame-note">{doubt}</p>}
    </>
  );
}
