/** How an opened file is read: what it does not say, from where that is known, and another choice, which is drawn at once. */
import { type PatchOrder, patchOrders } from '../../mae/patchOrder';
import { predictedTargets } from '../../mae/target';
import type { Stack } from '../../runtime/checkpoint/network';
import type { Origin, Reading } from '../../runtime/checkpoint/reading';
import type { Model } from '../../runtime/models/model';
import { possibleHeads } from '../../runtime/models/readOtherwise';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { asOptions, Choice, originWords } from './Choice';
import { orderNames, targetNames } from './fits';
import { NormalisationChoice } from './NormalisationChoice';
import { BandChoices, GridChoice } from './PictureChoices';

/** Of the authors' code, of transformers, and PyTorch's own default. */
const EPSILONS = [1e-6, 1e-12, 1e-5];

interface HeadsProps {
  readonly label: string;
  readonly origin: Origin;
  readonly stack: Stack;
  readonly onChoose: (heads: number) => void;
}

function HeadsChoice({ label, origin, stack: { width, heads }, onChoose }: HeadsProps) {
  const possible = [...new Set([...possibleHeads(width), heads])].sort((a, b) => a - b);
  return (
    <Choice
      label={label}
      words={originWords(origin)}
      value={String(heads)}
      options={asOptions(possible)}
      onChoose={(chosen) => onChoose(Number(chosen))}
    />
  );
}

/** Such as a model and its average. */
function SetChoice({ sets }: { sets: readonly string[] }) {
  const chooseSet = usePlayground((state) => state.chooseSet);
  const options = sets.map((value) => ({
    value,
    title: value.replace(/\.$/, '') || say('model.unnamedSet'),
  }));
  return (
    <Choice
      label={say('model.set')}
      words={say('model.setOf', { count: sets.length })}
      value={sets[0]}
      options={options.sort((a, b) => a.title.localeCompare(b.title))}
      onChoose={(set) => void chooseSet(set)}
    />
  );
}

function Choices({ model, reading }: { model: Model; reading: Reading }) {
  const reread = usePlayground((state) => state.rereadModel);
  const { encoder, decoder, layerNormEps } = model.geometry;
  return (
    <>
      {model.sets && <SetChoice sets={model.sets} />}
      {model.target !== 'features' && (
        <Choice
          label={say('model.target')}
          words={originWords(reading.target.origin)}
          value={model.target}
          options={predictedTargets.map((value) => ({ value, title: say(targetNames[value]) }))}
          onChoose={(target) => reread({ target: target as Model['target'] })}
        />
      )}
      {model.target !== 'features' && (
        <Choice
          label={say('model.order')}
          words={originWords(reading.order.origin)}
          value={model.order ?? 'p q c'}
          options={patchOrders.map((value) => ({ value, title: say(orderNames[value]) }))}
          onChoose={(order) => reread({ order: order as PatchOrder })}
        />
      )}
      <GridChoice geometry={model.geometry} origin={reading.grid.origin} />
      {model.geometry.channels > 1 && model.geometry.channels !== 3 && (
        <BandChoices model={model} origin={reading.bands.origin} />
      )}
      <NormalisationChoice model={model} origin={reading.normalisation.origin} />
      <HeadsChoice
        label={say('model.encoderHeads')}
        origin={reading.heads.origin}
        stack={encoder}
        onChoose={(encoderHeads) => reread({ encoderHeads })}
      />
      {decoder && (
        <HeadsChoice
          label={say('model.decoderHeads')}
          origin={reading.heads.origin}
          stack={decoder}
          onChoose={(decoderHeads) => reread({ decoderHeads })}
        />
      )}
      <Choice
        label={say('model.layerNormEps')}
        words={originWords(reading.layerNormEps.origin)}
        value={String(layerNormEps)}
        options={[...new Set([...EPSILONS, layerNormEps])].map((value) => ({
          value: String(value),
          title: value.toExponential(),
        }))}
        onChoose={(chosen) => reread({ layerNormEps: Number(chosen) })}
      />
    </>
  );
}

export function HowRead() {
  const model = usePlayground((state) => state.model);
  const { reading } = model;
  if (!reading) return null;
  return (
    <details>
      <summary>{say('model.howRead')}</summary>
      <p>{say('model.howReadWords')}</p>
      <Choices model={model} reading={reading} />
    </details>
  );
}
