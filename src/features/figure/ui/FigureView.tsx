/** A figure of many reconstructions: what it is made of, its pictures as they come, and how far it is. */
import { useMemo } from 'react';
import { usePlayground } from '../../../ui/context';
import { asFigure } from '../../../ui/export/choices';
import { Export } from '../../../ui/export/Export';
import { HeatLegend } from '../../../ui/heat/HeatLegend';
import { isPrediction } from '../../../ui/model/targets';
import { Announcement } from '../../../ui/parts/Announcer';
import { InterpolationSwitch, PasteSwitch } from '../../../ui/parts/Switch';
import { useFaded } from '../../../ui/parts/useLasting';
import { Magnifier } from '../../../ui/pictures/Magnifier';
import { say } from '../../../words/say';
import { isOfBefore, type Series } from '../store/series';
import { lacksPrediction } from '../store/tasks';
import { useFigure, useFillings } from './context';
import { deviationColour, deviationLegend } from './deviation';
import { FigureControls } from './FigureControls';
import { FigureTable } from './FigureTable';
import { figureOf, seriesNumbers } from './seriesFigure';
import './figure.css';

/** "3 reconstructions", or what a model without a decoder makes instead. */
function made(count: number, { drawn }: Series): string {
  const isOfFeatures = drawn && !isPrediction(drawn.order.model);
  return say(isOfFeatures ? 'figure.featurePictures' : 'figure.reconstructions', { count });
}

function progressWords(series: Series, isBroken: boolean): string {
  const { status, progress } = series;
  const { done, total } = progress;
  switch (status) {
    case 'waiting':
      return say(isBroken ? 'figure.notRunning' : 'figure.waiting');
    case 'working':
      return say('figure.working', { done, total });
    case 'stopped':
      return say('figure.stopped', { done, total });
    case 'failed':
      return say('figure.unfinished', { done, total });
    case 'done':
      return made(total, series);
  }
}

function Progress() {
  const state = useFigure((whole) => whole);
  const isBroken = usePlayground(({ status }) => status.kind === 'failed');
  const { status, progress, stop, again } = state;
  const isOver = status === 'stopped' || status === 'failed' || isBroken;
  return (
    <div className="figure-progress">
      <span>{progressWords(state, isBroken)}</span>
      {status === 'working' && (
        <progress
          className="progress"
          aria-label={say('figure.progress')}
          max={progress.total || 1}
          value={progress.done}
        />
      )}
      {/* One button all along, so that the keyboard keeps its place when the figure is done. */}
      <button
        type="button"
        className="link-button"
        disabled={status === 'waiting' && !isBroken}
        onClick={status === 'working' ? stop : again}
      >
        {say(status === 'working' ? 'figure.stop' : isOver ? 'figure.tryAgain' : 'figure.makeAgain')}
      </button>
    </div>
  );
}

export function FigureView() {
  const series = useFigure((whole) => whole);
  const { drawn, status, progress } = series;
  const pasteVisible = usePlayground((state) => state.view.pasteVisible);
  const isInterpolated = usePlayground((state) => state.view.interpolation);
  const fillings = useFillings((state) => state.filled);
  const isFilling = useFillings((state) => state.isFilling);
  const filled = isInterpolated ? fillings : undefined;
  const figure = useMemo(
    () => drawn && figureOf(drawn, { pasteVisible, filled }),
    [drawn, pasteVisible, filled],
  );
  const isEmpty = status === 'done' && progress.total === 0;
  const isOld = useFaded(isOfBefore(series));
  const isOfMasks = drawn?.moments !== undefined && !isEmpty;
  return (
    <section
      className="figure-view"
      aria-label={say('figure.title')}
      aria-busy={status === 'waiting' || status === 'working' || isFilling}
    >
      <FigureControls />
      <div className={isOld ? 'figure-place faded' : 'figure-place'}>
        {isEmpty && (
          <p className="figure-empty">
            {say(drawn && lacksPrediction(drawn.order) ? 'figure.nothingPredicted' : 'figure.nothingHidden')}
          </p>
        )}
        {figure && !isEmpty && <FigureTable figure={figure} />}
        {isOfMasks && (
          <div className="figure-legend">
            <HeatLegend legend={deviationLegend()} colour={deviationColour} />
          </div>
        )}
      </div>
      <div className="figure-foot">
        <Progress />
        <PasteSwitch disabled={drawn && !isPrediction(drawn.order.model)} />
        <InterpolationSwitch />
        <Magnifier />
        <Export
          choices={() => (figure && !isOld ? [asFigure(figure)] : [])}
          numbers={() => (drawn && !isOld ? seriesNumbers(drawn, filled) : undefined)}
        />
      </div>
      <Announcement
        words={
          status === 'done' && !isFilling
            ? say('figure.ready', { made: made(progress.total, series), caption: figure?.caption ?? '' })
            : ''
        }
      />
    </section>
  );
}
