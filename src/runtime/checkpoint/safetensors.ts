/** The table of contents of a safetensors file: https://github.com/huggingface/safetensors#format */
import * as v from 'valibot';
import { UnreadableModel } from './problem';
import {
  bytesOf,
  countOf,
  type FloatType,
  readBytes,
  type Said,
  type Stored,
  type StoredTensor,
} from './stored';

/** More than any header of a real file; safetensors itself allows no more. */
const LONGEST_HEADER = 100_000_000;

const Header = v.looseObject({});
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Entry = v.object({
  dtype: v.string(),
  shape: v.array(Count),
  data_offsets: v.strictTuple([Count, Count]),
});

const Heads = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d* [1-9]\d*$/),
  v.transform((both) => both.split(' ').map(Number)),
  v.strictTuple([v.number(), v.number()]),
);
const Target = v.picklist(['pixels', 'normalised-pixels']);

/** `train.py` of the recipe writes what shapes do not tell. Other programs write what they like: that is as if it were not there. */
const Metadata = v.fallback(
  v.object({
    heads: v.fallback(v.optional(Heads), undefined),
    target: v.fallback(v.optional(Target), undefined),
  }),
  {},
);

function saidBy(metadata: unknown): Said {
  const { heads, target } = v.parse(Metadata, metadata);
  return { ...(heads && { heads }), ...(target && { normalised: target === 'normalised-pixels' }) };
}

/** Throws UnreadableModel when the file is cut short or not what it says. */
export async function readSafetensors(file: Blob, name: string): Promise<Stored> {
  const broken = (what: string): UnreadableModel =>
    new UnreadableModel(`${name} is not a whole safetensors file: ${what}.`);
  const begin = await readBytes(file, 0, 8);
  const length = begin.length < 8 ? Number.NaN : Number(new DataView(begin.buffer).getBigUint64(0, true));
  if (!(length <= Math.min(LONGEST_HEADER, file.size - 8)))
    throw broken('it ends within its list of tensors');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(file, 8, length)));
  } catch {
    throw broken('its list of tensors cannot be read');
  }
  if (!v.is(Header, header)) throw broken('its list of tensors cannot be read');
  const { __metadata__: metadata, ...entries } = header;
  const tensors = new Map<string, StoredTensor>();
  for (const [tensor, entry] of Object.entries(entries)) {
    if (!v.is(Entry, entry)) throw broken(`it does not say where ${tensor} is`);
    const { dtype: type, shape } = entry;
    const [from, to] = entry.data_offsets;
    const start = 8 + length + from;
    if (8 + length + to > file.size) throw broken(`it ends before ${tensor} does`);
    const width = bytesOf[type as FloatType];
    if (width && to - from !== countOf(shape) * width) {
      throw broken(`${tensor} takes ${to - from} bytes and should take ${countOf(shape) * width}`);
    }
    tensors.set(tensor, { type, shape, file, start });
  }
  return { tensors, said: saidBy(metadata) };
}
