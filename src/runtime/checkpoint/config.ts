/**
 * What lies beside a file of weights. `config.json` of transformers' `ViTMAEForPreTraining`: the geometry, and what the decoder predicts. It is believed to the letter: the
 * published ones say `layer_norm_eps` 1e-12 where the authors trained with 1e-6, and 1e-12 is what transformers computes with.
 * Or `model.json` of a folder that `models/recipe/export.py` wrote.
 */
import * as v from 'valibot';
import type { FullGeometry } from './network';
import { UnreadableModel } from './problem';

interface Described {
  readonly geometry: FullGeometry;
  readonly normalised: boolean;
}

/** More than any model has of anything; what is counted up to it is counted in no time. */
const LARGEST = 2 ** 16;

const not =
  (wanted: string) =>
  ({ input }: { readonly input: unknown }): string =>
    `is ${JSON.stringify(input)} and should be ${wanted}`;

const WHOLE = not('a positive whole number');
const Count = v.pipe(
  v.number(WHOLE),
  v.safeInteger(WHOLE),
  v.minValue(1, WHOLE),
  v.maxValue(LARGEST, not(`at most ${LARGEST}`)),
);

const NUMBER = 'should be a number';
const Epsilon = v.pipe(v.number(NUMBER), v.finite(NUMBER), v.minValue(0, NUMBER));

const object = <T extends v.ObjectEntries>(entries: T) =>
  v.object(entries, (issue) => (issue.expected === 'Object' ? not('an object')(issue) : 'is missing'));

const Stack = object({ width: Count, depth: Count, heads: Count, mlp: Count });

const Exported = v.pipe(
  object({
    geometry: v.pipe(
      object({
        imageSize: Count,
        patchSize: Count,
        encoder: Stack,
        decoder: v.optional(Stack),
        layerNormEps: Epsilon,
      }),
      v.check(
        ({ imageSize, patchSize }) => imageSize % patchSize === 0,
        'should have an imageSize that is a multiple of its patchSize',
      ),
    ),
    target: v.optional(
      v.picklist(['pixels', 'normalised-pixels', 'features'], not('pixels, normalised-pixels or features')),
    ),
  }),
  v.transform(
    ({ geometry, target }): Described => ({ geometry, normalised: target === 'normalised-pixels' }),
  ),
);

/** Height and width, where they are the same. */
const single = (value: unknown): unknown =>
  Array.isArray(value) && new Set(value).size === 1 ? value[0] : value;

const Side = v.pipe(v.unknown(), v.transform(single), Count);

/** What it leaves out is as it is in transformers. */
const Config = v.pipe(
  v.object({
    model_type: v.optional(v.literal('vit_mae', not('"vit_mae"'))),
    hidden_act: v.optional(v.literal('gelu', not('"gelu"'))),
    num_channels: v.optional(v.literal(3, not('3'))),
    qkv_bias: v.optional(v.literal(true, not('true'))),
    image_size: v.nullish(Side, 224),
    patch_size: v.nullish(Side, 16),
    hidden_size: v.nullish(Count, 768),
    num_hidden_layers: v.nullish(Count, 12),
    num_attention_heads: v.nullish(Count, 12),
    intermediate_size: v.nullish(Count, 3072),
    decoder_hidden_size: v.nullish(Count, 512),
    decoder_num_hidden_layers: v.nullish(Count, 8),
    decoder_num_attention_heads: v.nullish(Count, 16),
    decoder_intermediate_size: v.nullish(Count, 2048),
    layer_norm_eps: v.optional(Epsilon, 1e-12),
    norm_pix_loss: v.nullish(v.boolean(not('true or false')), false),
  }),
  v.check(
    ({ image_size, patch_size }) => image_size % patch_size === 0,
    'image_size should be a multiple of patch_size',
  ),
  v.transform(
    (config): Described => ({
      geometry: {
        imageSize: config.image_size,
        patchSize: config.patch_size,
        encoder: {
          width: config.hidden_size,
          depth: config.num_hidden_layers,
          heads: config.num_attention_heads,
          mlp: config.intermediate_size,
        },
        decoder: {
          width: config.decoder_hidden_size,
          depth: config.decoder_num_hidden_layers,
          heads: config.decoder_num_attention_heads,
          mlp: config.decoder_intermediate_size,
        },
        layerNormEps: config.layer_norm_eps,
      },
      normalised: config.norm_pix_loss,
    }),
  ),
);

const faultOf = (issue: v.BaseIssue<unknown>): string =>
  [v.getDotPath(issue), issue.message].filter(Boolean).join(' ');

/** Throws UnreadableModel. */
export function readConfig(text: string): Described {
  const wrong = (what: string, file = 'config.json'): UnreadableModel =>
    new UnreadableModel(`${file} does not fit: ${what}.`);
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw wrong('it is not JSON');
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said))
    throw wrong('it is not a JSON object');
  const [schema, file] = 'geometry' in said ? [Exported, 'model.json'] : [Config, 'config.json'];
  const { success, output, issues } = v.safeParse(schema, said, { abortPipeEarly: true });
  if (!success) throw wrong(issues.map(faultOf).join('; '), file);
  return output;
}
