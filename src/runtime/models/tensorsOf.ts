/** The weights of a model, wherever they come from. */
import { said } from '../../words/said';
import type { Tensors } from '../checkpoint/network';
import { openCheckpoint } from '../checkpoint/open';
import { Sentence } from '../message';
import type { Model } from './model';

/** Of one that the page brings along the file is fetched. Throws a `Sentence`, half of one. */
export async function tensorsOf({ files }: Model): Promise<Tensors> {
  if ('tensors' in files) return files.tensors;
  const answer = await fetch(files.weights.url).catch(() => undefined);
  const blob = answer?.ok ? await answer.blob().catch(() => undefined) : undefined;
  if (!blob) throw new Sentence(said('inference.modelNotFetched'));
  return (await openCheckpoint(new File([blob], 'model.safetensors'), 'model.safetensors')).tensors;
}
