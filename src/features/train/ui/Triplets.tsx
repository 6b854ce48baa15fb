/** Held-out pictures: masked, as the model draws them, as they are, and as interpolation fills them. */
import { useMemo } from 'react';
import { compose, maskedPicture } from '../../../mae/compose';
import type { Raster } from '../../../mae/raster';
import type { HeldPicture } from '../../../runtime/train/protocol';
import { usePlayground } from '../../../ui/context';
import { Picture } from '../../../ui/pictures/Picture';
import { say } from '../../../words/say';
import type { Run } from '../store/run';

const SHOWN = 4;

interface RowProps {
  readonly number: number;
  readonly held: HeldPicture;
  readonly drawn?: Raster;
  readonly geometry: Run['options']['geometry'];
}

function Row({ number, held: { square, mask, interpolated }, drawn, geometry }: RowProps) {
  const isPasted = usePlayground((state) => state.view.pasteVisible);
  const masked = useMemo(() => maskedPicture(square, mask, geometry), [square, mask, geometry]);
  const shown = useMemo(
    () => drawn && (isPasted ? compose(square, drawn, mask, geometry) : drawn),
    [drawn, isPasted, square, mask, geometry],
  );
  const nameOf = (what: string): string => say('train.tripletPart', { what, number });
  return (
    <li className="train-row">
      <Picture name={nameOf(say('train.masked'))} raster={masked} />
      <Picture name={nameOf(say('train.drawn'))} raster={shown} />
      <Picture name={nameOf(say('train.original'))} raster={square} />
      <Picture name={nameOf(say('train.filled'))} raster={interpolated} />
    </li>
  );
}

export function Triplets({ run: { triplets = [], drawn, drawnAt = 0, options } }: { run: Run }) {
  if (triplets.length === 0) return null;
  return (
    <div className="train-triplets">
      <h4>{say('train.triplets', { step: drawnAt })}</h4>
      <div className="train-row quiet train-heads" aria-hidden="true">
        <span>{say('train.masked')}</span>
        <span>{say('train.drawn')}</span>
        <span>{say('train.original')}</span>
        <span>{say('train.filled')}</span>
      </div>
      <ul>
        {triplets.slice(0, SHOWN).map((held, i) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: always the same pictures
            key={i}
            number={i + 1}
            held={held}
            drawn={drawn?.[i]}
            geometry={options.geometry}
          />
        ))}
      </ul>
    </div>
  );
}
