/** Attention heads, which no shape tells: those of known models of the same widths, else one for every 64 numbers. */
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { type Said, said, type Words } from '../../words/said';
import { quoted } from '../quoted';
import { type FullGeometry, tokensBefore } from './network';
import { UnreadableModel } from './problem';

/** Of the encoder and, if there is one, of the decoder. */
export type Heads = readonly number[];

/** Of published models and our own, by width. */
const KNOWN_HEADS = (['encoder', 'decoder'] as const).map(
  (stack) =>
    new Map(
      Object.values(table.geometries).map((known): [number, number] => [
        known[stack].width,
        known[stack].heads,
      ]),
    ),
);

interface Assumed {
  readonly heads: Heads;
  readonly note: Said;
}

/** Of models of a family that has other heads than are usual in its widths. */
function otherHeads({ encoder, decoder }: FullGeometry): Assumed | undefined {
  const found = table.otherHeads.find(
    (known) =>
      known.encoder.width === encoder.width &&
      known.decoder.width === decoder?.width &&
      known.decoder.depth === decoder.depth,
  );
  return (
    found && {
      heads: [found.encoder.heads, found.decoder.heads],
      note: said('checkpoint.headsAsIn', {
        encoder: found.encoder.heads,
        decoder: found.decoder.heads,
        model: found.name,
      }),
    }
  );
}

/** The heads of known models of these widths, otherwise one for every 64 numbers; and a sentence of that. Throws UnreadableModel. */
export function assumedHeads(geometry: FullGeometry, name: string): Assumed {
  const other = tokensBefore(geometry) ? otherHeads(geometry) : undefined;
  return other ?? usualHeads(geometry, name);
}

function usualHeads(geometry: FullGeometry, name: string): Assumed {
  const { encoder, decoder } = geometry;
  const isBare = tokensBefore(geometry) === 0;
  const stacks = decoder ? [encoder, decoder] : [encoder];
  const assumed = stacks.map(({ width }, i): { heads: number; why: Words } => {
    // Code without a class token has other widths and heads than the paper's.
    const known = isBare ? undefined : KNOWN_HEADS[i].get(width);
    if (!known && width % table.headWidth) {
      throw new UnreadableModel(said('checkpoint.headsUnknown', { name: quoted(name), width }));
    }
    return known
      ? { heads: known, why: said('checkpoint.asKnownModels', { width }) }
      : { heads: width / table.headWidth, why: `${width} / ${table.headWidth}` };
  });
  const [first, second] = assumed;
  const ofEncoder = { encoder: first.heads, why: first.why };
  return {
    heads: assumed.map(({ heads }) => heads),
    note: second
      ? said('checkpoint.headsOfBoth', { ...ofEncoder, decoder: second.heads, whyDecoder: second.why })
      : said('checkpoint.headsOfEncoder', ofEncoder),
  };
}

export const withHeads = ({ decoder, ...geometry }: FullGeometry, [first, second]: Heads): FullGeometry => ({
  ...geometry,
  encoder: { ...geometry.encoder, heads: first },
  ...(decoder && { decoder: { ...decoder, heads: second } }),
});
