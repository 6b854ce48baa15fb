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
import { type FigureKind, MOST_MASKS, MOST_RATIOS } from '../store/tasks';
import { useFigure } from './context';
import './figure-controls.css';

const kinds: Record<FigureKind, string> = {
  ratios: 'Ratios',
  photographs: 'Photos',
  masks: 'Masks',
  complementary: 'All patches',
};

const explanations: Record<FigureKind, string> = {
  ratios:
    'One photograph at several mask ratios, as in figure 4 of the paper. The list takes the place of the slider.',
  photographs: 'Many photographs behind the same mask, as in figure 2 of the paper.',
  masks: 'One photograph behind many masks: what they agree on, and where each mask leads somewhere else.',
  complementary: 'Masks that together hide every patch: a whole picture of nothing but predictions.',
};

const LIST_HINT = `Write one to ${MOST_RATIOS} ratios in percent, 0 to ${MAX_RATIO * 100}, with commas or spaces between them.`;

/** Percents between commas, semicolons or spaces as ratios of 0 … 0.99; undefined for anything else. */
function readRatios(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;%]+/).filter(Boolean);
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
      <label htmlFor={id}>Mask ratios, %</label>
      <Field
        id={id}
        type="text"
        value={ratios}
        write={writeRatios}
        read={readRatios}
        onValue={(list) => choose({ ratios: list })}
        hint={LIST_HINT}
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
    'aria-label': `${title} in the figure`,
    onClick: () => choose({ photographs: all.filter((other) => chosen.includes(other) !== (other === one)) }),
  });
  return (
    <fieldset className="figure-option">
      <legend>{shown ? 'Photographs, after your own' : 'Photographs'}</legend>
      <Gallery>
        {own.map((photo) => (
          <OwnThumbnail key={photo.own} photo={photo} {...facts(photo.own, photo.title)} />
        ))}
        {samples.map((sample) => (
          <Thumbnail key={sample.id} sample={sample} {...facts(sample, sample.title)} />
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
    <p className="quiet figure-option">
      {`Your mask made by hand is one alone, so it is left out here: these are ${strategy} masks that hide as much, ${percent(ratio)}. The other figures use yours.`}
    </p>
  );
}

function Masks() {
  const id = useId();
  const masks = useFigure(({ choice }) => choice.masks);
  const choose = useFigure((state) => state.choose);
  return (
    <div className="figure-option">
      <label htmlFor={id}>Number of masks</label>
      <WholeField
        id={id}
        value={masks}
        min={2}
        max={MOST_MASKS}
        onValue={(count) => choose({ masks: count })}
        hint={`That is a whole number from 2 to ${MOST_MASKS}.`}
      />
    </div>
  );
}

export function FigureControls() {
  const kind = useFigure(({ choice }) => choice.kind);
  const choose = useFigure((state) => state.choose);
  return (
    <div className="figure-controls">
      <Segments label="Figure" options={kinds} value={kind} onChange={(chosen) => choose({ kind: chosen })} />
      <p className="quiet">{explanations[kind]}</p>
      {kind === 'ratios' && <Ratios />}
      {kind === 'photographs' && <Photographs />}
      {kind === 'masks' && <Masks />}
      {kind === 'masks' && <ByHandWords />}
    </div>
  );
}
