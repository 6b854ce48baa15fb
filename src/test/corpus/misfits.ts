/** Files whose container is whole, and which are still not a masked autoencoder, or not the one that their config.json tells of. */
import { WIDEST, WIDEST_MLP } from '../../runtime/checkpoint/bounds';
import { type Case, configured, file } from './case';
import { type Entry, raw, safetensors } from './files';
import { encoder, type Plain, type Plains, small, spelt } from './small';

const NAME = 'model.safetensors';
const misfit = (faults: string): string =>
  `“${NAME}” is not a masked autoencoder that can be read: ${faults}.`;

const safe = (name: string, tensors: Plains, faults: string, config?: object): Case => ({
  name,
  files: () => [...(config ? [configured(config)] : []), file(safetensors(tensors), NAME)],
  outcome: misfit(faults),
});

const without = (name: string): Plains => new Map([...small].filter(([other]) => other !== name));
const withOther = (name: string, tensor: Plain): Plains => new Map([...small, [name, tensor]]);
const written = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
const zeros = (...shape: readonly number[]): Plain => ({
  shape,
  values: new Float32Array(shape.reduce((product, side) => product * side, 1)),
});

const names = [...small.keys()];

/** A decoder of one block whose only key has no bias is one whose keys have none. */
const SPARE = 'decoder.decoder_layers.0.attention.attention.key.bias';
const missing = names
  .filter((name) => name !== SPARE)
  .flatMap((name): Case[] => [
    safe(`without ${name}`, without(name), `${name} is missing`),
    safe(`without ${name}, with config.json`, without(name), `${name} is missing`, {}),
  ]);

const reshaped = [...small].map(([name, { shape }]): Case => {
  const other = [...shape.slice(0, -1), shape[shape.length - 1] + 1];
  return safe(
    `a longer ${name}`,
    withOther(name, zeros(...other)),
    `“${name}” is ${written(other)} and should be ${written(shape)}`,
    {},
  );
});

const unknown = [
  'vit.encoder.layer.0.attention.attention.gate.weight',
  'vit.embeddings.more_tokens',
  '__proto__',
  '',
  '0',
].map((name) => safe(`with “${name}” besides`, withOther(name, zeros(2, 2)), `“${name}” is unknown`));

/** Each has a tensor that no plain vision transformer has, and the sentence that names the family. */
const others = (
  [
    ['multi_scale_fusion_heads.0.0.weight', 'a Hiera, which works at several scales'],
    ['dec_norms.0.weight', 'a CrossMAE, whose decoder attends to the encoder’s blocks'],
    ['input_adapters.rgb.proj.weight', 'a MultiMAE, which reads several kinds of pictures at once'],
    ['mask_token_decoder', 'a Scale-MAE, whose positions depend on the size of a pixel on the ground'],
    [
      'encoder.to_patch_embedding.2.weight',
      'an MAE of vit-pytorch, whose attention and embedding are built otherwise',
    ],
    [
      'blocks.0.attn.relative_position_bias_table',
      'a transformer with relative positions, as BEiT and Swin have them',
    ],
    ['blocks.0.ls1.gamma', 'a transformer that scales what its blocks add, as DINOv2, CaiT and BEiT do'],
    ['blocks.0.gamma_1', 'a transformer that scales what its blocks add, as DINOv2, CaiT and BEiT do'],
    ['register_tokens', 'a transformer with register tokens'],
    ['stages.0.1.dwconv.weight', 'a convolutional network, such as ConvNeXt'],
    ['layer1.0.conv1.weight', 'a ResNet'],
    ['transformer.resblocks.0.ln_1.weight', 'a model of text'],
  ] as const
).flatMap(([name, is]): Case[] =>
  (
    [
      ['beside a masked autoencoder’s', withOther(name, zeros(2, 2))],
      ['alone', new Map([[name, zeros(2, 2)]])],
    ] as const
  ).map(([where, tensors]) => ({
    name: `“${name}” ${where}`,
    files: () => [file(safetensors(tensors), NAME)],
    outcome: `“${NAME}” is ${is}: it has “${name}”. Only masked autoencoders of plain vision transformers can be read.`,
  })),
);

const [first] = names;
const typed = ['I64', 'I32', 'U8', 'BOOL', 'F8_E4M3', 'f32', '', 'constructor'].map(
  (dtype): Case => ({
    name: `a tensor of type “${dtype}”`,
    files: () => [
      file(safetensors(small, 'F32', { change: (list) => Object.assign(list[first], { dtype }) }), NAME),
    ],
    outcome: misfit(`“${first}” is stored as “${dtype}” and should be F32, F16, BF16 or F64`),
  }),
);

const positions = 'vit.embeddings.position_embeddings';
const bias = 'vit.embeddings.patch_embeddings.projection.bias';

/** Shapes alone: a type that nobody knows takes any place. */
const shapes = (change: Readonly<Record<string, readonly number[]>>): Case['files'] => {
  const tensors = {
    ...Object.fromEntries([...encoder].map(([name, { shape }]) => [name, shape])),
    ...change,
  };
  const list = Object.entries(tensors).map(([name, shape]): [string, Entry] => [
    name,
    { dtype: 'Q', shape, data_offsets: [0, 0] },
  ]);
  return () => [file(raw(Object.fromEntries(list)), NAME)];
};
const projection = 'vit.embeddings.patch_embeddings.projection.weight';
const intermediate = 'vit.encoder.layer.0.intermediate.dense.weight';
const blocks = Object.fromEntries(
  Array.from({ length: 129 }, (_, i) => [`vit.encoder.layer.${i}.output.dense.bias`, [64]]),
);

const telling: readonly Case[] = [
  ...(
    [
      ['no patches', { [positions]: [1, 1, 64] }, 'its positions are of no patch'],
      [
        'nothing but a class token',
        { [positions]: [1, 0, 64] },
        `${positions} is [1, 0, 64] and should have 3 sides`,
      ],
      [
        'a row of too many patches',
        { [positions]: [1, 258, 64] },
        'the patches along its pictures are 257 and should be at most 128',
      ],
      [
        'patches that are no squares',
        { [projection]: [64, 3, 4, 8] },
        'its patches are 4 × 8 pixels, and only square ones can be read',
      ],
      [
        'tubelets',
        { [projection]: [64, 3, 2, 4, 4] },
        `${projection} is [64, 3, 2, 4, 4] and should have 4 sides`,
      ],
      ['an MLP without a side', { [intermediate]: [32] }, `${intermediate} is [32] and should have 2 sides`],
      [
        'a billion patches',
        { [positions]: [1, 2 ** 30 + 1, 64] },
        'its patches are 1073741824 and should be at most 16384',
      ],
      [
        'patches of a million pixels',
        { [projection]: [64, 3, 1e6, 1e6] },
        'the pixels along its pictures are 8000000 and should be at most 2048',
      ],
      [
        'a million numbers across',
        { [projection]: [1e6, 3, 4, 4] },
        `the numbers across its encoder are 1000000 and should be at most ${WIDEST}`,
      ],
      [
        'a million numbers across an MLP',
        { [intermediate]: [1e6, 64] },
        `the numbers across an MLP of its encoder are 1000000 and should be at most ${WIDEST_MLP}`,
      ],
      [
        'a thousand channels',
        { [projection]: [64, 1000, 4, 4] },
        'the channels of its pictures are 1000 and should be at most 512',
      ],
      ['129 blocks', blocks, 'the blocks in its encoder are 129 and should be at most 128'],
    ] as const
  ).map(
    ([name, change, faults]): Case => ({
      name: `shapes of ${name}`,
      files: shapes(change),
      outcome: misfit(faults),
    }),
  ),
  safe(
    'one channel going in and three coming out',
    withOther(projection, zeros(64, 1, 4, 4)),
    '“decoder.decoder_pred.bias” is [48] and should be [16]; “decoder.decoder_pred.weight” is [48, 64] and should be [16, 64]',
  ),
  safe(
    'the same tensor in two spellings',
    withOther('norm.bias', zeros(64)),
    'vit.layernorm.bias is there twice',
  ),
  safe(
    'another kind of model',
    new Map([
      ['model.embed_tokens.weight', zeros(2, 2)],
      ['lm_head.weight', zeros(2, 2)],
    ]),
    'none of its 2 tensors has the name of one (it has “model.embed_tokens.weight”, “lm_head.weight”, …)',
  ),
  safe(
    'a decoder alone',
    new Map([...small].filter(([name]) => name.startsWith('decoder.'))),
    `${projection} is missing; ${intermediate} is missing`,
  ),
  ...['5 1', '1 3'].map(
    (heads): Case => ({
      name: `metadata of ${heads} heads`,
      files: () => [file(safetensors(small, 'F32', { metadata: { heads } }), NAME)],
      outcome: misfit(`a width of 64 cannot be shared by ${Math.max(...heads.split(' ').map(Number))} heads`),
    }),
  ),
  {
    name: 'tensors that lie over each other',
    files: () => [
      configured(),
      file(
        safetensors(small, 'F32', {
          change: (list) => {
            const own = Object.entries(list).filter(([name]) => name !== bias);
            for (const [, entry] of own) {
              const [from, to] = entry.data_offsets as [number, number];
              entry.data_offsets = [0, to - from];
            }
          },
        }).slice(0, 60_000),
        NAME,
      ),
    ],
    outcome: `“${NAME}” is not a whole safetensors file: it ends before “${bias}” does.`,
  },
  safe(
    'fewer blocks than config.json tells',
    small,
    'vit.encoder.layer.2.layernorm_before.weight is missing; vit.encoder.layer.2.layernorm_before.bias is missing; vit.encoder.layer.2.attention.attention.query.weight is missing; vit.encoder.layer.2.attention.attention.query.bias is missing; and 12 more',
    { num_hidden_layers: 3 },
  ),
  safe(
    'the authors’ spelling, a tensor short',
    new Map([...spelt(small, 'the authors')].filter(([name]) => name !== 'blocks.1.attn.qkv.bias')),
    'vit.encoder.layer.1.attention.attention.query.bias is missing; vit.encoder.layer.1.attention.attention.key.bias is missing; vit.encoder.layer.1.attention.attention.value.bias is missing',
  ),
];

export const misfitCases: readonly Case[] = [
  ...missing,
  ...reshaped,
  ...unknown,
  ...others,
  ...typed,
  ...telling,
];
