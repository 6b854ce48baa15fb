/** Which figure is made, and of what. */
import { useId } from 'react';
import { MAX_RATIO } from '../../../mae/mask';
import { percent } from '../../../store/percent';
import type { OwnId } from '../../../store/photo';
import type { Sample } from '../../../store/samples';
import { usePage, usePlayground } from '../../../ui/context';
import { Field, WholeField } from '../../../ui/parts/Field';
import { Segments } from '../../../ui/parts/Segments';
import { Gallery, Thumbnail } from '../../../ui/photo/Gallery';
import { OwnThumbnail } from '../../../ui/photo/OwnPhotos';
import type { Phrase } from '../../../words/said';
import { say } from '../../../words/say';
import { type FigureKind, MOST_MASKS, MOST_RATIOS } from '../store/tasks';
import { useFigure } from './context';
import './figure-controls.css';

const explanations: Record<FigureKind, Phrase> = {
  ratios: 'figure.ratiosMean',
  photographs: 'figure.photographsMean',
  masks: 'figure.masksMean',
  complementary: 'figure.allPatchesMean',
};

/** Percents between commas, semicolons or spaces as ratios of 0 … 0.99; undefined for anything else. */
function readRatios(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;%，；、％]+/).filter(Boolean);
  const ratios = parts.map((part) => (/^\d+(\.\d+)?$/.test(part) ? Number(part) / 100 : Number.NaN));
  const isList = parts.length >= 1 && parts.length <= MOST_RATIOS;
  return isList && ratios.every((ratio) => ratio <= MAX_RATIO) ? ratios : undefined;
}

const writeRatios = (ratios: readonly number[]): string =>
  ratios.map((ratio) => Number((ratio * 100).toFixed(2))).join(', ');

function Ratios() {
  const id = useId();
  const ratios = useFigure(({ choice }) => choice.ratios);
  const choose = useFigure((state) => state.choose);
  return (
    <div className="figure-option">
      <label htmlFor={id}>{say('figure.ratioList')}</label>
      <Field
        id={id}
        type="text"
        value={ratios}
        write={writeRatios}
        read={readRatios}
        onValue={(list) => choose({ ratios: list })}
        hint={say('figure.ratioHint', { most: MOST_RATIOS, highest: MAX_RATIO * 100 })}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  );
}

function Photographs() {
  const { samples } = usePage();
  const chosen = useFigure(({ choice }) => choice.photographs);
  const choose = useFigure((state) => state.choose);
  const shown = usePlayground(({ photo }) => photo?.own);
  const own = usePlayground((state) => state.own).filter((photo) => photo.own !== shown);
  const all = [...own.map((photo) => photo.own), ...samples];
  /** What is the same for each of them: the photograph, in the figure or not. */
  const facts = (one: Sample | OwnId, title: string) => ({
    alt: '',
    title,
    isChosen: chosen.includes(one),
    // Without any there would be no figure.
    'aria-disabled': chosen.length === 1 && chosen[0] === one,
    'aria-label': say('figure.inFigure', { title }),
    onClick: () => choose({ photographs: all.filter((other) => chosen.includes(other) !== (other === one)) }),
  });
  return (
    <fieldset className="figure-option">
      <legend>{say(shown ? 'figure.photographsAfterOwn' : 'figure.chosenPhotographs')}</legend>
      <Gallery>
        {own.map((photo) => (
          <OwnThumbnail key={photo.own} photo={photo} {...facts(photo.own, photo.title)} />
        ))}
        {samples.map((sample) => (
          <Thumbnail key={sample.id} sample={sample} {...facts(sample, say(sample.title))} />
        ))}
      </Gallery>
    </fieldset>
  );
}

/** That a mask made by hand is not among many that are drawn by lot. */
function ByHandWords() {
  const { hand, strategy, ratio } = usePlayground((state) => state.masking);
  if (!hand) return null;
  return (
    <p className="quiet figure-option">{say('figure.handLeftOut', { strategy, ratio: percent(ratio) })}</p>
  );
}

function Masks() {
  const id = useId();
  const masks = useFigure(({ choice }) => choice.masks);
  const choose = useFigure((state) => state.choose);
  return (
    <div className="figure-option">
      <label htmlFor={id}>{say('figure.maskCount')}</label>
      <WholeField
        id={id}
        value={masks}
        min={2}
        max={MOST_MASKS}
        onValue={(count) => choose({ masks: count })}
        hint={say('figure.maskCountHint', { most: MOST_MASKS })}
      />
    </div>
  );
}

export function FigureControls() {
  const kind = useFigure(({ choice }) => choice.kind);
  const choose = useFigure((state) => state.choose);
  return (
    <div className="figure-controls">
      <Segments
        label={say('figure.title')}
        options={{
          ratios: say('figure.ratios'),
          photographs: say('figure.photographs'),
          masks: say('figure.masks'),
          complementary: say('figure.allPatches'),
        }}
        value={kind}
        onChange={(chosen) => choose({ kind: chosen })}
      />
      <p className="quiet">{say(explanations[kind])}</p>
      {kind === 'ratios' && <Ratios />}
      {kind === 'photographs' && <Photographs />}
      {kind === 'masks' && <Masks />}
      {kind === 'masks' && <ByHandWords />}
    </div>
  );
}
