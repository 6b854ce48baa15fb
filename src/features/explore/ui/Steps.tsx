/** What happens between the masked picture and its reconstruction, step by step and in this picture's own numbers: the paper's figure 1, live. */
import { useMemo } from 'react';
import { patchDim } from '../../../mae/geometry';
import type { Raster } from '../../../mae/raster';
import { isNormalised } from '../../../mae/target';
import type { Playground } from '../../../store/playground';
import { usePlayground } from '../../../ui/context';
import { Explained } from '../../../ui/glossary/Explained';
import type { TermId } from '../../../ui/glossary/terms';
import { outputName } from '../../../ui/model/targets';
import { counted, decimals } from '../../../ui/numbers';
import { Lens } from '../../../ui/pictures/Lens';
import { LoadingBar } from '../../../ui/pictures/LoadingBar';
import { Picture } from '../../../ui/pictures/Picture';
import { useMaker, useMeasured, usePicture, useStale } from '../../../ui/pictures/usePicture';
import { stepPictures } from './stepPictures';
import './steps.css';

interface StepProps {
  readonly title: string;
  /** The word to be explained in it. */
  readonly term: TermId;
  readonly picture: string;
  readonly raster: Raster | undefined;
  /** Whether the picture waits for the network. */
  readonly computed?: boolean;
  /** Whether its patches lie where they lie in the photograph, so that it is magnified with the others. */
  readonly inPlace?: boolean;
  /** Whether what is said of it is of the settings before. */
  readonly isOld?: boolean;
  /** What is said of it. */
  readonly children: string;
}

function Step({
  title,
  term,
  picture,
  raster,
  computed = false,
  inPlace = true,
  isOld = false,
  children,
}: StepProps) {
  const stale = useStale() && computed;
  return (
    <li className={stale ? 'step stale' : 'step'}>
      <div className="step-head">
        <h2>{title}</h2>
        <Explained term={term} />
      </div>
      <div className="frame step-frame">
        {inPlace ? (
          <Lens>
            <Picture name={picture} raster={raster} />
          </Lens>
        ) : (
          <Picture name={picture} raster={raster} />
        )}
        {computed && <LoadingBar />}
      </div>
      <p className={isOld ? 'outdated' : undefined}>{children}</p>
    </li>
  );
}

const howHidden = ({ masking: { hand, strategy, seed } }: Playground): string =>
  hand ? 'by hand' : `by the ${strategy} mask of seed ${seed}`;

export function Steps() {
  const scene = usePlayground((state) => state.scene);
  const { result, isOld } = useMeasured();
  const made = outputName(useMaker());
  const geometry = usePlayground(({ model }) => model.geometry);
  const target = usePlayground(({ model }) => model.target);
  const how = usePlayground(howHidden);
  const [masked, raw] = [usePicture('masked'), usePicture('raw')];
  const inputs = useMemo(() => scene && stepPictures(scene), [scene]);
  const { encoder, decoder, patchSize } = geometry;
  const patches = scene?.plan.mask.length ?? 0;
  const visible = scene?.plan.idsKeep.length ?? 0;
  const hidden = patches - visible;
  return (
    <section aria-label="Steps">
      <ol className="steps">
        <Step title="Hide" term="patch" picture="Masked" raster={masked}>
          {`The picture is cut into ${patches} patches of ${patchSize} × ${patchSize} pixels. ${hidden} of them are hidden, ${how}.`}
        </Step>
        <Step title="Encode" term="encoder" picture="Visible patches" raster={inputs?.packed} inPlace={false}>
          {`Only the ${visible} visible patches go in, each told its place. In ${counted(encoder.depth, 'transformer block')} ${encoder.width} numbers are made of each: the latent. Nothing hidden is ever seen.`}
        </Step>
        {decoder ? (
          <>
            <Step title="Fill up" term="maskToken" picture="Tokens" raster={inputs?.tokens}>
              {`The ${visible} latent tokens (blue) go back to their places. In the ${hidden} others stands one learned mask token (grey), told its place as well.`}
            </Step>
            <Step title="Decode" term="decoder" picture={made} raster={raw} computed>
              {`In ${counted(decoder.depth, 'more block')}, ${decoder.width} wide, all ${patches} tokens are seen together and ${patchDim(geometry)} numbers are predicted for each: a whole picture.`}
            </Step>
            <Step title="Compare" term="loss" picture="Compared" raster={inputs?.compared} isOld={isOld}>
              {`The loss, ${decimals(result?.loss ?? Number.NaN, 4)}, is the mean squared error on ${hidden} hidden patches${isNormalised(target) ? ', each normalised by itself' : ''}. On visible ones nothing was ever asked, so they look worse.`}
            </Step>
          </>
        ) : (
          <Step title="Look" term="features" picture={made} raster={raw} computed>
            {
              'This file has no decoder. Shown are the three directions in which the patches’ numbers differ most, as red, green and blue.'
            }
          </Step>
        )}
      </ol>
      <p className="quiet">
        After such training the decoder is thrown away, and the encoder is shown whole pictures, to recognise
        what is in them.
      </p>
    </section>
  );
}
