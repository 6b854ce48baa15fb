/** What the model is shown: cuts of the last batch, behind their masks. One picture to those who hear it, since no single cut matters. */
import { useMemo } from 'react';
import { maskedPicture } from '../../../mae/compose';
import type { MaskedSquare } from '../../../runtime/train/protocol';
import { Picture } from '../../../ui/pictures/Picture';
import { say } from '../../../words/say';
import type { Run } from '../store/run';

interface CutProps extends MaskedSquare {
  readonly geometry: Run['options']['geometry'];
}

function Cut({ square, mask, geometry }: CutProps) {
  const masked = useMemo(() => maskedPicture(square, mask, geometry), [square, mask, geometry]);
  return <Picture raster={masked} />;
}

export function ShownBatch({ run: { shown, options } }: { run: Run }) {
  if (!shown) return null;
  const { step, pictures } = shown;
  const [{ mask }] = pictures;
  const name = say('train.shownName', {
    ...{ step, count: pictures.length, batch: options.batch },
    ...{ hidden: mask.filter((entry) => entry === 1).length, patches: mask.length },
  });
  return (
    <div className="train-shown">
      <h4>{say('train.shown', { step })}</h4>
      <p className="quiet">{say('train.shownMeans')}</p>
      <div className="train-cuts" role="img" aria-label={name}>
        {pictures.map((picture, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: places that pictures take turns in
          <Cut key={i} {...picture} geometry={options.geometry} />
        ))}
      </div>
    </div>
  );
}
