/** Files that open: every family's spelling in every container and type of number, and what else people's files have. */

import { join, joinAll } from './bytes';
import { type Case, configured, file, type Opens } from './case';
import { safetensors, tensorAt, torch } from './files';
import * as py from './pickle';
import { encoder, type Plains, small, spelt, types } from './small';

const WHOLE: Opens = { target: 'pixels', hasDecoder: true };
const NORMALISED: Opens = { target: 'normalised-pixels', hasDecoder: true };
const ALONE: Opens = { target: 'features', hasDecoder: false };

const spellings: readonly (readonly [string, Plains, Opens])[] = [
  ['the hub', small, WHOLE],
  ['transformers 5 on disk', spelt(small, 'transformers 5, on disk'), WHOLE],
  ['transformers 5 in memory', spelt(small, 'transformers 5, in memory'), WHOLE],
  ['the authors', spelt(small, 'the authors'), WHOLE],
  ['the hub, an encoder alone', encoder, ALONE],
  ['the authors, an encoder alone', spelt(encoder, 'the authors'), ALONE],
  ['transformers, an encoder alone', spelt(encoder, 'transformers, an encoder alone'), ALONE],
];

const namespace = (...state: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
  py.object(
    py.global('argparse', 'Namespace'),
    py.dict(...state.map(([key, value]) => [py.text(key), value] as const)),
  );
const beside =
  (...entries: readonly (readonly [string, Uint8Array])[]) =>
  (state: Uint8Array) =>
    py.dict([py.text('model'), state], ...entries.map(([key, value]) => [py.text(key), value] as const));
const ordered = (entries: Uint8Array): Uint8Array =>
  join(py.call(py.global('collections', 'OrderedDict')), entries.subarray(1));

const matrix: readonly Case[] = spellings.flatMap(([family, tensors, outcome]) =>
  types.flatMap((type): Case[] => [
    {
      name: `${family}, ${type}, safetensors`,
      files: () => [file(safetensors(tensors, type), 'model.safetensors')],
      outcome,
    },
    {
      name: `${family}, ${type}, safetensors with config.json`,
      files: () => [configured(), file(safetensors(tensors, type), 'model.safetensors')],
      outcome,
    },
    {
      name: `${family}, ${type}, torch.save`,
      files: () => [file(torch(tensors, { type, top: ordered }), 'pytorch_model.bin')],
      outcome,
    },
    {
      name: `${family}, ${type}, torch.save beside options`,
      files: () => [
        file(
          torch(tensors, {
            type,
            top: beside(['optimizer', py.dict([py.text('lr'), py.float(1e-3)])], ['epoch', py.int(799)]),
          }),
          'checkpoint-799.pth',
        ),
      ],
      outcome,
    },
  ]),
);

const authors = spelt(small, 'the authors');
const reversed: Plains = new Map([...small].reverse());
/** All numbers in one storage, each tensor at its place in it. */
function oneStorage(): Uint8Array<ArrayBuffer> {
  let at = 0;
  const entries = [...small].map(([name, tensor]) => {
    const told = tensorAt('FloatStorage', 'all', tensor, at);
    at += tensor.values.length;
    return [py.text(name), told] as const;
  });
  const content = joinAll([...small.values()].map(({ values }) => new Uint8Array(values.buffer)));
  return torch(new Map(), { top: () => py.dict(...entries), parts: [{ name: 'archive/data/all', content }] });
}

const options = (normalised: Uint8Array): Uint8Array =>
  torch(authors, { top: beside(['args', namespace(['norm_pix_loss', normalised], ['lr', py.none])]) });
const named = (name: string, outcome: Opens): Case => ({
  name: `the authors’ file name ${name}`,
  files: () => [file(safetensors(authors), name)],
  outcome,
});
const safe = (name: string, bytes: () => Uint8Array<ArrayBuffer>, outcome: Opens = WHOLE): Case => ({
  name,
  files: () => [file(bytes(), 'model.safetensors')],
  outcome,
});
const metadata = (said: unknown, outcome: Opens = WHOLE): Case =>
  safe(`metadata ${JSON.stringify(said)}`, () => safetensors(small, 'F32', { metadata: said }), outcome);

const others: readonly Case[] = [
  safe('tensors in another order', () => safetensors(reversed)),
  safe('all tensors in one storage', oneStorage),
  safe('parameters instead of tensors', () =>
    torch(small, {
      told: (tensor) => py.call(py.global('torch._utils', '_rebuild_parameter'), tensor, py.yes, py.none),
    }),
  ),
  safe('files in the archive that are of no use', () =>
    torch(small, {
      parts: [
        { name: 'archive/version', content: join('3\n') },
        { name: '../x', content: join('x') },
      ],
    }),
  ),
  safe('a little-endian machine', () =>
    torch(small, { parts: [{ name: 'archive/byteorder', content: join('little') }] }),
  ),
  safe('a comment at the end of the archive', () => torch(small, { lies: { comment: 'made by hand' } })),
  safe('a comment that begins as the end of an archive does', () =>
    torch(small, { lies: { comment: 'PK\x05' } }),
  ),
  safe('options that want normalised pixels', () => Uint8Array.from(options(py.yes)), NORMALISED),
  safe('options that want pixels', () => Uint8Array.from(options(py.no))),
  safe('options that say neither', () => Uint8Array.from(options(py.none))),
  safe('options that are none', () => torch(authors, { top: beside(['args', py.none]) })),
  safe('options that are text', () =>
    torch(authors, { top: beside(['args', py.text('--mask_ratio 0.75')]) }),
  ),
  safe('options that are 2⁶⁰ lists', () => torch(authors, { top: beside(['args', py.doubling(60)]) })),
  safe('a state of the state dict itself', () =>
    torch(small, { top: (state) => join(ordered(state), py.dict([py.text('_metadata'), py.none]), 'b') }),
  ),
  named('mae_visualize_vit_base.pth', WHOLE),
  named('mae_visualize_vit_large_ganloss.pth', WHOLE),
  named('mae_pretrain_vit_base_full.pth', NORMALISED),
  metadata({ heads: '1 1', target: 'pixels' }),
  metadata({ heads: '1 1', target: 'normalised-pixels' }, NORMALISED),
  metadata({ heads: '0 0' }),
  metadata({ heads: '0 0', target: 'edges' }),
  metadata({ heads: '9'.repeat(400) }),
  metadata({ heads: [1, 1] }),
  metadata(null),
  metadata('pt'),
  metadata([]),
  metadata(7),
  {
    name: 'a config.json of normalised pixels',
    files: () => [configured({ norm_pix_loss: true }), file(safetensors(small), 'model.safetensors')],
    outcome: NORMALISED,
  },
  {
    name: 'a config.json that leaves out what is as usual',
    files: () => [
      configured({
        architectures: undefined,
        num_channels: undefined,
        norm_pix_loss: undefined,
        qkv_bias: undefined,
      }),
      file(safetensors(small), 'model.safetensors'),
    ],
    outcome: WHOLE,
  },
  {
    name: 'a config.json with sides in lists',
    files: () => [
      configured({ image_size: [32, 32], patch_size: [4, 4] }),
      file(safetensors(small), 'x.safetensors'),
    ],
    outcome: WHOLE,
  },
  ...['weights', 'Ünïted 写真.pth', 'שלום.pth', '\u202egpj.pth', 'a\nb.pth', `${'x'.repeat(250)}.pth`].map(
    (name) => ({
      name: `a file that is called ${JSON.stringify(name.slice(0, 20))}`,
      files: () => [file(safetensors(small), name)],
      outcome: WHOLE,
    }),
  ),
  safe('what only looks like a big file: a name of a megabyte in the metadata', () =>
    safetensors(small, 'F32', { metadata: { heads: 'x'.repeat(1e6) } }),
  ),
];

export const openedCases: readonly Case[] = [...matrix, ...others];
