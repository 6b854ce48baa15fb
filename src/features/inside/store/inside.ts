/** What of the network's inside is looked at, and what was seen: of the page's own picture, while the mode is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { clamp } from '../../../mae/clamp';
import type { Head } from '../../../mae/gaze';
import { patchCount } from '../../../mae/geometry';
import { tokensBefore } from '../../../runtime/checkpoint/network';
import type { Scene } from '../../../runtime/inference/scene';
import type { Inspector } from '../../../runtime/inside/inspector';
import type { Seen } from '../../../runtime/inside/tapped';
import type { Weights } from '../../../runtime/inside/weights';
import { messageOf } from '../../../runtime/message';
import { isSameNetwork, type Model } from '../../../runtime/models/model';
import { tapNames } from '../../../runtime/onnx/builder';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { type Gallery, lookAmong, type Other, wholePlan } from './among';

export const MODE = 'inside';

/** Which tokens are alike, where one looks, all of them as colours; or, without any picture, the weights. */
export const sights = ['likeness', 'attention', 'colours', 'weights'] as const;

export type Sight = (typeof sights)[number];

export const halves = ['encoder', 'decoder'] as const;

export type Half = (typeof halves)[number];

export interface Choice {
  readonly sight: Sight;
  /** Whether the encoder is shown all patches, as for recognition, and not only those that the mask leaves. */
  readonly isWhole: boolean;
  /** The decoder is looked into only where there is a mask. */
  readonly half: Half;
  /** 0 … depth: what goes into the first block, or comes out of so many; attention is of a block, from 1. */
  readonly block: number;
  readonly head: Head;
  /** The patch that was clicked. */
  readonly patch: number;
  /** Whether other pictures are looked at as well; whole pictures only. */
  readonly isAmong: boolean;
}

/** What was seen, with what it was seen of. */
export interface Look {
  readonly scene: Scene;
  readonly choice: Choice;
  readonly seen: Seen;
  /** [T − before] the patches of the tokens, in their order. */
  readonly ids: Int32Array;
  readonly before: 0 | 1;
}

/** What there is to be seen of a model's weights. */
export interface Weighed {
  readonly model: Model;
  readonly weights: Weights;
}

export interface Inside {
  readonly choice: Choice;
  readonly look?: Look;
  readonly weighed?: Weighed;
  /** Pictures of the gallery that were looked at like the page's own; they come one by one. */
  readonly others: readonly Other[];
  /** Of the tokens of the page's picture and then of the others, their colours by the same axes: [T · 3] each. */
  readonly colours?: readonly Uint8ClampedArray<ArrayBuffer>[];
  readonly isLooking: boolean;
  /** Brought into what the model has. */
  choose(changes: Partial<Choice>): void;
}

export const FIRST_CHOICE: Choice = {
  sight: 'likeness',
  isWhole: true,
  half: 'encoder',
  block: 12,
  head: 'mean',
  patch: 105,
  isAmong: false,
};

/** What a choice means for a model: blocks, heads and patches that it does not have become those that it has. */
export function settle(choice: Choice, { geometry }: Pick<Model, 'geometry'>): Choice {
  const half = choice.isWhole || !geometry.decoder ? 'encoder' : choice.half;
  const stack = geometry[half] ?? geometry.encoder;
  return {
    ...choice,
    half,
    block: clamp(choice.block, choice.sight === 'attention' ? Math.min(1, stack.depth) : 0, stack.depth),
    head: choice.head === 'mean' || choice.head < stack.heads ? choice.head : 'mean',
    patch: Math.min(choice.patch, patchCount(geometry) - 1),
  };
}

/** What a look depends on; the patch and the head choose among what was seen. */
const isSameLook = (a: Choice, b: Choice): boolean =>
  a.isWhole === b.isWhole &&
  a.isAmong === b.isAmong &&
  a.half === b.half &&
  a.block === b.block &&
  ofTokens(a.sight) === ofTokens(b.sight) &&
  (ofTokens(a.sight) ? a.sight === 'colours' || b.sight !== 'colours' : a.sight === b.sight);

const ofTokens = (sight: Sight): boolean => sight === 'likeness' || sight === 'colours';

export function createInside(
  playground: StoreApi<Playground>,
  inspector: Inspector,
  gallery: Gallery,
): StoreApi<Inside> {
  /** What is being looked at or was last, and what ends it. */
  let looking:
    | { readonly scene: Scene; readonly choice: Choice; readonly stopping: AbortController }
    | undefined;

  const store = createStore<Inside>()((set, get) => ({
    choice: FIRST_CHOICE,
    others: [],
    isLooking: false,
    choose: (changes) => {
      set({ choice: settle({ ...get().choice, ...changes }, playground.getState().model) });
      update();
    },
  }));

  async function see(scene: Scene, choice: Choice): Promise<void> {
    const stopping = new AbortController();
    const { signal } = stopping;
    looking = { scene, choice, stopping };
    store.setState({ isLooking: true });
    const { geometry } = scene.model;
    const patches = patchCount(geometry);
    const plan = choice.isWhole ? wholePlan(patches) : scene.plan;
    const { half, block } = choice;
    const isAttention = choice.sight === 'attention';
    try {
      if (choice.sight === 'weights') {
        const weights = await inspector.weigh(scene.model, signal);
        if (!signal.aborted) store.setState({ weighed: { model: scene.model, weights }, isLooking: false });
        return;
      }
      const seen = await inspector.look(
        { ...scene, plan },
        { half, ...(isAttention ? { attention: [block - 1] } : { tokens: [block] }) },
        signal,
      );
      if (signal.aborted) return;
      const ids =
        half === 'decoder' ? Int32Array.from({ length: patches }, (_, patch) => patch) : plan.idsKeep;
      const name = isAttention ? tapNames.attention(block - 1) : tapNames.tokens(block);
      store.setState({
        look: { scene, choice, seen: seen[name], ids, before: tokensBefore(geometry) },
        others: [],
        colours: undefined,
      });
      if (choice.isAmong && choice.isWhole && !isAttention) await seeOthers(scene.model, choice, signal);
      if (choice.sight === 'colours') await colour(scene.model, seen[name], signal);
      if (!signal.aborted) store.setState({ isLooking: false });
    } catch (error) {
      if (signal.aborted) return;
      store.setState({ isLooking: false });
      playground.getState().reportProblem(said('inside.failed', { reason: messageOf(error) }));
    }
  }

  async function seeOthers(model: Model, { block }: Choice, signal: AbortSignal): Promise<void> {
    const { photo } = playground.getState();
    await lookAmong(
      // Its own patches would be the most alike of all.
      { ...gallery, samples: gallery.samples.filter((sample) => sample !== photo?.sample) },
      model,
      block,
      inspector,
      (other) => store.setState({ others: [...store.getState().others, other] }),
      signal,
    );
  }

  async function colour(model: Model, own: Seen, signal: AbortSignal): Promise<void> {
    const width = own.shape[1];
    const tokens = own.data.slice(tokensBefore(model.geometry) * width);
    const pictures = [tokens, ...store.getState().others.map((other) => other.tokens)];
    const colours = await inspector.colour(model, pictures, width, signal);
    if (!signal.aborted) store.setState({ colours });
  }

  function stop(): void {
    looking?.stopping.abort();
    looking = undefined;
    if (store.getState().isLooking) store.setState({ isLooking: false });
  }

  function update(): void {
    const { mode, scene, model, status } = playground.getState();
    if (mode !== MODE) {
      // Whoever leaves gets the memory back.
      if (looking) inspector.release();
      return stop();
    }
    // The picture first: whoever looks inside a network that is still coming would have its file come twice.
    if (!scene || (status.kind !== 'running' && status.kind !== 'failed')) return;
    const choice = settle(store.getState().choice, model);
    if (choice.block !== store.getState().choice.block || choice.half !== store.getState().choice.half)
      store.setState({ choice });
    if (looking && isSameScene(looking.scene, scene, choice) && isSameLook(looking.choice, choice)) return;
    looking?.stopping.abort();
    void see(scene, choice);
  }

  playground.subscribe(update);
  return store;
}

/** Of a whole picture the mask does not count, and of weights no picture. */
const isSameScene = (a: Scene, b: Scene, { isWhole, sight }: Choice): boolean =>
  a === b ||
  (sight === 'weights' && isSameNetwork(a.model, b.model)) ||
  (isWhole && a.square === b.square && isSameNetwork(a.model, b.model));
