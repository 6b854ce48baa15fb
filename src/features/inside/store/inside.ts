/** What of the network's inside is looked at, and what was seen: of the page's own picture, while the mode is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { atTheEdge } from '../../../mae/foreground';
import { gridOf } from '../../../mae/geometry';
import type { Scene } from '../../../runtime/inference/scene';
import type { Inspector } from '../../../runtime/inside/inspector';
import type { Weights } from '../../../runtime/inside/weights';
import { messageOf } from '../../../runtime/message';
import { isSameNetwork, type Model } from '../../../runtime/models/model';
import type { OwnPhoto } from '../../../store/ownPhotos';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { type Gallery, lookAmong, neighboursOf, type Other } from './among';
import { type Choice, canLookAmong, FIRST_CHOICE, isSameLook, settle } from './choice';
import { type Look, lookAt } from './look';

export const MODE = 'inside';

/** What there is to be seen of a model's weights. */
export interface Weighed {
  readonly model: Model;
  readonly weights: Weights;
}

export interface Colours {
  /** Of the tokens of the page's picture and then of the others, by the same axes: [N · 3] each. */
  readonly levels: readonly Uint8ClampedArray<ArrayBuffer>[];
  readonly isGroundOut: boolean;
}

export interface Inside {
  readonly choice: Choice;
  readonly look?: Look;
  readonly weighed?: Weighed;
  /** Pictures that were looked at like the page's; they come one by one. */
  readonly others: readonly Other[];
  readonly colours?: Colours;
  readonly isLooking: boolean;
  /** Brought into what the model has. */
  choose(changes: Partial<Choice>): void;
}

/** What is being looked at or was last, and what ends it. */
interface Looking {
  readonly scene: Scene;
  readonly choice: Choice;
  /** The person's own photographs, where they are looked at as well. */
  readonly own?: readonly OwnPhoto[];
  readonly stopping: AbortController;
}

export function createInside(
  playground: StoreApi<Playground>,
  inspector: Inspector,
  gallery: Gallery,
): StoreApi<Inside> {
  let looking: Looking | undefined;

  const store = createStore<Inside>()((set, get) => ({
    choice: FIRST_CHOICE,
    others: [],
    isLooking: false,
    choose: (changes) => {
      set({ choice: settle({ ...get().choice, ...changes }, playground.getState().model) });
      update();
    },
  }));

  /** Until it is done the page is busy; what goes wrong is said, to whoever still looks. */
  async function busy(work: Promise<void>, { signal }: AbortController): Promise<void> {
    store.setState({ isLooking: true });
    try {
      await work;
    } catch (error) {
      if (!signal.aborted)
        playground.getState().reportProblem(said('inside.failed', { reason: messageOf(error) }));
    } finally {
      if (!signal.aborted) store.setState({ isLooking: false });
    }
  }

  async function see({ scene, choice, stopping: { signal } }: Looking): Promise<void> {
    const { model } = scene;
    if (choice.sight === 'weights') {
      const weights = await inspector.weigh(model, signal);
      if (!signal.aborted) store.setState({ weighed: { model, weights } });
      return;
    }
    const look = await lookAt(inspector, scene, choice, signal);
    if (signal.aborted) return;
    store.setState({ look, others: [], colours: undefined });
    await lookAmong(
      neighboursOf(choice, playground.getState(), gallery),
      model,
      choice.block,
      inspector,
      (other) => store.setState({ others: [...store.getState().others, other] }),
      signal,
    );
    if (choice.sight === 'colours') await colour(look, signal);
  }

  async function colour({ scene: { model }, seen, ids, before }: Look, signal: AbortSignal): Promise<void> {
    const width = seen.shape[1];
    const pictures = [
      seen.data.slice(before * width),
      ...store.getState().others.map(({ tokens }) => tokens),
    ];
    const wanted = () => store.getState().choice.isGroundOut;
    let isGroundOut: boolean;
    do {
      isGroundOut = wanted();
      const edge = isGroundOut ? atTheEdge(ids, gridOf(model.geometry)) : undefined;
      const levels = await inspector.colour(model, pictures, width, edge, signal);
      if (signal.aborted) return;
      store.setState({ colours: { levels, isGroundOut } });
    } while (isGroundOut !== wanted());
  }

  function stop(): void {
    looking?.stopping.abort();
    looking = undefined;
    if (store.getState().isLooking) store.setState({ isLooking: false });
  }

  function update(): void {
    const { mode, scene, model, status, own } = playground.getState();
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
    if (choice.sight === 'cost') {
      // What is measured now shares the processor with no look.
      if (!store.getState().isLooking) return;
      inspector.release();
      return stop();
    }
    const among = canLookAmong(choice) && choice.amongOwn ? own : undefined;
    if (
      looking &&
      looking.own === among &&
      isSameScene(looking.scene, scene, choice) &&
      isSameLook(looking.choice, choice)
    )
      return colourAnew(choice, looking.stopping);
    looking?.stopping.abort();
    looking = { scene, choice, own: among, stopping: new AbortController() };
    void busy(see(looking), looking.stopping);
  }

  /** What was seen, in the colours that are wanted now; a look that still goes on ends with them. */
  function colourAnew({ sight, isGroundOut }: Choice, stopping: AbortController): void {
    const { look, colours, isLooking } = store.getState();
    const isOther = colours !== undefined && colours.isGroundOut !== isGroundOut;
    if (look && sight === 'colours' && isOther && !isLooking)
      void busy(colour(look, stopping.signal), stopping);
  }

  playground.subscribe(update);
  return store;
}

/** Of a whole picture the mask does not count, and of weights no picture. */
const isSameScene = (a: Scene, b: Scene, { isWhole, sight }: Choice): boolean =>
  a === b ||
  (sight === 'weights' && isSameNetwork(a.model, b.model)) ||
  (isWhole && a.square === b.square && isSameNetwork(a.model, b.model));
