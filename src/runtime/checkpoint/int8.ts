/**
 * Tensors as int8 with one scale for each row: `X` is I8 of any shape [rows, …], `X.scale` is F32 [rows], and the numbers are their
 * product in float32. A file says in its metadata that it means that; its words stand in the table, which the recipe reads too.
 */
import * as v from 'valibot';
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { type Said, said } from '../../words/said';
import { quoted } from '../quoted';
import type { StoredTensor } from './stored';

const Metadata = v.object({ int8: v.literal(table.int8.said) });

export const saysInt8 = (metadata: unknown): boolean => v.is(Metadata, metadata);

/**
 * Every I8 tensor with its scale, which is no tensor of its own any more; the others as they are. `broken` makes an error of half a
 * sentence about a scale that is missing or of another type or length.
 */
export function withScales(
  tensors: ReadonlyMap<string, StoredTensor>,
  broken: (what: Said) => Error,
): ReadonlyMap<string, StoredTensor> {
  const whole = new Map(tensors);
  for (const [name, tensor] of tensors) {
    if (tensor.type !== 'I8') continue;
    const scaleName = name + table.int8.scale;
    const scale = tensors.get(scaleName);
    if (!scale)
      throw broken(said('checkpoint.scaleMissing', { tensor: quoted(name), scale: quoted(scaleName) }));
    const expected = written('F32', tensor.shape.slice(0, 1));
    const found = written(scale.type, scale.shape);
    if (found !== expected) {
      throw broken(
        said('checkpoint.otherScale', {
          scale: quoted(scaleName),
          found: quoted(found),
          wanted: quoted(expected),
        }),
      );
    }
    whole.set(name, { ...tensor, scale });
    whole.delete(scaleName);
  }
  return whole;
}

const written = (type: string, shape: readonly number[]): string => `${type} [${shape.join(', ')}]`;
