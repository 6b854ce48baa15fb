/** Which of the files that a person brings are a model's, by what is in them: people call weights whatever they like. */
import { said, type Words } from '../../words/said';
import { LONGEST_HEADER } from '../checkpoint/bounds';
import { kindOf } from '../checkpoint/kind';
import { UnreadableModel } from '../checkpoint/problem';
import { nameOfAll, namesBeside, namesIn } from '../checkpoint/shards';
import { quoted } from '../quoted';
import { textOf } from './text';
import { PREFERRED, USUAL } from './weightNames';

export interface Brought {
  /** What the model is called. */
  readonly name: string;
  /** More than one where it is kept in several. */
  readonly weights: readonly File[];
  /** Its config.json, or model.json. */
  readonly config?: File;
  readonly preprocessor?: File;
}

const DESCRIPTION = /\.json$/i;
const INDEX = /\.index\.json$/i;
const PREPROCESSOR = /^preprocessor_config\.json$/i;
/** Of a model as well, in the order of preference. */
const CONFIGS = [/^config\.json$/i, /^model\.json$/i];
/** What lies beside models on the hub and in folders of the recipe, and is not read. */
const SPARE =
  /\.(onnx|md|txt|h5|msgpack|py|ya?ml|png|jpe?g|webp|gif|svg|pdf)$|^(golden|preview|generation_config|tokenizer.*|special_tokens_map|trainer_state|all_results|eval_results|train_results)\.json$|^\.|^LICENSE/i;
/** An archive of anything begins as one of PyTorch's does. */
const ARCHIVE = /\.(zip|docx|xlsx|pptx|odt|epub|jar|apk)$/i;

/** Whether a file begins as one of weights does. */
async function isWeights(file: File): Promise<boolean> {
  if (DESCRIPTION.test(file.name) || ARCHIVE.test(file.name)) return false;
  return (await kindOf(file).catch(() => undefined)) !== undefined;
}

/** Whether there are weights among files, whole or damaged. */
export async function hasWeights(files: readonly File[]): Promise<boolean> {
  const areWeights = files.map(async (file) => USUAL.test(file.name) || (await isWeights(file)));
  return (await Promise.all(areWeights)).includes(true);
}

/** Whether there is something of a model's among files: weights, or a description. */
export const hasModel = async (files: readonly File[]): Promise<boolean> =>
  files.some(({ name }) => DESCRIPTION.test(name)) || (await hasWeights(files));

function list(all: readonly string[]): Words {
  const some = all.slice(0, 4).map((name): Words => quoted(name));
  const names = some.reduce((before, next) => said('models.listed', { names: before, next }));
  const count = all.length - some.length;
  return count ? said('models.andMore', { names, count }) : names;
}

/** Throws UnreadableModel when there are no weights, more than one model's, or not all files of one. */
export async function sorted(files: readonly File[]): Promise<Brought> {
  const jsons = files.filter(({ name }) => DESCRIPTION.test(name) && !SPARE.test(name));
  const preprocessor = jsons.find(({ name }) => PREPROCESSOR.test(name));
  const indices = jsons.filter(({ name }) => INDEX.test(name));
  const others = jsons.filter((file) => file !== preprocessor && !indices.includes(file));
  const preferred = CONFIGS.map((pattern) => others.find(({ name }) => pattern.test(name))).find(Boolean);
  if (!preferred && others.length > 1) {
    const names = list(others.map(({ name }) => name));
    throw new UnreadableModel(said('models.severalDescriptions', { count: others.length, names }));
  }
  const config = preferred ?? others[0];
  const about = { ...(config && { config }), ...(preprocessor && { preprocessor }) };
  return { ...(await weightsIn(files, indices)), ...about };
}

async function weightsIn(
  files: readonly File[],
  indices: readonly File[],
): Promise<Pick<Brought, 'name' | 'weights'>> {
  const notJson = files.filter(({ name }) => !DESCRIPTION.test(name));
  const candidates = notJson.length === 1 ? notJson : notJson.filter(({ name }) => !SPARE.test(name));
  const areWeights = await Promise.all(candidates.map(isWeights));
  const sure = candidates.filter((_, i) => areWeights[i]);
  // One that is damaged has a sentence of its own.
  const found = sure.length || candidates.length > 1 ? sure : candidates;
  const whole = PREFERRED.map((name) => found.find((file) => file.name === name)).find(Boolean);
  const isSame = ({ name }: File): boolean => PREFERRED.includes(name) || namesBeside(name) !== undefined;
  if (whole && found.every(isSame)) return { name: whole.name, weights: [whole] };
  if (indices.length) return indexed(found, indices);
  if (found.length === 0) {
    throw new UnreadableModel(said('models.noWeights'));
  }
  const [first] = found;
  const beside = namesBeside(first.name);
  if (beside) return all(beside, found, first.name);
  if (found.length === 1) return { name: first.name, weights: found };
  const names = list(found.map(({ name }) => name));
  throw new UnreadableModel(said('models.severalWeights', { count: found.length, names }));
}

/** By the first of the lists that has all of its files, or else has any. */
async function indexed(
  found: readonly File[],
  indices: readonly File[],
): Promise<Pick<Brought, 'name' | 'weights'>> {
  const lists = await Promise.all(
    indices.map(async (index) => ({
      index,
      names: namesIn(await textOf(index, LONGEST_HEADER), index.name),
    })),
  );
  const has = (name: string): boolean => found.some((file) => file.name === name);
  const { index, names } =
    lists.find(({ names }) => names.every(has)) ?? lists.find(({ names }) => names.some(has)) ?? lists[0];
  return all(names, found, index.name.replace(INDEX, ''));
}

function all(
  names: readonly string[],
  found: readonly File[],
  name: string,
): Pick<Brought, 'name' | 'weights'> {
  const missing = names.filter((one) => !found.some((file) => file.name === one));
  if (missing.length) {
    const which = { name: quoted(nameOfAll(name)), count: names.length };
    throw new UnreadableModel(
      missing.length === names.length
        ? said('models.noneOfFiles', which)
        : said('models.missingFiles', { ...which, names: list(missing), missing: missing.length }),
    );
  }
  const weights = names
    .map((one) => found.find((file) => file.name === one))
    .filter((file) => file !== undefined);
  return { name: nameOfAll(name), weights };
}
