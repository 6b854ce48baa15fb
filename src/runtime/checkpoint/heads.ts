/** Attention heads, which no shape tells: those of known models of the same widths, else one for every 64 numbers. */
import table from '../../../models/checkpoints.json' with { type: 'json' };
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

/** Of models of a family that has other heads than are usual in its widths. */
function otherHeads({ encoder, decoder }: FullGeometry): { heads: Heads; note: string } | undefined {
  const found = table.otherHeads.find(
    (known) =>
      known.encoder.width === encoder.width &&
      known.decoder.width === decoder?.width &&
      known.decoder.depth === decoder.depth,
  );
  return (
    found && {
      heads: [found.encoder.heads, found.decoder.heads],
      note: `Attention heads are not in the file: ${found.encoder.heads} in the encoder and ${found.decoder.heads} in the decoder were assumed, as in ${found.name}, which has these widths.`,
    }
  );
}

/**
 * The heads of known models of these widths, otherwise one for every 64 numbers; and that in words. Throws UnreadableModel.
 */
export function assumedHeads(geometry: FullGeometry, name: string): { heads: Heads; note: string } {
  const other = tokensBefore(geometry) ? otherHeads(geometry) : undefined;
  return other ?? usualHeads(geometry, name);
}

function usualHeads(geometry: FullGeometry, name: string): { heads: Heads; note: string } {
  const { encoder, decoder } = geometry;
  const isBare = tokensBefore(geometry) === 0;
  const stacks = decoder ? [encoder, decoder] : [encoder];
  const assumed = stacks.map(({ width }, i) => {
    // Code without a class token has other widths and heads than the paper's.
    const known = isBare ? undefined : KNOWN_HEADS[i].get(width);
    if (!known && width % table.headWidth) {
      throw new UnreadableModel(
        `${quoted(name)} does not say how many attention heads share a width of ${width}. Open it together with its config.json.`,
      );
    }
    return known
      ? { heads: known, why: `as in known models of width ${width}` }
      : { heads: width / table.headWidth, why: `${width} / ${table.headWidth}` };
  });
  const words = assumed.map(({ heads, why }, i) => `${heads} in the ${i ? 'decoder' : 'encoder'} (${why})`);
  return {
    heads: assumed.map(({ heads }) => heads),
    note: `Attention heads are not in the file: ${words.join(' and ')} were assumed.`,
  };
}

export const withHeads = ({ decoder, ...geometry }: FullGeometry, [first, second]: Heads): FullGeometry => ({
  ...geometry,
  encoder: { ...geometry.encoder, heads: first },
  ...(decoder && { decoder: { ...decoder, heads: second } }),
});
