/** A model in several files: each has some of its tensors, and an index says where each is. */
import * as v from 'valibot';
import { said } from '../../words/said';
import { quoted } from '../quoted';
import { NotJson, readJson } from './json';
import { UnreadableModel } from './problem';
import type { Contents, StoredTensor } from './stored';

const Index = v.object({ weight_map: v.record(v.string(), v.string()) });

/** A model of a terabyte has two hundred. */
export const MOST_FILES = 999;

const Names = v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MOST_FILES));

/** As transformers numbers them, `model-00001-of-00003.safetensors`: which one of how many. */
const NUMBERED = /^(.*)-(\d{5})-of-(\d{5})(\.[a-z]+)$/;

/** The names that the files of an index have, in its order: at most `MOST_FILES`. Throws UnreadableModel. */
export function namesIn(index: string, name: string): readonly string[] {
  try {
    return v.parse(Names, [...new Set(Object.values(v.parse(Index, readJson(index)).weight_map))]);
  } catch (error) {
    if (!(error instanceof v.ValiError || error instanceof NotJson)) throw error;
    throw new UnreadableModel(said('checkpoint.noWeightMap', { name: quoted(name) }));
  }
}

/** The names of all files to which one that is numbered belongs. */
export function namesBeside(name: string): readonly string[] | undefined {
  const [, before, , count, ending] = NUMBERED.exec(name) ?? [];
  if (!count || Number(count) > MOST_FILES) return undefined;
  return Array.from(
    { length: Number(count) },
    (_, i) => `${before}-${String(i + 1).padStart(5, '0')}-of-${count}${ending}`,
  );
}

/** What the model is called, whose file has that name. */
export const nameOfAll = (name: string): string => name.replace(NUMBERED, '$1$4');

/** Several as one. Throws UnreadableModel when two have a tensor of the same name. */
export function joined(parts: readonly Contents[], name: string): Contents {
  const owners = new Map<string, Contents>();
  for (const part of parts) {
    for (const tensor of part.names) {
      if (owners.has(tensor)) {
        throw new UnreadableModel(
          said('checkpoint.inTwoFiles', { tensor: quoted(tensor), name: quoted(name) }),
        );
      }
      owners.set(tensor, part);
    }
  }
  const locate = async (names: readonly string[]): Promise<ReadonlyMap<string, StoredTensor>> => {
    const found = await Promise.all(
      parts.map((part) => part.locate(names.filter((tensor) => owners.get(tensor) === part))),
    );
    return new Map(found.flatMap((tensors) => [...tensors]));
  };
  const remarks = Object.assign({}, ...parts.map(({ remarks }) => remarks));
  return { names: [...owners.keys()], locate, remarks };
}
