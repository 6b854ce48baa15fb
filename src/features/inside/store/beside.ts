/** A second network, looked into on the same patch of the same picture, while the mode is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { clamp } from '../../../mae/clamp';
import { type Geometry, gridOf, placeIn } from '../../../mae/geometry';
import type { Inspector } from '../../../runtime/inside/inspector';
import { messageOf } from '../../../runtime/message';
import { isSameNetwork, type Model } from '../../../runtime/models/model';
import { type MaskChoice, planFor } from '../../../store/masking';
import { squareFor } from '../../../store/photo';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { type Choice, isOfPicture, isSameLook, settle } from './choice';
import { type Inside, MODE } from './inside';
import { type Look, lookAt } from './look';

export interface Beside {
  readonly model?: Model;
  readonly look?: Look;
  /** [T · 3] of its tokens, by their own axes. */
  readonly levels?: Uint8ClampedArray;
  readonly isLooking: boolean;
  /** Nothing is put beside for undefined. */
  setModel(model: Model | undefined): void;
}

/** The patch of one grid that lies where a patch of another does. */
export function patchThere(patch: number, from: Geometry, to: Geometry): number {
  const [grid, other] = [gridOf(from), gridOf(to)];
  const [row, column] = placeIn(grid, patch);
  const along = (place: number, count: number, otherCount: number): number =>
    Math.floor(((place + 0.5) / count) * otherCount);
  return along(row, grid.rows, other.rows) * other.columns + along(column, grid.columns, other.columns);
}

/** The same choice for another network: as far along its blocks, and the patch in the same place. */
export function choiceThere(choice: Choice, from: Model, to: Model): Choice {
  const depth = from.geometry[choice.half]?.depth ?? from.geometry.encoder.depth;
  const half = to.geometry[choice.half] ? choice.half : 'encoder';
  const { depth: otherDepth } = to.geometry[half] ?? to.geometry.encoder;
  const block = clamp(Math.round((choice.block / Math.max(1, depth)) * otherDepth), 0, otherDepth);
  return settle({ ...choice, half, block, patch: patchThere(choice.patch, from.geometry, to.geometry) }, to);
}

/** What a look belongs to: another of any of these is another look. */
interface Wanted {
  readonly model: Model;
  readonly choice: Choice;
  readonly square: unknown;
  /** Where the mask counts. */
  readonly masking?: MaskChoice;
}

const isSameWanted = (a: Wanted, b: Wanted): boolean =>
  isSameNetwork(a.model, b.model) &&
  a.square === b.square &&
  a.masking === b.masking &&
  a.choice.sight === b.choice.sight &&
  isSameLook(a.choice, b.choice);

export function createBeside(
  playground: StoreApi<Playground>,
  inside: StoreApi<Inside>,
  inspector: Inspector,
): StoreApi<Beside> {
  let looking: { wanted: Wanted; stopping: AbortController } | undefined;

  const store = createStore<Beside>()((set) => ({
    isLooking: false,
    setModel: (model) => {
      set({ model, look: undefined, levels: undefined });
      update();
    },
  }));

  async function see(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { photo, crop, masking } = playground.getState();
    const { model, choice } = wanted;
    if (!photo) return;
    store.setState({ isLooking: true });
    try {
      const scene = { model, square: squareFor(model, photo, crop), plan: planFor(masking, model.geometry) };
      const look = await lookAt(inspector, scene, choice, signal);
      const tokens = look.seen.data.slice(look.before * look.seen.shape[1]);
      const [levels] =
        choice.sight === 'colours'
          ? await inspector.colour(model, [tokens], look.seen.shape[1], undefined, signal)
          : [];
      if (!signal.aborted) store.setState({ look, levels, isLooking: false });
    } catch (error) {
      if (signal.aborted) return;
      store.setState({ isLooking: false });
      playground.getState().reportProblem(said('inside.failed', { reason: messageOf(error) }));
    }
  }

  function stop(): void {
    if (!looking) return;
    looking.stopping.abort();
    looking = undefined;
    inspector.release();
    store.setState({ isLooking: false });
  }

  function update(): void {
    const { mode, scene, masking, model: own } = playground.getState();
    const { model } = store.getState();
    // A model is not put beside itself.
    if (model?.id === own.id) return store.getState().setModel(undefined);
    const { look, choice } = inside.getState();
    // The page's own network is looked into first.
    if (mode !== MODE || !model || !scene || !look || !isOfPicture(choice.sight)) return stop();
    const wanted: Wanted = {
      model,
      choice: choiceThere(choice, scene.model, model),
      square: scene.square,
      ...(!choice.isWhole && { masking }),
    };
    if (looking && isSameWanted(looking.wanted, wanted)) return;
    looking?.stopping.abort();
    looking = { wanted, stopping: new AbortController() };
    void see(wanted, looking.stopping.signal);
  }

  playground.subscribe(update);
  inside.subscribe(update);
  return store;
}
