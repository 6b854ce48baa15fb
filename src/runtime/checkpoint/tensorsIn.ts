/**
 * All tensors in what was unpickled, however deep they lie, by the way to them: `state_dict.blocks.0.norm1.weight`. Which of them are
 * a model's is judged by their names, not by the key under which people happen to save it.
 */
import { said } from '../../words/said';
import { quoted } from '../quoted';
import { MOST_LISTED, MOST_NESTED } from './bounds';
import { Inert, type Value } from './pickle';
import { UnreadableModel } from './problem';
import { Told } from './torchTypes';

export interface Found {
  readonly tensors: ReadonlyMap<string, Told>;
  /** What the options that lie beside them say of normalised targets, if they do not contradict each other. */
  readonly normalised?: boolean;
  /** How many arrays of numpy there are. */
  readonly arrays: number;
}

/** What a module of PyTorch that was saved as an object calls its parts. */
const PARTS_OF_MODULE = new Set(['_parameters', '_buffers', '_modules']);
/** Of the authors, and of MAE-pytorch, by its own spelling. */
const OPTIONS: ReadonlySet<unknown> = new Set(['norm_pix_loss', 'normlize_target']);
const ARRAY = /^numpy\.\w*core\.multiarray\._reconstruct$/;

const isName = (key: Value): key is string | number => typeof key === 'string' || Number.isSafeInteger(key);

/** Throws UnreadableModel. */
export function tensorsIn(content: Value, file: string): Found {
  const tensors = new Map<string, Told>();
  const options = new Set<boolean>();
  /** What is reached by two ways is told of by the first. */
  const seen = new Set<object>();
  let arrays = 0;

  function look(value: Value, way: readonly (string | number)[]): void {
    if (value instanceof Told && way.length) return note(value, way.join('.'));
    if (typeof value !== 'object' || value === null || seen.has(value) || way.length > MOST_NESTED) return;
    seen.add(value);
    if (value instanceof Map) {
      for (const [key, inner] of value) {
        if (!isName(key)) continue;
        if (OPTIONS.has(key) && typeof inner === 'boolean') options.add(inner);
        look(inner, [...way, key]);
      }
    } else if (value instanceof Inert) {
      if (ARRAY.test(value.name)) arrays++;
      look(value.entries, way);
      for (const state of [value.state].flat()) lookInto(state, way);
      look(value.items, way);
    } else if (Array.isArray(value)) {
      for (const [i, inner] of value.entries()) look(inner, [...way, i]);
    }
  }

  /** The state of an object, in which those parts are of no matter to the names. */
  function lookInto(state: Value, way: readonly (string | number)[]): void {
    if (!(state instanceof Map)) return;
    for (const part of PARTS_OF_MODULE) look(state.get(part), way);
    look(new Map([...state].filter(([key]) => !PARTS_OF_MODULE.has(key as string))), way);
  }

  function note(told: Told, name: string): void {
    if (tensors.has(name))
      throw new UnreadableModel(said('checkpoint.nameTwice', { file: quoted(file), tensor: quoted(name) }));
    tensors.set(name, told);
    if (tensors.size > MOST_LISTED) {
      throw new UnreadableModel(said('checkpoint.tooManyTensors', { name: quoted(file), most: MOST_LISTED }));
    }
  }

  look(content, []);
  const [normalised, ...contradiction] = options;
  return { tensors, arrays, ...(normalised !== undefined && contradiction.length === 0 && { normalised }) };
}
