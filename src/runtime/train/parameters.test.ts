import { expect, test } from 'vitest';
import { distance, fixture, geometryOf, movedParameters } from '../../test/train';
import { tensorShapes } from '../checkpoint/shapes';
import { countOf } from '../checkpoint/stored';
import { firstParameters } from './parameters';

test.each(['colour', 'grey'])('the first weights of a seed are the recipe’s: %s', (name) => {
  const found = firstParameters(geometryOf(name), fixture.seed);
  const told = fixture.weights.filter(({ geometry }) => geometry === name);
  expect([...found.keys()].toSorted()).toEqual(told.map(({ tensor }) => tensor).toSorted());
  for (const tensor of told) {
    const values = found.get(tensor.tensor) as Float32Array;
    expect(distance(values, tensor), tensor.tensor).toBeLessThan(2e-6);
  }
});

test('every tensor has the numbers of its shape', () => {
  const geometry = { ...geometryOf('colour'), classToken: false as const };
  for (const [name, shape] of tensorShapes(geometry)) {
    expect(firstParameters(geometry, 0).get(name)?.length, name).toBe(countOf(shape));
  }
});

test('another seed begins with other weights, and the same positions', () => {
  const [a, b] = [0, 1].map((seed) => firstParameters(geometryOf('colour'), seed));
  const query = 'vit.encoder.layer.0.attention.attention.query.weight';
  expect(a.get(query)).not.toEqual(b.get(query));
  expect(a.get('decoder.decoder_pos_embed')).toEqual(b.get('decoder.decoder_pos_embed'));
  expect(movedParameters(geometryOf('colour')).get(query)).not.toEqual(a.get(query));
});
