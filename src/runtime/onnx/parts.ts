/**
 * Large halves in parts, each a session of its own: while one is built its weights lie in memory three times, as JavaScript read them, as
 * onnxruntime took them, and as it laid them out for its kernels. Of all others there is only the last.
 */
import type { FullGeometry } from '../checkpoint/network';
import { bytesIn, type Precision } from '../checkpoint/precision';
import { tensorShapes } from '../checkpoint/shapes';
import { countOf } from '../checkpoint/stored';
import type { Part } from './builder';
import { decoderGraph, encoderGraph } from './graph';

/** Bytes of weights of one part, unless a single block has more. */
const MOST = 2 ** 26;

export interface PartOfNetwork {
  readonly graph: Uint8Array<ArrayBuffer>;
  /** The names of its weights. */
  readonly tensors: readonly string[];
}

interface Half {
  readonly layers: string;
  readonly depth: number;
  /** Whether a tensor outside of all blocks comes before them. */
  readonly isBefore: (name: string) => boolean;
  readonly graph: (part: Part) => Uint8Array<ArrayBuffer>;
}

/** The parts of the encoder and of the decoder, in the order in which they compute; none of a decoder that is not there. */
export function partsOf(
  geometry: FullGeometry,
  precision: Precision,
  most = MOST,
  isTapped = false,
): { encoder: PartOfNetwork[]; decoder: PartOfNetwork[] } {
  const { encoder, decoder } = geometry;
  const shapes = [...tensorShapes(geometry)];
  const cut = (prefix: string, { layers, depth, isBefore, graph }: Half): PartOfNetwork[] => {
    const tensors = Array.from({ length: Math.max(1, depth) }, (): string[] => []);
    const bytes = tensors.map(() => 0);
    for (const [name, shape] of shapes) {
      if (!name.startsWith(prefix)) continue;
      const [, layer] = name.startsWith(`${layers}.`) ? name.slice(layers.length).split('.') : [];
      const block = layer === undefined ? (isBefore(name) ? 0 : tensors.length - 1) : Number(layer);
      tensors[block].push(name);
      bytes[block] += countOf(shape) * bytesIn[precision];
    }
    return runs(bytes, most).map((part) => ({
      graph: graph({ ...part, to: Math.min(part.to, depth) }),
      tensors: tensors.slice(part.from, part.to).flat(),
    }));
  };
  return {
    encoder: cut('vit.', {
      layers: 'vit.encoder.layer',
      depth: encoder.depth,
      isBefore: (name) => name.startsWith('vit.embeddings.'),
      graph: (part) => encoderGraph(geometry, precision, part, isTapped),
    }),
    decoder: decoder
      ? cut('decoder.', {
          layers: 'decoder.decoder_layers',
          depth: decoder.depth,
          isBefore: (name) => !/^decoder\.decoder_(norm|pred)\./.test(name),
          graph: (part) => decoderGraph(geometry, precision, part, isTapped),
        })
      : [],
  };
}

/** The longest runs of blocks whose bytes are at most `most`; a block that has more by itself is a run. */
function runs(bytes: readonly number[], most: number): Part[] {
  const parts: { from: number; to: number }[] = [];
  let sum = 0;
  bytes.forEach((size, block) => {
    const last = parts.at(-1);
    if (last && sum + size <= most) {
      last.to = block + 1;
      sum += size;
    } else {
      parts.push({ from: block, to: block + 1 });
      sum = size;
    }
  });
  return parts;
}
