import { appendFileSync, copyFileSync, mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import sums from '../../../e2e/fixtures/checkpoints/sums.json';
import { squareGeometry } from '../../test/square';
import type { Said } from '../../words/said';
import { say } from '../../words/say';
import type { Tensors } from './network';
import { openCheckpoint } from './open';
import { UnreadableModel } from './problem';
import { readTensor } from './widen';
import { asWritten } from './written';

const bytesOf = (path: string): Buffer<ArrayBuffer> =>
  readFileSync(`e2e/fixtures/checkpoints/${path}`) as Buffer<ArrayBuffer>;
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const open = (path: string, config?: string) =>
  openCheckpoint(new Blob([bytesOf(path)]), nameOf(path), config && bytesOf(config).toString());

/** The sum of each tensor times 1, 2, 3, …, as `models/recipe/page/checkpoint_fixtures.py` takes it. */
async function sumsOf(tensors: Tensors): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [name, tensor] of tensors) {
    const values = await readTensor(tensor);
    found[name] = values.reduce((sum, value, i) => sum + value * (i + 1), 0);
  }
  return found;
}

const text = (notes: readonly Said[]): string => notes.map((note) => say(note)).join(' ');

const kinds = [
  ['transformers 4, safetensors', 'hub/model.safetensors', 'hub/config.json'],
  ['transformers 4, .bin', 'hub-bin/pytorch_model.bin', 'hub-bin/config.json'],
  ['transformers 5', 'transformers-5/model.safetensors', 'transformers-5/config.json'],
  ['transformers 5 in memory', 'memory/trained.safetensors', undefined],
  ['the authors', 'authors/checkpoint-799.pth', undefined],
] as const;

test.each(kinds)('%s: every tensor is found under its name, whole and in order', async (_, path, config) => {
  const { tensors, geometry, target, parameters } = await open(path, config);
  expect(geometry).toEqual({
    ...squareGeometry(32, 4),
    encoder: { width: 64, depth: 2, heads: 1, mlp: 32 },
    decoder: { width: 64, depth: 1, heads: 1, mlp: 32 },
    layerNormEps: 1e-6,
  });
  expect(target).toBe('pixels');
  const found = await sumsOf(tensors);
  expect(Object.keys(found).sort()).toEqual(Object.keys(sums).sort());
  for (const [name, expected] of Object.entries(sums)) {
    expect(Math.abs(found[name] - expected), name).toBeLessThan(1e-6 * (1 + Math.abs(expected)));
  }
  const positions = 2 * 65 * 64;
  expect(parameters).toBe(
    [...tensors.values()].reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b), 0) - positions,
  );
});

test.each([
  ['encoder/mae_pretrain_vit_small.pth', undefined],
  ['encoder-transformers/model.safetensors', 'encoder-transformers/config.json'],
])('%s is an encoder alone: it offers features, and says so', async (path, config) => {
  const { tensors, geometry, target, notes } = await open(path, config);
  expect(geometry.encoder).toEqual({ width: 64, depth: 2, heads: 1, mlp: 32 });
  expect(geometry.decoder).toBeUndefined();
  expect(target).toBe('features');
  expect(text(notes)).toContain('offers features only');
  const found = await sumsOf(tensors);
  const expected = Object.entries(sums).filter(([name]) => name.startsWith('vit.'));
  expect(Object.keys(found).sort()).toEqual(expected.map(([name]) => name).sort());
  for (const [name, sum] of expected)
    expect(Math.abs(found[name] - sum)).toBeLessThan(1e-6 * (1 + Math.abs(sum)));
});

test('what a file does not say is assumed, and said', async () => {
  const { notes } = await open('memory/trained.safetensors');
  expect(text(notes)).toContain('1 in the encoder (64 / 64) and 1 in the decoder (64 / 64) were assumed');
  expect(text(notes)).toContain('pixels were assumed');
  expect((await open('hub/model.safetensors', 'hub/config.json')).notes).toEqual([]);
});

test('the authors’ file names tell what their models predict, unless the file itself does', async () => {
  const memory = new Blob([bytesOf('memory/trained.safetensors')]);
  const named = async (name: string) => openCheckpoint(memory, name);
  expect((await named('mae_pretrain_vit_base_full.pth')).target).toBe('normalised-pixels');
  expect((await named('mae_visualize_vit_base.pth')).target).toBe('pixels');
  expect((await named('RETFound_oct_weights.pth')).target).toBe('normalised-pixels');
  expect(text((await named('mae_visualize_vit_large_ganloss.pth')).notes)).toContain('GAN loss');
  const authors = new Blob([bytesOf('authors/checkpoint-799.pth')]);
  expect((await openCheckpoint(authors, 'mae_pretrain_vit_base_full.pth')).target).toBe('pixels');
});

test.each(kinds.map(([, path]) => path))('%s cut anywhere is refused with a sentence', async (path) => {
  const whole = bytesOf(path);
  for (const share of [0, 0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.9999]) {
    const cut = new Blob([whole.subarray(0, Math.floor(whole.length * share))]);
    const error = await openCheckpoint(cut, 'cut').catch((problem) => problem);
    expect(error).toBeInstanceOf(UnreadableModel);
    expect(error.message).toMatch(/^“cut” .*\.$/);
  }
});

/** A safetensors file of some zeros. */
function safetensors(shapes: Record<string, number[]>, type = 'F32'): Blob {
  let at = 0;
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const from = at;
    at += 4 * shape.reduce((a, b) => a * b, 1);
    return [name, { dtype: type, shape, data_offsets: [from, at] }];
  });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(header.length), true);
  return new Blob([length.buffer, header, new Uint8Array(at)]);
}

const refusal = async (file: Blob, config?: string): Promise<string> => {
  const error = await openCheckpoint(file, 'model.safetensors', config).catch((problem) => problem);
  expect(error).toBeInstanceOf(UnreadableModel);
  return error.message;
};

test('other files say what they are not', async () => {
  expect(await refusal(new Blob(['hello, world']))).toBe(
    '“model.safetensors” is neither a safetensors nor a PyTorch file. Bring model.safetensors, pytorch_model.bin or a .pth file.',
  );
  expect(await refusal(new Blob([]))).toContain('is empty');
  expect(await refusal(safetensors({ 'model.embed_tokens.weight': [2, 2] }))).toContain(
    'none of its 1 tensors has the name of one (it has “model.embed_tokens.weight”, …)',
  );
  expect(await refusal(safetensors({ cls_token: [1, 1, 64], 'blocks.0.norm1.weight': [64] }))).toContain(
    'vit.embeddings.patch_embeddings.projection.weight is missing',
  );
});

test('a file that does not fit its config.json names what does not', async () => {
  const config = { ...JSON.parse(bytesOf('hub/config.json').toString()), intermediate_size: 16 };
  const file = new Blob([bytesOf('hub/model.safetensors')]);
  const message = await refusal(file, JSON.stringify(config));
  expect(message).toContain('intermediate.dense.weight” is [32, 64] and should be [16, 64]');
  expect(message).toMatch(/; and \d+ more\.$/);
  expect(await refusal(file, '{"model_type": "swin"}')).toBe(
    '“config.json” does not fit: model_type is “swin” and should be “vit_mae” or “vit”.',
  );
  expect(await refusal(file, 'not json')).toBe('“config.json” does not fit: it is not JSON.');
});

test('a geometry larger than any model is said in numbers, whoever tells it', async () => {
  const shapes = (patches: number, side: number): Record<string, number[]> => ({
    cls_token: [1, 1, 64],
    pos_embed: [1, patches + 1, 1],
    'patch_embed.proj.weight': [64, 3, side, side],
    'blocks.0.mlp.fc1.weight': [1, 64],
  });
  expect(await refusal(safetensors(shapes(129 ** 2, 1)))).toContain(
    'its patches are 16641 and should be at most 16384',
  );
  expect(await refusal(safetensors(shapes(100, 300)))).toContain(
    'the pixels along its pictures are 3000 and should be at most 2048',
  );
});

test('tensors that lie over each other would be more than the file has', async () => {
  const whole = bytesOf('hub/model.safetensors');
  const length = Number(whole.readBigUInt64LE(0));
  const header = JSON.parse(whole.subarray(8, 8 + length).toString());
  for (const entry of Object.values<{ data_offsets?: number[] }>(header)) {
    const [from, to] = entry.data_offsets ?? [];
    if (from !== undefined) entry.data_offsets = [0, to - from];
  }
  const list = Buffer.from(JSON.stringify(header));
  const begin = Buffer.alloc(8);
  begin.writeBigUInt64LE(BigInt(list.length));
  const file = new Blob([begin, list, new Uint8Array(20_000)]);
  expect(await refusal(file, bytesOf('hub/config.json').toString())).toContain('they lie over each other');
});

test('a file that is gone or has changed since it was chosen says so', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'gone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'model.safetensors');
  copyFileSync('e2e/fixtures/checkpoints/hub/model.safetensors', path);
  const file = await openAsBlob(path);
  const { tensors } = await openCheckpoint(file, 'model.safetensors');
  const [tensor] = tensors.values();
  appendFileSync(path, 'more');
  const what = 'the file was moved, deleted or changed since it was chosen, so choose it again';
  expect(await refusal(file)).toBe(`“model.safetensors” cannot be opened: ${what}.`);
  await expect(readTensor(tensor)).rejects.toMatchObject({ name: 'FileFault', message: what });
});

test('a folder that the recipe exported opens by its model.json', async () => {
  const [file, description] = ['model.safetensors', 'model.json'].map((name) =>
    readFileSync(`models/mae-tiny/${name}`),
  );
  const built = JSON.parse(description.toString());
  const opened = await openCheckpoint(new Blob([file]), 'model.safetensors', description.toString());
  expect(opened).toMatchObject({
    geometry: asWritten(built.geometry),
    target: built.target,
    parameters: built.parameters,
    notes: [],
  });
});
