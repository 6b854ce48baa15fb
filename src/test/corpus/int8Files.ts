/** Files of int8 whose scales are missing or odd, or that do not say what their int8 means. */
import { type Case, file } from './case';
import type { Entry } from './files';
import { int8, SAID } from './int8';
import { small } from './small';

const NAME = 'model.safetensors';
const MATRIX = 'decoder.decoder_embed.weight';
const SCALE = `${MATRIX}.scale`;
const NOT_WHOLE = `“${NAME}” is not a whole safetensors file:`;

const changed = (name: string, change: (list: Record<string, Entry>) => void, outcome: string): Case => ({
  name: `int8: ${name}`,
  files: () => [file(int8(small, { change }).bytes, NAME)],
  outcome,
});

/** The scale's entry, with as many bytes as it then has. */
const scaled = (dtype: string, shape: readonly number[], bytes: number) => (list: Record<string, Entry>) => {
  const [from] = list[SCALE].data_offsets as [number, number];
  list[SCALE] = { dtype, shape, data_offsets: [from, from + bytes] };
};
const withoutScale = (list: Record<string, Entry>): void => {
  delete list[SCALE];
};
const odd = (found: string): string => `${NOT_WHOLE} “${SCALE}” is “${found}” and should be “F32 [64]”.`;

const scales: readonly Case[] = [
  changed(
    'a scale that is missing',
    withoutScale,
    `${NOT_WHOLE} “${MATRIX}” is stored as I8, and “${SCALE}” is missing.`,
  ),
  changed('a scale too short', scaled('F32', [63], 252), odd('F32 [63]')),
  changed('a scale of two sides', scaled('F32', [64, 1], 256), odd('F32 [64, 1]')),
  changed('one scale for all', scaled('F32', [], 4), odd('F32 []')),
  changed('scales in half precision', scaled('F16', [64], 128), odd('F16 [64]')),
  changed('scales as int8', scaled('I8', [64], 64), odd('I8 [64]')),
  changed('scales of a type that nobody knows', scaled('E8M0', [64], 64), odd('E8M0 [64]')),
  changed(
    'a scale of nothing',
    (list) => {
      list['vit.layernorm.bias.scale'] = list[SCALE];
    },
    `“${NAME}” is not a masked autoencoder that can be read: “vit.layernorm.bias.scale” is unknown.`,
  ),
  changed(
    'levels without a side',
    (list) => {
      const [from] = list[MATRIX].data_offsets as [number, number];
      list[MATRIX] = { dtype: 'I8', shape: [], data_offsets: [from, from + 1] };
    },
    `${NOT_WHOLE} “${SCALE}” is “F32 [64]” and should be “F32 []”.`,
  ),
];

/** Without the scale, so that the sentence is about the type alone. */
const unsaid = [null, {}, { format: 'pt' }, { int8: true }, { int8: 'with a zero point' }, SAID.int8].map(
  (metadata): Case => ({
    name: `int8: metadata ${JSON.stringify(metadata)}`,
    files: () => [
      file(int8(small, { metadata, of: (name) => name === MATRIX, change: withoutScale }).bytes, NAME),
    ],
    outcome: `“${NAME}” is not a masked autoencoder that can be read: “${MATRIX}” is stored as “I8” and should be F32, F16, BF16 or F64.`,
  }),
);

export const int8Cases: readonly Case[] = [...scales, ...unsaid];
