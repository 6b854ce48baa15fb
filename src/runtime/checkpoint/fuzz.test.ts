/**
 * Files and answers at random, the same each time: whatever comes is a model whose numbers can be read, or a sentence of ours.
 * FUZZ_RUNS=2000 makes so many of each kind.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type Bytes, join } from '../../test/corpus/bytes';
import { configured, file } from '../../test/corpus/case';
import { archive, raw, safetensors } from '../../test/corpus/files';
import { harms, oddJson, oddText, program } from '../../test/corpus/harm';
import { hubOf, REPOSITORY } from '../../test/corpus/hubAnswers';
import { int8 } from '../../test/corpus/int8';
import { expectRefusal, expectSentence } from '../../test/corpus/laws';
import { config, small } from '../../test/corpus/small';
import { zip } from '../../test/corpus/zip';
import { readRepository } from '../hub/address';
import { needsOfOffer } from '../hub/needs';
import { lookUp } from '../hub/repository';
import { needsOf } from '../models/limits';
import type { OpenedFile } from '../models/model';
import { openModel } from '../models/open';
import { FileFault } from './problem';
import { readTensor } from './widen';

const RUNS = Number(process.env.FUZZ_RUNS ?? 60);
const options = { seed: 20_261_126, numRuns: RUNS };
vi.setConfig({ testTimeout: 60_000 + RUNS * 100 });

const fixture = (path: string): Bytes => Uint8Array.from(readFileSync(`e2e/fixtures/checkpoints/${path}`));
const wholes: readonly (readonly [string, Bytes])[] = [
  ['int8', int8(small).bytes],
  ...[
    'hub/model.safetensors',
    'transformers-5/model.safetensors',
    'memory/trained.safetensors',
    'encoder-transformers/model.safetensors',
    'hub-bin/pytorch_model.bin',
    'authors/checkpoint-799.pth',
    'encoder/mae_pretrain_vit_small.pth',
  ].map((path) => [path, fixture(path)] as const),
];

/** A model whose tensors can be read, or a sentence; soon. */
async function expectModelOrSentence(...files: readonly File[]): Promise<void> {
  const begun = performance.now();
  try {
    const { geometry, title, files: opened } = await openModel(files);
    expect(needsOf(geometry).numbers).toBeGreaterThan(0);
    expect(title).toMatch(/^.{1,82}$/u);
    for (const tensor of (opened as OpenedFile).tensors.values()) {
      const values = await readTensor(tensor).catch((error: unknown) => {
        // Its words stand behind the title of the model.
        expect(error).toBeInstanceOf(FileFault);
      });
      if (values) expect(values.length).toBe(tensor.shape.reduce((product, side) => product * side, 1));
    }
  } catch (error) {
    expectRefusal(error);
  }
  expect(performance.now() - begun).toBeLessThan(10_000);
}

test.each(wholes)('%s with its bytes changed', async (_, whole) => {
  await fc.assert(
    fc.asyncProperty(harms, fc.boolean(), async (harm, hasConfig) => {
      const harmed = file(harm(whole), 'model.bin');
      await expectModelOrSentence(harmed, ...(hasConfig ? [configured()] : []));
    }),
    options,
  );
});

test('a list of tensors with anything in it', async () => {
  const names = fc.oneof(fc.constantFrom(...small.keys()), oddText);
  const entries = fc.oneof(
    oddJson,
    fc.record({
      dtype: oddJson,
      shape: fc.oneof(oddJson, fc.array(oddJson)),
      data_offsets: fc.array(oddJson),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(names, entries), { maxLength: 20 }),
      fc.boolean(),
      async (list, isWhole) => {
        const changed = Object.fromEntries(list);
        const bytes = isWhole
          ? safetensors(small, 'F32', { change: (tensors) => Object.assign(tensors, changed) })
          : raw(changed, new Uint8Array(64));
        await expectModelOrSentence(file(bytes, 'model.safetensors'));
      },
    ),
    options,
  );
});

const changedConfig = fc
  .dictionary(fc.constantFrom(...Object.keys(config), 'geometry', '__proto__'), oddJson, { maxKeys: 6 })
  .map((change) => JSON.stringify({ ...config, ...change }));
const oddConfig = fc.oneof(
  changedConfig,
  oddJson.map((value) => JSON.stringify(value)),
  oddText,
);

test('a config.json with anything in it', async () => {
  const weights = safetensors(small);
  await fc.assert(
    fc.asyncProperty(oddConfig, async (text) => {
      await expectModelOrSentence(file(weights, 'model.safetensors'), file(text, 'config.json'));
    }),
    options,
  );
});

test('a pickle of any opcodes', async () => {
  await fc.assert(
    fc.asyncProperty(program, fc.boolean(), async (steps, isWhole) => {
      const table = archive(steps, [{ name: 'archive/data/0', content: new Uint8Array(64) }]);
      await expectModelOrSentence(file(isWhole ? table : join(table, steps), 'x.pth'));
    }),
    { ...options, numRuns: RUNS * 20 },
  );
});

test('an archive that says anything of its files', async () => {
  const sizes = fc.option(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { nil: undefined });
  const part = fc
    .record({
      name: fc.oneof(
        fc.constantFrom('archive/data.pkl', 'archive/data/0', 'archive/byteorder', '../data.pkl'),
        oddText,
      ),
      content: fc.uint8Array({ maxLength: 100 }),
      method: fc.constantFrom(0, 0, 0, 8),
      size: sizes,
      compressed: sizes,
      header: sizes,
    })
    .map((facts) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)));
  const lies = fc.record({ comment: fc.string() });
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 6 }), lies, async (parts, lie) => {
      await expectModelOrSentence(file(zip(parts as unknown as Parameters<typeof zip>[0], lie), 'x.pth'));
    }),
    { ...options, numRuns: RUNS * 5 },
  );
});

test('a file that is called anything', async () => {
  const weights = safetensors(small);
  await fc.assert(
    fc.asyncProperty(oddText, fc.boolean(), async (name, isModel) => {
      const brought = file(isModel ? weights : 'these are notes', name || 'x');
      if (!/\.json$|\.onnx$/i.test(name)) await expectModelOrSentence(brought);
    }),
    options,
  );
});

test('any answers of the hub', async () => {
  const entry = fc.oneof(
    oddJson,
    fc.record({
      path: fc.oneof(fc.constantFrom('model.safetensors', 'pytorch_model.bin', 'config.json'), oddJson),
      size: oddJson,
      lfs: fc.oneof(oddJson, fc.record({ oid: oddJson, size: oddJson })),
    }),
  );
  const COMMIT = 'c0ffee'.repeat(6).padEnd(40, '0');
  const facts = fc.oneof(
    oddJson,
    fc.record({
      sha: fc.oneof(fc.constant(COMMIT), oddJson),
      cardData: fc.oneof(oddJson, fc.record({ license: oddJson })),
    }),
  );
  const tree = fc.oneof(oddJson, fc.array(entry, { maxLength: 5 }));
  const text = fc.oneof(oddConfig, fc.constantFrom(404, 500));
  await fc.assert(
    fc.asyncProperty(facts, tree, text, async (about, files, answer) => {
      // A number stands for a status.
      const body = (value: unknown): unknown => (typeof value === 'number' ? JSON.stringify(value) : value);
      try {
        const found = await lookUp(
          REPOSITORY,
          hubOf({ facts: body(about), tree: body(files), config: answer }),
        );
        if ('files' in found) return expect(found.files.length).toBeGreaterThan(1);
        expect(needsOfOffer(found).numbers).toBeGreaterThan(0);
        expect([...found.licence].length).toBeLessThanOrEqual(42);
      } catch (error) {
        expectSentence(error);
      }
    }),
    { ...options, numRuns: RUNS * 10 },
  );
});

test('anything typed for a repository', () => {
  const typed = fc.oneof(
    oddText,
    fc.tuple(oddText, oddText).map(([a, b]) => `${a}/${b}`),
    oddText.map((end) => `https://huggingface.co/a/b/tree/${end}`),
  );
  fc.assert(
    fc.property(typed, (text) => {
      try {
        const { repository, revision } = readRepository(text);
        expect(repository).toMatch(/^[\w.-]+\/[\w.-]+$/);
        expect(() => encodeURIComponent(revision)).not.toThrow();
      } catch (error) {
        expectSentence(error);
      }
    }),
    { ...options, numRuns: RUNS * 10 },
  );
});
