/** Controls of the page that a figure has its own for. */
import { type ReactNode, useId } from 'react';
import { say } from '../../../words/say';
import { useFigure } from './context';
import './around.css';

interface AroundProps {
  readonly children: ReactNode;
}

/** A list of ratios takes the place of the slider. */
export function AroundRatio({ children }: AroundProps) {
  const id = useId();
  const isListed = useFigure(({ choice }) => choice.kind === 'ratios');
  if (!isListed) return children;
  return (
    <fieldset className="figure-replaced" disabled aria-describedby={id}>
      {children}
      <p className="quiet" id={id}>
        {say('figure.listAbove')}
      </p>
    </fieldset>
  );
}

/** A figure of many photographs has the same ones to choose among, several at once. */
export function AroundSamples({ children }: AroundProps) {
  const isOfMany = useFigure(({ choice }) => choice.kind === 'photographs');
  return isOfMany ? null : children;
}
