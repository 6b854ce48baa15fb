/** How an opened file is read: what it does not say, from where that is known, and another choice, which is drawn at once. */
import { useId } from 'react';
import { type PatchOrder, patchOrders } from '../../mae/patchOrder';
import type { Stack } from '../../runtime/checkpoint/network';
import type { Origin, Reading } from '../../runtime/checkpoint/reading';
import type { Model } from '../../runtime/models/model';
import { possibleHeads } from '../../runtime/models/readOtherwise';
import { usePlayground } from '../context';
import { Menu } from '../parts/Menu';
import { orderNames, targetNames } from './fits';

const originWords: Readonly<Record<Origin, string>> = {
  'config.json': 'from config.json',
  'preprocessor_config.json': 'from preprocessor_config.json',
  file: 'from the file',
  options: 'from the options saved beside the weights',
  name: 'from the name of the file',
  family: 'as the code does that calls its tensors so',
  assumed: 'assumed, since nothing says it',
  person: 'as you chose',
};

const targets = Object.entries(targetNames).map(([value, title]) => ({ value, title }));

/** Of the authors' code, of transformers, and PyTorch's own default. */
const EPSILONS = [1e-6, 1e-12, 1e-5];

/** What pictures are normalised by in published code, [0, 1] per channel. */
const normalisations = [
  { title: 'ImageNet’s', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  { title: '0.5 and 0.5', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  { title: 'none: values of 0 to 1', mean: [0, 0, 0], std: [1, 1, 1] },
] as const satisfies readonly { title: string; mean: Model['mean']; std: Model['std'] }[];

interface ChoiceProps {
  readonly label: string;
  /** What stands beside it: from where it is known. */
  readonly words: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly onChoose: (value: string) => void;
}

function Choice({ words, ...menu }: ChoiceProps) {
  const id = useId();
  return (
    <div className="how-read">
      <Menu {...menu} describedBy={id} />
      <span id={id} className="quiet">
        {words}
      </span>
    </div>
  );
}

const asOptions = (values: readonly number[]): ChoiceProps['options'] =>
  values.map((value) => ({ value: String(value), title: String(value) }));

const triple = (values: readonly number[]): string => values.map((value) => value.toFixed(3)).join(' ');
const keyOf = ({ mean, std }: Pick<Model, 'mean' | 'std'>): string => `${triple(mean)}, ${triple(std)}`;

function NormalisationChoice({ model, origin }: { model: Model; origin: Origin }) {
  const reread = usePlayground((state) => state.rereadModel);
  const known = normalisations.map((one) => ({ ...one, value: keyOf(one) }));
  const value = keyOf(model);
  const own = known.some((one) => one.value === value) ? [] : [{ value, title: value }];
  return (
    <Choice
      label="Mean and deviation of pictures"
      words={originWords[origin]}
      value={value}
      options={[...known, ...own]}
      onChoose={(chosen) => {
        const found = known.find((one) => one.value === chosen);
        if (found) reread({ normalisation: { mean: found.mean, std: found.std } });
      }}
    />
  );
}

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
      words={originWords[origin]}
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
    title: value.replace(/\.$/, '') || 'those right in the file',
  }));
  return (
    <Choice
      label="Which weights of the file"
      words={`of ${sets.length} in the file that fit`}
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
          label="What it predicts"
          words={originWords[reading.target.origin]}
          value={model.target}
          options={targets}
          onChoose={(target) => reread({ target: target as Model['target'] })}
        />
      )}
      {model.target !== 'features' && (
        <Choice
          label="Order of the numbers in a patch"
          words={originWords[reading.order.origin]}
          value={model.order ?? 'p q c'}
          options={patchOrders.map((value) => ({ value, title: orderNames[value] }))}
          onChoose={(order) => reread({ order: order as PatchOrder })}
        />
      )}
      <NormalisationChoice model={model} origin={reading.normalisation.origin} />
      <HeadsChoice
        label="Attention heads of the encoder"
        origin={reading.heads.origin}
        stack={encoder}
        onChoose={(encoderHeads) => reread({ encoderHeads })}
      />
      {decoder && (
        <HeadsChoice
          label="Attention heads of the decoder"
          origin={reading.heads.origin}
          stack={decoder}
          onChoose={(decoderHeads) => reread({ decoderHeads })}
        />
      )}
      <Choice
        label="Epsilon of the layer norms"
        words={originWords[reading.layerNormEps.origin]}
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
      <summary>How this model is read</summary>
      <p>
        The shapes of a file’s tensors tell most of a model. This is what they do not tell, and from where it
        was taken. If you know better, choose: the picture follows.
      </p>
      <Choices model={model} reading={reading} />
    </details>
  );
}
