/** Files of int8: matrices as levels with a scale for each row, all else as F32. */
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { type Bytes, joinAll } from './bytes';
import { type Entry, raw } from './files';
import type { Plain, Plains } from './small';

export interface Int8 {
  readonly bytes: Bytes;
  /** What the file's tensors are, in float32. */
  readonly widened: Plains;
}

export const SAID = { int8: table.int8.said };

interface Change {
  readonly metadata?: unknown;
  /** Which matrices; all of them if it is not told. */
  readonly of?: (name: string) => boolean;
  /** May make of the list whatever it likes. */
  readonly change?: (list: Record<string, Entry>) => void;
}

/** One by one, as the law says, and not as the page does it. */
function rounded({ shape, values }: Plain): { levels: Int8Array; scale: Float32Array; widened: Plain } {
  const length = values.length / shape[0];
  const scale = Float32Array.from({ length: shape[0] }, (_, row) => {
    const largest = Math.max(...values.subarray(row * length, (row + 1) * length).map(Math.abs));
    return largest / 127 || 1;
  });
  const scaleOf = (i: number): number => scale[Math.floor(i / length)];
  const levels = Int8Array.from(values, (value, i) => Math.round(value / scaleOf(i)));
  return {
    levels,
    scale,
    widened: { shape, values: Float32Array.from(levels, (level, i) => level * scaleOf(i)) },
  };
}

export function int8(
  tensors: Plains,
  { metadata = SAID, of = () => true, change = () => {} }: Change = {},
): Int8 {
  const list: Record<string, Entry> = {};
  const data: Uint8Array[] = [];
  const widened = new Map<string, Plain>();
  let at = 0;
  const put = (name: string, dtype: string, shape: readonly number[], numbers: Int8Array | Float32Array) => {
    const bytes = new Uint8Array(numbers.slice().buffer);
    list[name] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    data.push(bytes);
    at += bytes.length;
  };
  for (const [name, tensor] of tensors) {
    if (name.endsWith('weight') && tensor.shape.length > 1 && of(name)) {
      const { levels, scale, widened: numbers } = rounded(tensor);
      put(name, 'I8', tensor.shape, levels);
      put(name + table.int8.scale, 'F32', [tensor.shape[0]], scale);
      widened.set(name, numbers);
    } else {
      put(name, 'F32', tensor.shape, tensor.values);
      widened.set(name, tensor);
    }
  }
  change(list);
  return { bytes: raw({ __metadata__: metadata, ...list }, joinAll(data)), widened };
}
