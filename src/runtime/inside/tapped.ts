/** The same network once more, in graphs that also give what happens inside. Only made when somebody looks. */
import { patchDim } from '../../mae/geometry';
import type { NetworkInput } from '../../mae/reconstruct';
import type { Runtime } from '../inference/runtime';
import { type Chain, createChain, type Network } from '../inference/session';
import { told } from '../inference/words';
import { tapNames } from '../onnx/builder';
import { partsOf } from '../onnx/parts';

/** What is to be seen of one half: blocks by their numbers as in `tapNames`. */
export interface Wants {
  readonly half: 'encoder' | 'decoder';
  /** 0 … depth: before all blocks, or after so many. */
  readonly tokens?: readonly number[];
  /** 0 … depth − 1 */
  readonly attention?: readonly number[];
  /** What the encoder gives, after its final norm: what recognition is built on. */
  readonly latent?: boolean;
}

/** One value of the inside. */
export interface Seen {
  /** [T, width] of tokens, [H, T, T] of attention. The class token, where there is one, comes first. */
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** By the names of `tapNames`. */
export type AllSeen = Readonly<Record<string, Seen>>;

export interface Tapped {
  /** Of the decoder only where there is one. Rejects with a `Sentence`, half of one. */
  look(input: NetworkInput, wants: Wants): Promise<AllSeen>;
  release(): Promise<void>;
}

/** Sessions are built when they are first needed. Each look must be awaited before the next. */
export function createTapped(runtime: Runtime, network: Network, most?: number): Tapped {
  const { geometry } = network;
  const { ort } = runtime;
  const parts = partsOf(geometry, 'float32', most, true);
  /** An encoder without taps has less to lay out and to copy. */
  const plain = partsOf(geometry, 'float32', most).encoder;
  const chains: { plain?: Chain; encoder?: Chain; decoder?: Chain } = {};
  async function chainOf(which: keyof typeof chains): Promise<Chain> {
    const graphs = which === 'plain' ? plain : parts[which];
    chains[which] ??= await createChain(runtime, network, 'float32', graphs, false);
    return chains[which];
  }

  async function look({ visible, idsKeep, idsRestore }: NetworkInput, wants: Wants): Promise<AllSeen> {
    const { half, tokens = [], attention = [] } = wants;
    const seen: Record<string, Seen> = {};
    const take = (name: string, { dims, data }: { dims: readonly number[]; data: unknown }): void => {
      // onnxruntime's own array lies inside WebAssembly's memory.
      seen[name] = { shape: dims, data: new Float32Array(data as Float32Array) };
    };
    const taps = { wanted: [...tokens.map(tapNames.tokens), ...attention.map(tapNames.attention)], take };
    const isPlain = half === 'encoder' && taps.wanted.length === 0;
    const encoder = await chainOf(isPlain ? 'plain' : 'encoder');
    const latent = await encoder.run(
      {
        patches: new ort.Tensor('float32', visible, [idsKeep.length, patchDim(geometry)]),
        ids_keep: new ort.Tensor('int32', idsKeep, [idsKeep.length]),
      },
      half === 'encoder' ? taps : undefined,
    );
    if (wants.latent) take(tapNames.latent, latent);
    if (half === 'decoder') {
      const decoder = await chainOf('decoder');
      const ids = new ort.Tensor('int32', idsRestore, [idsRestore.length]);
      (await decoder.run({ latent, ids_restore: ids }, taps)).dispose();
    }
    latent.dispose();
    return seen;
  }

  return {
    look: (input, wants) => told(look(input, wants)),
    release: async () => {
      for (const chain of Object.values(chains)) await chain.release();
    },
  };
}
