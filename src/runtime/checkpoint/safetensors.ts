/** The table of contents of a safetensors file: https://github.com/huggingface/safetensors#format */
import * as v from 'valibot';
import { predictedTargets } from '../../mae/target';
import { type Said, said } from '../../words/said';
import { quoted } from '../quoted';
import { inMegabytes, LONGEST_HEADER, MOST_LISTED, MOST_SIDES } from './bounds';
import { saysInt8, withScales } from './int8';
import { readJson } from './json';
import { FileFault, UnreadableModel } from './problem';
import {
  type Contents,
  countOf,
  type Remarks,
  readBytes,
  type Source,
  type StoredTensor,
  widthOf,
} from './stored';

const Header = v.looseObject({});
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Entry = v.object({
  dtype: v.string(),
  shape: v.pipe(v.array(Count), v.maxLength(MOST_SIDES)),
  data_offsets: v.strictTuple([Count, Count]),
});

const Heads = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,3} [1-9]\d{0,3}$/),
  v.transform((both) => both.split(' ').map(Number)),
  v.strictTuple([v.number(), v.number()]),
);
const Target = v.picklist(predictedTargets);

/** `train.py` of the recipe writes what shapes do not tell. Other programs write what they like: that is as if it were not there. */
const Metadata = v.fallback(
  v.object({
    heads: v.fallback(v.optional(Heads), undefined),
    target: v.fallback(v.optional(Target), undefined),
  }),
  {},
);

function remarksIn(metadata: unknown): Remarks {
  const { heads, target } = v.parse(Metadata, metadata);
  return { ...(heads && { heads }), ...(target && { target }) };
}

/** Throws UnreadableModel when the file is cut short or not what it says. */
export async function readSafetensors(file: Source, name: string): Promise<Contents> {
  const broken = (what: Said): UnreadableModel =>
    new UnreadableModel(said('checkpoint.brokenSafetensors', { name: quoted(name), what }));
  const begin = await readBytes(file, 0, 8);
  const length = begin.length < 8 ? Number.NaN : Number(new DataView(begin.buffer).getBigUint64(0, true));
  if (!(length <= file.size - 8)) throw broken(said('checkpoint.endsInList'));
  if (length > LONGEST_HEADER) {
    throw new UnreadableModel(
      said('checkpoint.longList', { name: quoted(name), most: inMegabytes(LONGEST_HEADER) }),
    );
  }
  let header: unknown;
  try {
    const bytes = await readBytes(file, 8, length);
    header = readJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw broken(said('checkpoint.unreadableList'));
  }
  if (!v.is(Header, header)) throw broken(said('checkpoint.unreadableList'));
  const { __metadata__: metadata, ...entries } = header;
  const list = Object.entries(entries);
  if (list.length > MOST_LISTED) {
    throw new UnreadableModel(said('checkpoint.tooManyTensors', { name: quoted(name), most: MOST_LISTED }));
  }
  const tensors = new Map<string, StoredTensor>();
  for (const [tensor, entry] of list) {
    if (!v.is(Entry, entry)) throw broken(said('checkpoint.noPlace', { tensor: quoted(tensor) }));
    const { dtype: type, shape } = entry;
    const [from, to] = entry.data_offsets;
    const start = 8 + length + from;
    if (8 + length + to > file.size) throw broken(said('checkpoint.endsBefore', { part: quoted(tensor) }));
    const width = widthOf(type);
    if (width && to - from !== countOf(shape) * width) {
      throw broken(
        said('checkpoint.otherBytes', {
          tensor: quoted(tensor),
          found: to - from,
          wanted: countOf(shape) * width,
        }),
      );
    }
    tensors.set(tensor, { name: tensor, type, shape, file, start });
  }
  const whole = saysInt8(metadata) ? withScales(tensors, broken) : tensors;
  return {
    names: [...whole.keys()],
    locate: async (names) => {
      const wanted = new Set(names);
      return new Map([...whole].filter(([tensor]) => wanted.has(tensor)));
    },
    remarks: remarksIn(metadata),
  };
}
