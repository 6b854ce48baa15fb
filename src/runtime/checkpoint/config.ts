/**
 * What lies beside a file of weights. `config.json` of transformers' `ViTMAEForPreTraining`: the geometry, and what the decoder
 * predicts. It is believed to the letter: the published ones say `layer_norm_eps` 1e-12 where the authors trained with 1e-6, and 1e-12
 * is what transformers computes with. That of timm, which leaves the geometry to the shapes, and says what pictures are normalised by.
 * Or `model.json` of a folder that `models/recipe/export.py` wrote.
 */
import * as v from 'valibot';
import { predictedTargets, type Target } from '../../mae/target';
import { type Said, said, type Words } from '../../words/said';
import { quoted } from '../quoted';
import {
  inMegabytes,
  LONGEST_CONFIG,
  MOST_BLOCKS,
  MOST_CHANNELS,
  MOST_PATCHES_ALONG,
  MOST_PIXELS,
  WIDEST,
  WIDEST_MLP,
} from './bounds';
import { NotJson, readJson } from './json';
import type { FullGeometry } from './network';
import { UnreadableModel } from './problem';
import { series } from './series';
import { asWritten } from './written';

interface Described {
  /** Absent where the shapes of the tensors tell it. */
  readonly geometry?: FullGeometry;
  readonly target?: Target;
  readonly statistics?: Statistics;
}

/** Mean and standard deviation of the pictures that a model was trained with, in each channel, for values of 0 … 1. */
export interface Statistics {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** So many numbers of a list are shown. */
const SHOWN = 4;

/** What a field holds, in few words: what nests is not followed. */
function shown(value: unknown): Words {
  if (typeof value === 'string') return quoted(value, 40);
  if (Array.isArray(value)) {
    const isShort = value.length <= SHOWN && value.every(Number.isFinite);
    return isShort ? `[${value.join(', ')}]` : said('checkpoint.aList');
  }
  if (typeof value === 'object' && value !== null) return said('checkpoint.anObject');
  // JSON has 1e999.
  return Math.abs(Number(value)) === Number.POSITIVE_INFINITY
    ? said('checkpoint.infiniteNumber')
    : String(value);
}

/** What is to be said of a field. Messages of valibot are text, so it goes through them as JSON. */
const inText = (fault: Said): string => JSON.stringify(fault);

const not =
  (wanted: Words) =>
  ({ input }: { readonly input: unknown }): string =>
    inText(said('checkpoint.otherValue', { found: shown(input), wanted }));

const WHOLE = not(said('checkpoint.positiveWhole'));
const upTo = (most: number) =>
  v.pipe(
    v.number(WHOLE),
    v.safeInteger(WHOLE),
    v.minValue(1, WHOLE),
    v.maxValue(most, not(said('checkpoint.atMost', { most }))),
  );
const Pixels = upTo(MOST_PIXELS);
const Width = upTo(WIDEST);
const Mlp = upTo(WIDEST_MLP);
const Depth = upTo(MOST_BLOCKS);
/** Each has a number at least. */
const Heads = Width;

const NUMBER = inText(said('checkpoint.notFrom0To1'));
const Epsilon = v.pipe(v.number(NUMBER), v.minValue(0, NUMBER), v.maxValue(1, NUMBER));

const isFewPatches = ([height, width]: readonly number[], patch: number): boolean =>
  Math.max(height, width) / patch <= MOST_PATCHES_ALONG;
const isMultiple = (sides: readonly number[], patch: number): boolean =>
  sides.every((side) => side % patch === 0);

/** One number of a square, or height and width; the first fault of either is that of both. */
const Sides = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset: { value: input }, addIssue, NEVER }): [number, number] => {
    const sides = Array.isArray(input) ? input : [input, input];
    const [issue] = sides.flatMap((side) => v.safeParse(Pixels, side).issues ?? []);
    if (sides.length === 2 && !issue) return [sides[0], sides[1]];
    addIssue({
      message: sides.length === 2 ? issue.message : not(said('checkpoint.numberOrSides'))({ input }),
    });
    return NEVER;
  }),
);
const Channels = upTo(MOST_CHANNELS);

const OBJECT = not(said('checkpoint.anObject'));
const BOOLEAN = not(said('checkpoint.trueOrFalse'));

const object = <T extends v.ObjectEntries>(entries: T) =>
  v.object(entries, (issue) =>
    issue.expected === 'Object' ? OBJECT(issue) : inText(said('checkpoint.fieldMissing')),
  );

const Stack = object({ width: Width, depth: Depth, heads: Heads, mlp: Mlp });

const Exported = v.pipe(
  object({
    geometry: v.pipe(
      object({
        imageSize: Sides,
        patchSize: Pixels,
        channels: v.optional(Channels, 3),
        classToken: v.exactOptional(v.literal(false, not(said('checkpoint.falseOrAbsent')))),
        encoder: Stack,
        decoder: v.optional(Stack),
        layerNormEps: Epsilon,
      }),
      v.check(
        ({ imageSize, patchSize }) => isMultiple(imageSize, patchSize),
        inText(said('checkpoint.imageSizeOfPatches')),
      ),
      v.check(
        ({ imageSize, patchSize }) => isFewPatches(imageSize, patchSize),
        inText(said('checkpoint.patchesInGeometry', { most: MOST_PATCHES_ALONG })),
      ),
      v.check(
        ({ encoder, decoder = encoder }) =>
          [encoder, decoder].every(({ width, heads }) => width % heads === 0),
        inText(said('checkpoint.widthsOfHeads')),
      ),
    ),
    target: v.optional(
      v.picklist(
        [...predictedTargets, 'features'],
        not(said('checkpoint.orFeatures', { targets: series('checkpoint.comma', predictedTargets) })),
      ),
    ),
  }),
  v.transform(({ geometry, target = 'pixels' }): Described => ({ geometry: asWritten(geometry), target })),
);

/** Height and width, where they are the same. */
const single = (value: unknown): unknown =>
  Array.isArray(value) && new Set(value).size === 1 ? value[0] : value;

const Side = v.pipe(v.unknown(), v.transform(single), Pixels);

/** What it leaves out is as it is in transformers. */
const Config = v.pipe(
  v.object({
    // An encoder that was fine-tuned is a ViT to transformers.
    model_type: v.optional(
      v.picklist(['vit_mae', 'vit'], not(series('checkpoint.or', ['“vit_mae”', '“vit”']))),
    ),
    hidden_act: v.optional(v.literal('gelu', not('“gelu”'))),
    num_channels: v.nullish(Channels, 3),
    qkv_bias: v.optional(v.boolean(BOOLEAN)),
    image_size: v.nullish(Sides, [224, 224]),
    patch_size: v.nullish(Side, 16),
    hidden_size: v.nullish(Width, 768),
    num_hidden_layers: v.nullish(Depth, 12),
    num_attention_heads: v.nullish(Heads, 12),
    intermediate_size: v.nullish(Mlp, 3072),
    decoder_hidden_size: v.nullish(Width, 512),
    decoder_num_hidden_layers: v.nullish(Depth, 8),
    decoder_num_attention_heads: v.nullish(Heads, 16),
    decoder_intermediate_size: v.nullish(Mlp, 2048),
    layer_norm_eps: v.optional(Epsilon, 1e-12),
    norm_pix_loss: v.nullish(v.boolean(BOOLEAN), false),
  }),
  v.check(
    ({ image_size, patch_size }) => isMultiple(image_size, patch_size),
    inText(said('checkpoint.noMultiple', { field: 'image_size', of: 'patch_size' })),
  ),
  v.check(
    ({ image_size, patch_size }) => isFewPatches(image_size, patch_size),
    inText(said('checkpoint.patchesInConfig', { most: MOST_PATCHES_ALONG })),
  ),
  v.check(
    ({ hidden_size, num_attention_heads }) => hidden_size % num_attention_heads === 0,
    inText(said('checkpoint.noMultiple', { field: 'hidden_size', of: 'num_attention_heads' })),
  ),
  v.check(
    (config) => config.decoder_hidden_size % config.decoder_num_attention_heads === 0,
    inText(
      said('checkpoint.noMultiple', { field: 'decoder_hidden_size', of: 'decoder_num_attention_heads' }),
    ),
  ),
  v.transform(
    (config): Described => ({
      geometry: {
        height: config.image_size[0],
        width: config.image_size[1],
        patchSize: config.patch_size,
        channels: config.num_channels,
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
      target: config.norm_pix_loss ? 'normalised-pixels' : 'pixels',
    }),
  ),
);

const SPREAD = not(said('checkpoint.numberForEachChannel'));
const EachChannel = v.pipe(
  v.array(v.number(SPREAD), SPREAD),
  v.minLength(1, SPREAD),
  v.maxLength(MOST_CHANNELS, SPREAD),
);
const DEVIATION = inText(said('checkpoint.notPositive'));
const Deviations = v.pipe(
  EachChannel,
  v.check((values) => values.every((value) => value > 0), DEVIATION),
);

/** What timm's checkpoints have beside them on the hub. */
const Timm = v.pipe(
  v.object({
    pretrained_cfg: v.optional(
      v.object({ mean: v.optional(EachChannel), std: v.optional(Deviations) }, OBJECT),
    ),
  }),
  v.transform(
    ({ pretrained_cfg: { mean, std } = {} }): Described => (mean && std ? { statistics: { mean, std } } : {}),
  ),
);

const isOfTimm = (config: object): boolean =>
  'pretrained_cfg' in config || ('architecture' in config && !('model_type' in config));

const Preprocessor = v.pipe(
  v.object({
    do_normalize: v.optional(v.boolean(BOOLEAN)),
    image_mean: v.optional(EachChannel),
    image_std: v.optional(Deviations),
  }),
  v.transform(({ do_normalize, image_mean, image_std }): Statistics | 'none' | undefined => {
    if (do_normalize === false) return 'none';
    return image_mean && image_std ? { mean: image_mean, std: image_std } : undefined;
  }),
);

function faultOf(issue: v.BaseIssue<unknown>): Said {
  const fault: Said = JSON.parse(issue.message);
  const field = v.getDotPath(issue);
  return field ? said('checkpoint.ofField', { field, fault }) : fault;
}

const wrong = (fault: Words, file: string): UnreadableModel =>
  new UnreadableModel(said('checkpoint.descriptionMisfit', { file: quoted(file), fault }));

/** Throws UnreadableModel. */
function objectIn(text: string, file: string): object {
  if (text.length > LONGEST_CONFIG)
    throw wrong(said('checkpoint.tooLong', { most: inMegabytes(LONGEST_CONFIG) }), file);
  let content: unknown;
  try {
    content = readJson(text);
  } catch (error) {
    if (error instanceof NotJson) throw wrong(error.said, file);
    throw error;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw wrong(said('checkpoint.noJsonObject'), file);
  return content;
}

/** Throws UnreadableModel. */
function parsed<T>(schema: v.GenericSchema<unknown, T>, content: object, file: string): T {
  const { success, output, issues } = v.safeParse(schema, content, { abortPipeEarly: true });
  if (!success) throw wrong(series('checkpoint.semicolon', issues.map(faultOf)), file);
  return output;
}

/** Throws UnreadableModel. */
export function readConfig(text: string): Described {
  const content = objectIn(text, 'config.json');
  if ('geometry' in content) return parsed(Exported, content, 'model.json');
  return parsed(isOfTimm(content) ? Timm : Config, content, 'config.json');
}

const PREPROCESSOR = 'preprocessor_config.json';

/** What transformers' own description of its preprocessing says: `none` where pictures are not normalised. Throws UnreadableModel. */
export const readPreprocessor = (text: string): Statistics | 'none' | undefined =>
  parsed(Preprocessor, objectIn(text, PREPROCESSOR), PREPROCESSOR);
