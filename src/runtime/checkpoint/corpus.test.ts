/** Files on purpose: each of the corpus opens to the model that it holds, or is refused in the one sentence that stands beside it. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import latent from '../../../e2e/fixtures/checkpoints/latent.json';
import sums from '../../../e2e/fixtures/checkpoints/sums.json';
import type { Case, Opens } from '../../test/corpus/case';
import { configCases } from '../../test/corpus/configFiles';
import { int8Cases } from '../../test/corpus/int8Files';
import { expectRefusal } from '../../test/corpus/laws';
import { misfitCases } from '../../test/corpus/misfits';
import { openedCases } from '../../test/corpus/opened';
import { pickleCases } from '../../test/corpus/pickleFiles';
import { safetensorsCases } from '../../test/corpus/safetensorsFiles';
import { tensorCases } from '../../test/corpus/tensorFiles';
import { zipCases } from '../../test/corpus/zipFiles';
import { predictionOf, worstOf } from '../../test/network';
import { squareGeometry } from '../../test/square';
import type { OpenedFile } from '../models/model';
import { openModel } from '../models/open';
import { readTensor } from './widen';

vi.setConfig({ testTimeout: 10_000 });

const cases: readonly Case[] = [
  ...openedCases,
  ...safetensorsCases,
  ...zipCases,
  ...pickleCases,
  ...tensorCases,
  ...misfitCases,
  ...int8Cases,
  ...configCases,
];
const opened = cases.filter((one): one is Case & { outcome: Opens } => typeof one.outcome !== 'string');
const refused = cases.filter((one): one is Case & { outcome: string } => typeof one.outcome === 'string');

/** Of the fixture that the browser's tests compare with the picture by transformers. */
let expected: Float32Array;
beforeAll(async () => {
  const bytes = readFileSync('e2e/fixtures/checkpoints/hub/model.safetensors');
  const { geometry, files } = await openModel([new File([bytes], 'model.safetensors')]);
  expected = await predictionOf(geometry, (files as OpenedFile).tensors);
});

test('the corpus is large, and no two of it are the same', () => {
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

test.each(opened)('$name: opens', async ({ files, outcome: { target, hasDecoder, absent } }) => {
  const model = await openModel(files());
  const { tensors } = model.files as OpenedFile;
  const stack = { width: 64, heads: 1, mlp: 32 };
  expect(model.geometry).toEqual({
    ...squareGeometry(32, 4),
    encoder: { ...stack, depth: 2 },
    ...(hasDecoder && { decoder: { ...stack, depth: 1 } }),
    layerNormEps: 1e-6,
  });
  expect(model.target).toBe(target);
  expect(model.title).toMatch(/^[^\p{Cc}\u202a-\u202e]{1,82}$/u);
  const wanted = Object.entries(sums).filter(([name]) => hasDecoder || name.startsWith('vit.'));
  expect([...tensors.keys()].sort()).toEqual(wanted.map(([name]) => name).sort());
  for (const [name, whole] of wanted) {
    const sum = absent?.test(name) ? 0 : whole;
    const tensor = tensors.get(name);
    const values = tensor && (await readTensor(tensor));
    const found = values?.reduce((total, value, i) => total + value * (i + 1), 0) ?? Number.NaN;
    expect(Math.abs(found - sum), name).toBeLessThan(1e-6 * (1 + Math.abs(sum)));
  }
  if (absent && !/key/.test(absent.source)) return;
  if (hasDecoder) expect(worstOf(await predictionOf(model.geometry, tensors), expected)).toBeLessThan(1e-5);
  const features = await predictionOf({ ...model.geometry, decoder: undefined }, tensors);
  expect(worstOf(features, latent)).toBeLessThan(1e-4);
});

test.each(refused)('$name: is refused', async ({ files, outcome }) => {
  const brought = files();
  let bytes = 0;
  for (const file of brought) {
    const { slice } = file;
    vi.spyOn(file, 'slice').mockImplementation((from = 0, to = file.size) => {
      bytes += Math.min(to, file.size) - Math.min(from, file.size);
      return slice.call(file, from, to);
    });
  }
  const error: unknown = await openModel(brought).then(
    () => new Error('it was opened'),
    (problem) => problem,
  );
  expect(expectRefusal(error)).toBe(outcome);
  // However large the file.
  expect(bytes).toBeLessThan(20e6);
});
