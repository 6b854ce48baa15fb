/**
 * Where drawing fails, only what was being drawn goes: a sentence stands in its place, and everything can be drawn again, since
 * photograph, mask and settings are in the stores and not in what is drawn. It never tries again by itself.
 */
import { Component, type ReactNode } from 'react';
import { maskJson } from '../mae/maskText';
import { say } from '../words/say';
import { usePage } from './context';
import { save } from './export/save';
import { maskOf } from './maskFacts';
import './boundary.css';

interface BoundaryProps {
  /** What is drawn inside. */
  readonly what: 'page' | 'view';
  readonly children: ReactNode;
}

export class Boundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    const { what, children } = this.props;
    if (!this.state.isBroken) return children;
    return <Broken what={what} drawAgain={() => this.setState({ isBroken: false })} />;
  }
}

function Broken({ what, drawAgain }: { what: BoundaryProps['what']; drawAgain: () => void }) {
  const { playground } = usePage();
  const saveMask = (): void => {
    const mask = maskOf(playground.getState());
    if (mask) save(new Blob([maskJson(mask)], { type: 'application/json' }), 'mask.json');
  };
  return (
    <section className="broken" role="alert">
      <p>{say('page.notDrawn', { what })}</p>
      <div className="broken-ways">
        <button type="button" className="button primary" onClick={drawAgain}>
          {say('page.drawAgain')}
        </button>
        <button type="button" className="button" onClick={saveMask}>
          {say('page.saveMask')}
        </button>
        <button type="button" className="button" onClick={() => location.reload()}>
          {say('page.reload')}
        </button>
      </div>
      <p className="quiet">{say('page.afterReload')}</p>
    </section>
  );
}
