/** What pictures are normalised by: of published code, or as something beside the file says. */
import type { Origin } from '../../runtime/checkpoint/reading';
import type { Model } from '../../runtime/models/model';
import type { Phrase } from '../../words/said';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { Choice, originWords } from './Choice';

type Normalised = Pick<Model, 'mean' | 'std'>;

const alike = (channels: number, mean: number, std: number): Normalised => ({
  mean: Array(channels).fill(mean),
  std: Array(channels).fill(std),
});

/** What pictures are normalised by in published code. */
const normalisations = (channels: number): readonly (Normalised & { readonly title: Phrase })[] => [
  channels === 3
    ? { title: 'model.imageNet', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
    : { title: 'model.imageNetOnAverage', ...alike(channels, 0.449, 0.226) },
  { title: 'model.halves', ...alike(channels, 0.5, 0.5) },
  { title: 'model.unnormalised', ...alike(channels, 0, 1) },
];

/** Of many channels the first few. */
const list = (values: readonly number[]): string =>
  values
    .slice(0, 4)
    .map((value) => value.toFixed(3))
    .join(' ') + (values.length > 4 ? ' …' : '');
const keyOf = ({ mean, std }: Normalised): string => `${list(mean)}, ${list(std)}`;

export function NormalisationChoice({ model, origin }: { model: Model; origin: Origin }) {
  const reread = usePlayground((state) => state.rereadModel);
  const known = normalisations(model.geometry.channels).map(({ title, ...one }) => ({
    ...one,
    title: say(title),
    value: keyOf(one),
  }));
  const value = keyOf(model);
  const own = known.some((one) => one.value === value) ? [] : [{ value, title: value }];
  return (
    <Choice
      label={say('model.normalisation')}
      words={originWords(origin)}
      value={value}
      options={[...known, ...own]}
      onChoose={(chosen) => {
        const found = known.find((one) => one.value === chosen);
        if (found) reread({ normalisation: { mean: found.mean, std: found.std } });
      }}
    />
  );
}
