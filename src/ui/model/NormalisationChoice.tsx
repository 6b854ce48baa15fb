/** What pictures are normalised by: of published code, or as something beside the file says. */
import type { Origin } from '../../runtime/checkpoint/reading';
import type { Model } from '../../runtime/models/model';
import { usePlayground } from '../context';
import { Choice, originWords } from './Choice';

type Normalised = Pick<Model, 'mean' | 'std'>;

const alike = (channels: number, mean: number, std: number): Normalised => ({
  mean: Array(channels).fill(mean),
  std: Array(channels).fill(std),
});

/** What pictures are normalised by in published code. */
const normalisations = (channels: number): readonly (Normalised & { readonly title: string })[] => [
  channels === 3
    ? { title: 'ImageNet’s', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
    : { title: 'ImageNet’s, on average', ...alike(channels, 0.449, 0.226) },
  { title: '0.5 and 0.5', ...alike(channels, 0.5, 0.5) },
  { title: 'none: values of 0 to 1', ...alike(channels, 0, 1) },
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
  const known = normalisations(model.geometry.channels).map((one) => ({ ...one, value: keyOf(one) }));
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
