/** The table of contents of a safetensors file: https://github.com/huggingface/safetensors#format */
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

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

const isEntry = (entry: unknown): entry is Entry => {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Partial<Entry>;
  const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
  return (
    typeof dtype === 'string' &&
    Array.isArray(shape) &&
    shape.every(isCount) &&
    Array.isArray(offsets) &&
    offsets.length === 2 &&
    offsets.every(isCount)
  );
};

/** `train.py` of the recipe writes what shapes do not tell. */
function saidBy(metadata: unknown): Said {
  const { heads, target } = (metadata ?? {}) as Record<string, unknown>;
  const both = /^(\d+) (\d+)$/.exec(String(heads ?? ''));
  return {
    ...(both && { heads: [Number(both[1]), Number(both[2])] }),
    ...((target === 'pixels' || target === 'normalised-pixels') && {
      normalised: target === 'normalised-pixels',
    }),
  };
}

/** Throws UnreadableModel when the file is cut short or not what it says. */
export async function readSafetensors(file: Blob, name: string): Promise<Stored> {
  const broken = (what: string): UnreadableModel =>
    new UnreadableModel(`${name} is not a whole safetensors file: ${what}.`);
  const begin = await readBytes(file, 0, 8);
  const length = begin.length < 8 ? Number.NaN : Number(new DataView(begin.buffer).getBigUint64(0, true));
  if (!(length <= Math.min(LONGEST_HEADER, file.size - 8)))
    throw broken('it ends within its list of tensors');
  let header: Record<string, unknown>;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(file, 8, length)));
  } catch {
    throw broken('its list of tensors cannot be read');
  }
  const { __metadata__: metadata, ...entries } = header;
  const tensors = new Map<string, StoredTensor>();
  for (const [tensor, entry] of Object.entries(entries)) {
    if (!isEntry(entry)) throw broken(`it does not say where ${tensor} is`);
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
