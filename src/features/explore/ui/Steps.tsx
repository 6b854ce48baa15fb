/** What happens between the masked picture and its reconstruction, step by step and in this picture's own numbers: the paper's figure 1, live. */
import { type ReactNode, useMemo } from 'react';
import { patchDim } from '../../../mae/geometry';
import type { Raster } from '../../../mae/raster';
import { isNormalised } from '../../../mae/target';
import { usePlayground } from '../../../ui/context';
import { Explained } from '../../../ui/glossary/Explained';
import type { TermId } from '../../../ui/glossary/terms';
import { howMasked } from '../../../ui/mask/howMasked';
import { outputName } from '../../../ui/model/targets';
import { decimals } from '../../../ui/numbers';
import { Lens } from '../../../ui/pictures/Lens';
import { LoadingBar } from '../../../ui/pictures/LoadingBar';
import { Picture } from '../../../ui/pictures/Picture';
import { pictureName, useMaker, useMeasured, usePicture, useStale } from '../../../ui/pictures/usePicture';
import { say, sayRich } from '../../../words/say';
import { Film } from './film/Film';
import { stepPictures } from './stepPictures';
import './steps.css';

/** Technical words in what is said. */
const explained = {
  block: (words: ReactNode) => <Explained term="block">{words}</Explained>,
  latent: (words: ReactNode) => <Explained term="latent">{words}</Explained>,
  maskToken: (words: ReactNode) => <Explained term="maskToken">{words}</Explained>,
  mse: (words: ReactNode) => <Explained term="mse">{words}</Explained>,
};

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
  readonly children: ReactNode;
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
      <div className={isOld ? 'step-words outdated' : 'step-words'}>{children}</div>
    </li>
  );
}

export function Steps() {
  const scene = usePlayground((state) => state.scene);
  const { result, isOld } = useMeasured();
  const maker = useMaker();
  const made = outputName(maker);
  const geometry = usePlayground(({ model }) => model.geometry);
  const target = usePlayground(({ model }) => model.target);
  const masking = usePlayground((state) => state.masking);
  const [masked, raw] = [usePicture('masked'), usePicture('raw')];
  const inputs = useMemo(() => scene && stepPictures(scene), [scene]);
  const { encoder, decoder, patchSize } = geometry;
  const patches = scene?.plan.mask.length ?? 0;
  const visible = scene?.plan.idsKeep.length ?? 0;
  const hidden = patches - visible;
  return (
    <section aria-label={say('explore.steps')}>
      {scene && <Film scene={scene} />}
      <ol className="steps">
        <Step title={say('explore.hide')} term="patch" picture={pictureName('masked', maker)} raster={masked}>
          {say('explore.howHidden', { patches, size: patchSize, hidden, ...howMasked(masking) })}
        </Step>
        <Step
          title={say('explore.encode')}
          term="encoder"
          picture={say('explore.visiblePatches')}
          raster={inputs?.packed}
          inPlace={false}
        >
          {sayRich('explore.howEncoded', explained, { visible, depth: encoder.depth, width: encoder.width })}
        </Step>
        {decoder ? (
          <>
            <Step
              title={say('explore.fillUp')}
              term="maskToken"
              picture={say('explore.tokens')}
              raster={inputs?.tokens}
            >
              {sayRich('explore.howFilledUp', explained, { visible, hidden })}
            </Step>
            <Step title={say('explore.decode')} term="decoder" picture={made} raster={raw} computed>
              {say('explore.howDecoded', {
                depth: decoder.depth,
                width: decoder.width,
                patches,
                numbers: patchDim(geometry),
              })}
            </Step>
            <Step
              title={say('explore.compare')}
              term="loss"
              picture={say('explore.compared')}
              raster={inputs?.compared}
              isOld={isOld}
            >
              {sayRich('explore.howCompared', explained, {
                loss: decimals(result?.loss ?? Number.NaN, 4),
                hidden,
                target: isNormalised(target) ? 'normalised' : 'plain',
              })}
            </Step>
          </>
        ) : (
          <Step title={say('explore.look')} term="features" picture={made} raster={raw} computed>
            {say('explore.features')}
          </Step>
        )}
      </ol>
      <p className="quiet">{say('explore.afterTraining')}</p>
    </section>
  );
}
