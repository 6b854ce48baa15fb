/**
 * Where drawing fails, only what was being drawn goes: a sentence stands in its place, and everything can be drawn again, since
 * photograph, mask and settings are in the stores and not in what is drawn. It never tries again by itself.
 */
import { Component, type ReactNode } from 'react';
import { maskJson } from '../mae/maskText';
import { usePage } from './context';
import { save } from './export/save';
import { maskOf } from './maskFacts';
import './boundary.css';

interface BoundaryProps {
  /** What is drawn inside, as it goes on after "could not go on drawing". */
  readonly what: string;
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

function Broken({ what, drawAgain }: { what: string; drawAgain: () => void }) {
  const { playground } = usePage();
  const saveMask = (): void => {
    const mask = maskOf(playground.getState());
    if (mask) save(new Blob([maskJson(mask)], { type: 'application/json' }), 'mask.json');
  };
  return (
    <section className="broken" role="alert">
      <p>
        {`The browser could not go on drawing ${what}. This can happen where a translation or an extension changes the page. Your photograph, mask and settings are still here.`}
      </p>
      <div className="broken-ways">
        <button type="button" className="button primary" onClick={drawAgain}>
          Draw it again
        </button>
        <button type="button" className="button" onClick={saveMask}>
          Save the mask
        </button>
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      </div>
      <p className="quiet">
        Reloading brings back all that the address says, which is everything but photographs and models of
        your own.
      </p>
    </section>
  );
}
