/** A picture under its title, and what must be said of it. */
import type { ReactNode } from 'react';
import type { Model } from '../../runtime/models/model';
import { targetNote } from '../model/targets';
import './panel.css';

interface PanelProps {
  readonly title: string;
  readonly aside: ReactNode;
  /** The picture belongs to other settings than those on the page. */
  readonly stale?: boolean;
  readonly children: ReactNode;
}

export function Panel({ title, aside, stale = false, children }: PanelProps) {
  return (
    <figure className={stale ? 'panel stale' : 'panel'}>
      <figcaption>
        <span className="panel-title">{title}</span>
        {aside}
      </figcaption>
      {children}
    </figure>
  );
}

/** What must be said of every picture that such a model makes. */
export function BorrowedNote({ model }: { model: Model }) {
  const note = targetNote(model);
  return note ? <p className="frame-note">{note}</p> : null;
}
