/** What a network that knows nothing seems to know, once the truth's own mean colours are lent to it. */
import { useMemo } from 'react';
import { hiddenPsnr } from '../../../mae/errors';
import { patchMeans } from '../../../mae/patchMeans';
import { usePlayground } from '../../../ui/context';
import { decibels } from '../../../ui/numbers';
import { Picture } from '../../../ui/pictures/Picture';
import { say } from '../../../words/say';

export function Leak() {
  const scene = usePlayground((state) => state.scene);
  const result = usePlayground((state) => state.result);
  const lent = useMemo(() => {
    if (!scene) return undefined;
    const { square, plan, model } = scene;
    const picture = patchMeans(square, plan.mask, model.geometry);
    return { picture, psnr: hiddenPsnr(picture, square, plan.mask, model.geometry) };
  }, [scene]);
  if (!lent) return null;
  return (
    <figure className="lesson-leak">
      <Picture name={say('lesson.lentPicture')} raster={lent.picture} />
      <figcaption>
        {say('lesson.lentCaption', {
          lent: decibels(lent.psnr) ?? '–',
          network: (result && decibels(result.psnr)) ?? '–',
        })}
      </figcaption>
    </figure>
  );
}
