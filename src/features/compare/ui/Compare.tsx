/** Two at once: side A, which is the page itself, and side B, with the difference of their errors. */
import { useMemo } from 'react';
import { difference } from '../../../mae/difference';
import type { Result } from '../../../runtime/inference/scene';
import { freshnessOf } from '../../../store/playground';
import { usePage, usePlayground } from '../../../ui/context';
import { asFigure, type Choice } from '../../../ui/export/choices';
import { Export } from '../../../ui/export/Export';
import { Announcement } from '../../../ui/parts/Announcer';
import { InterpolationSwitch, PasteSwitch } from '../../../ui/parts/Switch';
import { useFaded } from '../../../ui/parts/useLasting';
import { Magnifier } from '../../../ui/pictures/Magnifier';
import { Original } from '../../../ui/pictures/Original';
import { say } from '../../../words/say';
import { isCompared, statusOfB } from '../store/compare';
import { compareFigure, differenceNumbers } from './comparisonFigure';
import { useCompare, useFillingOfB } from './context';
import { DepartureControls } from './DepartureControls';
import { DifferenceMap } from './DifferenceMap';
import { Numbers } from './Numbers';
import { arePredictions, betterWords } from './phrases';
import { Masked, Reconstruction } from './Side';
import './compare.css';

const judged = ({ picture, scene: { square, plan, model } }: Result) => ({
  drawn: picture,
  truth: square,
  mask: plan.mask,
  geometry: model.geometry,
});

export function Compare() {
  const page = usePlayground((state) => state);
  const compare = useCompare((state) => state);
  const { pair } = compare;
  const { filling } = usePage();
  const fillingOfB = useFillingOfB();
  const found = useMemo(
    () => (pair && arePredictions(pair) ? difference(judged(pair.a), judged(pair.b)) : undefined),
    [pair],
  );
  const isSettled = isCompared(page, compare);
  const freshA = freshnessOf(page.result, page.scene, page.status);
  const freshB = freshnessOf(compare.result, compare.scene, statusOfB(page, compare));
  const [isOldA, isOldB] = [useFaded(freshA === 'coming'), useFaded(freshB === 'coming')];
  const isOfResults = pair !== undefined && pair.a === page.result && pair.b === compare.result;
  const stale = useFaded(!isOfResults || !isSettled);
  const choices = (): readonly Choice[] => {
    const filled = [filling, fillingOfB].map((store) => store.getState().filled);
    const figure = compareFigure(page, compare, { pair, difference: found, filled });
    return figure ? [asFigure(figure)] : [];
  };
  const words =
    isSettled && found && !Number.isNaN(found.psnrA)
      ? say('compare.whereHidden', { better: betterWords(found.psnrB - found.psnrA) })
      : '';
  return (
    <section className="compare" aria-label={say('compare.tab')} aria-busy={!isSettled}>
      <DepartureControls />
      <div className="compare-pictures">
        <Masked side="A" scene={page.scene} />
        <Masked side="B" scene={compare.scene} />
        <Reconstruction side="A" scene={page.scene} result={page.result} status={page.status} />
        <Reconstruction
          side="B"
          scene={compare.scene}
          result={compare.result}
          status={statusOfB(page, compare)}
        />
        <DifferenceMap pair={pair} difference={found} stale={stale} />
        <Original />
        <div className="compare-numbers">
          <Numbers
            a={freshA === 'past' ? undefined : page.result}
            b={freshB === 'past' ? undefined : compare.result}
            isOldA={isOldA}
            isOldB={isOldB}
            difference={isOfResults && freshA !== 'past' && freshB !== 'past' ? found : undefined}
          />
          <PasteSwitch />
          <InterpolationSwitch />
          <Magnifier />
          <Export
            choices={choices}
            numbers={() => (pair && found && isSettled ? differenceNumbers(pair, found) : undefined)}
          />
        </div>
      </div>
      <Announcement words={words} />
    </section>
  );
}
