import { expect, test } from 'vitest';
import { geometryOf, movedParameters } from '../../test/train';
import { openCheckpoint } from '../checkpoint/open';
import { tensorShapes } from '../checkpoint/shapes';
import { readParameters } from './parameters';
import { writeSafetensors, writtenModel } from './writeSafetensors';

test.each(['colour', 'grey'])('the page opens what it wrote, number for number: %s', async (name) => {
  const geometry = geometryOf(name);
  const parameters = movedParameters(geometry);
  const target = 'normalised-pixels';
  const { weights, config } = writtenModel(geometry, parameters, { target, ratio: 0.75 });
  const opened = await openCheckpoint(weights, 'model.safetensors', config);
  expect(opened.geometry).toEqual(geometry);
  expect(opened.target).toBe(target);
  expect(await readParameters(geometry, opened.tensors)).toEqual(parameters);
});

test('without its config.json the weights still tell heads and target', async () => {
  const geometry = geometryOf('colour');
  const { weights } = writtenModel(geometry, movedParameters(geometry), { target: 'pixels', ratio: 0.75 });
  const { geometry: found, target, notes } = await openCheckpoint(weights, 'model.safetensors');
  expect(found).toEqual(geometry);
  expect(target).toBe('pixels');
  expect(notes).toEqual([]);
});

test('numbers begin at a multiple of eight bytes', async () => {
  const geometry = geometryOf('colour');
  const { weights } = writtenModel(geometry, movedParameters(geometry), { target: 'pixels', ratio: 0.75 });
  const length = new DataView(await weights.slice(0, 8).arrayBuffer()).getBigUint64(0, true);
  expect(Number(length) % 8).toBe(0);
});

test('a tensor that is missing is not written as anything else', () => {
  const geometry = geometryOf('colour');
  const parameters = new Map(movedParameters(geometry));
  parameters.delete('decoder.mask_token');
  expect(() => writeSafetensors(parameters, tensorShapes(geometry))).toThrow('decoder.mask_token');
});
