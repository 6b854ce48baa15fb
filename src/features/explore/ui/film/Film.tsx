/** The way of the patches, moving: to be played, stopped, gone through by hand, and asked which token is which patch. */
import {
  type KeyboardEvent,
  type PointerEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { gridOf, patchCount, patchDim, placeIn } from '../../../../mae/geometry';
import type { Result, Scene } from '../../../../runtime/inference/scene';
import { usePlayground } from '../../../../ui/context';
import { decimals, milliseconds } from '../../../../ui/numbers';
import { stepFrom } from '../../../../ui/parts/patchCursor';
import { canvasOf, contextInMemory } from '../../../../ui/pictures/canvas';
import { useMeasured } from '../../../../ui/pictures/usePicture';
import type { Phrase } from '../../../../words/said';
import { say } from '../../../../words/say';
import { draw } from './draw';
import { FRAME_HEIGHT, type Guise, type Stage, spritesAt, spriteUnder, stageAt, stages } from './moments';
import { usePlay } from './usePlay';
import './film.css';

const WIDTH = 1600;

const titles: Record<Stage, Phrase> = {
  hide: 'explore.hide',
  encode: 'explore.encode',
  fillUp: 'explore.fillUp',
  decode: 'explore.decode',
  compare: 'explore.compare',
};

const guises: Record<Guise, Phrase> = {
  photograph: 'explore.asPhotograph',
  latent: 'explore.asLatent',
  maskToken: 'explore.asMaskToken',
  prediction: 'explore.asPrediction',
};

/** What a stage makes of what, by the shapes of the numbers, and how long that took. */
function factsOf(stage: Stage, { plan, model }: Scene, result: Result | undefined): string {
  const { encoder, decoder } = model.geometry;
  const patches = patchCount(model.geometry);
  const visible = plan.idsKeep.length;
  const numbers = patchDim(model.geometry);
  const width = decoder?.width ?? encoder.width;
  const isTimed = result?.running?.backend === 'wasm';
  switch (stage) {
    case 'hide':
      return say('explore.shapeHidden', { patches, numbers, visible });
    case 'encode':
      return say('explore.shapeEncoded', {
        visible,
        numbers,
        width: encoder.width,
        time: isTimed ? milliseconds(result.encoderMs) : '–',
      });
    case 'fillUp':
      return say('explore.shapeFilled', { visible, patches, width });
    case 'decode':
      return say('explore.shapeDecoded', {
        patches,
        width,
        numbers,
        time: isTimed ? milliseconds(result.decoderMs) : '–',
      });
    case 'compare':
      return say('explore.shapeCompared', {
        hidden: patches - visible,
        numbers,
        loss: decimals(result?.loss ?? Number.NaN, 4),
      });
  }
}

function Controls({ last, play }: { last: number; play: ReturnType<typeof usePlay> }) {
  const id = useId();
  const { moment, isPlaying } = play;
  const { stage, share } = stageAt(moment, last);
  return (
    <div className="film-controls">
      <button type="button" className="button small" onClick={isPlaying ? play.pause : play.play}>
        {say(isPlaying ? 'explore.pause' : 'explore.play')}
      </button>
      <button
        type="button"
        className="button small"
        disabled={moment === 0}
        onClick={() => play.goTo(Math.ceil(moment) - 1)}
      >
        {say('explore.stageBefore')}
      </button>
      <button
        type="button"
        className="button small"
        disabled={moment === last}
        onClick={() => play.goTo(Math.floor(moment) + 1)}
      >
        {say('explore.stageAfter')}
      </button>
      <label htmlFor={id} className="visually-hidden">
        {say('explore.moment')}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={last}
        step={0.01}
        value={moment}
        aria-valuetext={say('explore.momentInWords', {
          stage: say(titles[stage]),
          percent: Math.round(share * 100),
        })}
        onChange={({ target }) => play.goTo(target.valueAsNumber)}
      />
    </div>
  );
}

export function Film({ scene }: { scene: Scene }) {
  const { result } = useMeasured();
  const made = usePlayground((state) => (state.result?.scene === scene ? state.result : undefined));
  const [marked, mark] = useState<number>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { plan, model, square } = scene;
  const last = model.geometry.decoder ? stages.length : 2;
  const play = usePlay(last);
  const { moment } = play;
  const { stage } = stageAt(moment, last);
  const grid = useMemo(() => gridOf(model.geometry), [model]);
  const photograph = useMemo(() => canvasOf(square), [square]);
  const prediction = useMemo(() => made && canvasOf(made.picture), [made]);
  const sprites = useMemo(() => spritesAt(moment, plan, grid), [moment, plan, grid]);
  const { patchSize } = model.geometry;
  useLayoutEffect(() => {
    const context = canvas.current && contextInMemory(canvas.current);
    if (context) draw(context, sprites, { photograph, prediction, grid, patchSize }, marked);
  }, [sprites, photograph, prediction, grid, patchSize, marked]);

  const point = ({ currentTarget, clientX, clientY }: PointerEvent): void => {
    const { left, top, width } = currentTarget.getBoundingClientRect();
    mark(spriteUnder((clientX - left) / width, (clientY - top) / width, sprites)?.patch);
  };
  const walk = (event: KeyboardEvent): void => {
    const next = stepFrom(event, marked ?? 0, grid);
    if (next === undefined) return;
    event.preventDefault();
    mark(next);
  };
  const front = sprites.findLast(({ patch, alpha }) => patch === marked && alpha > 0.5);
  const [row, column] = placeIn(grid, marked ?? 0);
  return (
    <section className="film" aria-label={say('explore.film')}>
      <div
        className="film-frame"
        role="application"
        aria-roledescription={say('explore.filmRole')}
        aria-label={say('explore.filmOf', { stage: say(titles[stage]) })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        onKeyDown={walk}
        onPointerDown={point}
        onPointerMove={point}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && mark(undefined)}
      >
        <span className="film-label" aria-hidden="true">
          {say('explore.encoder')}
        </span>
        <canvas ref={canvas} width={WIDTH} height={WIDTH * FRAME_HEIGHT} className="film-canvas" />
      </div>
      <Controls last={last} play={play} />
      <p className="film-words">
        <strong>{say(titles[stage])}</strong>
        <span>{factsOf(stage, scene, result)}</span>
      </p>
      <p className="quiet film-words" aria-live="polite">
        {marked === undefined
          ? say('explore.pointAtToken')
          : say('explore.tokenSays', {
              row: row + 1,
              column: column + 1,
              words: front ? say(guises[front.guise]) : say('explore.asNothing'),
            })}
      </p>
    </section>
  );
}
