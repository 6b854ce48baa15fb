/**
 * What the person asked for, and what came back. Plain data only: no session, worker or canvas.
 * A result remembers the picture, mask and model that made it, so nothing is ever shown beside another state's numbers.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Box, CENTRE_CROP, type Crop, cropBox, settleCrop } from '../mae/crop';
import { type HandMask, invert, paint } from '../mae/handMask';
import { MAX_RATIO, type MaskPlan } from '../mae/mask';
import { MAX_SEED } from '../mae/random';
import type { Raster } from '../mae/raster';
import { type Reconstruction, reconstruct } from '../mae/reconstruct';
import { cropAndResize } from '../mae/resample';
import type { Strategy } from '../mae/strategy';
import type { BackendChoice } from '../runtime/backend';
import { type Running, type Runtime, RuntimeFailed, Superseded } from '../runtime/client';
import type { Model } from '../runtime/registry';
import {
  chooseHand,
  type History,
  type MaskChoice,
  NO_HISTORY,
  planFor,
  redo,
  remember,
  shownAsHand,
  undo,
} from './masking';
import { type Sample, sampleUrl } from './samples';

export interface Photo {
  readonly title: string;
  /** Set when it is one of the page's own. */
  readonly sample?: Sample;
  readonly raster: Raster;
}

/** Everything a reconstruction depends on but the backend. Equal by identity: a change makes new objects. */
export interface Scene {
  readonly model: Model;
  /** S × S: the crop at the model's size. */
  readonly square: Raster;
  readonly plan: MaskPlan;
}

export interface Result extends Reconstruction {
  readonly scene: Scene;
  /** What it ran on; absent for the reconstruction that came with the page. */
  readonly running?: Running;
}

/** The model: on its way (bytes received, bytes in all), running, or not to be had. */
export type Status =
  | { readonly kind: 'loading'; readonly received: number; readonly total: number }
  | { readonly kind: 'running'; readonly running: Running }
  | { readonly kind: 'failed' };

/** What the page is used for: one picture, the paper's figures, two settings side by side, many files. */
export const modes = ['explore', 'figure', 'compare', 'batch'] as const;

export type Mode = (typeof modes)[number];

export interface Settings {
  readonly mode: Mode;
  readonly model: Model;
  readonly backend: BackendChoice;
  readonly masking: MaskChoice;
  readonly crop: Crop;
  readonly pasteVisible: boolean;
}

export interface Playground extends Settings {
  readonly photo?: Photo;
  /** The scene these settings describe; absent until a photograph is there. */
  readonly scene?: Scene;
  readonly result?: Result;
  readonly status: Status;
  /** True while a photograph is being fetched or decoded. */
  readonly opening: boolean;
  readonly history: History;
  /** A sentence about what went wrong last. */
  readonly problem?: string;

  /** Brought into 0 … 0.99; NaN is ignored. */
  setRatio(ratio: number): void;
  /** Brought to a whole number in 0 … 2³² − 1; NaN is ignored. Gives up a mask made by hand, as `newMask` and `setStrategy` do. */
  setSeed(seed: number): void;
  /** The next seed; after the last comes 0. */
  newMask(): void;
  setStrategy(strategy: Strategy): void;
  /** Goes on by hand from the mask that is shown. */
  takeMask(): void;
  /** Hides (1) or shows (0) patches. All calls of one gesture are undone together. */
  paintPatches(patches: readonly number[], value: 0 | 1, gesture: string): void;
  invertMask(): void;
  /** Shows every patch. */
  clearMask(): void;
  undoMask(): void;
  redoMask(): void;
  /** Brought inside the photograph. */
  setCrop(crop: Crop): void;
  setPasteVisible(on: boolean): void;
  setMode(mode: Mode): void;
  setModel(model: Model): void;
  setBackend(backend: BackendChoice): void;
  chooseSample(sample: Sample): Promise<void>;
  choosePhoto(file: File): Promise<void>;
  reportProblem(problem: string): void;
  dismissProblem(): void;
  /** Loads the chosen model on the chosen backend, after a failure or a change of either. */
  reload(): Promise<void>;
}

/** What the store needs from the world around it. */
export interface World {
  readonly runtime: Runtime;
  readonly models: readonly Model[];
  readonly samples: readonly Sample[];
  /** Both throw an Error whose message is a sentence for the person. */
  readonly decodePhoto: (file: Blob, name: string) => Promise<Raster>;
  readonly fetchPhoto: (url: string, name: string) => Promise<Raster>;
}

/** True when the pictures and numbers on the page belong to the settings on the page. */
export const isSettled = ({ opening, status, scene, result }: Playground): boolean =>
  !opening && status.kind === 'running' && result?.running === status.running && result.scene === scene;

function squareFor(model: Model, { raster }: Photo, crop: Crop): Raster {
  return cropAndResize(raster, cropBox(raster.width, raster.height, crop), model.geometry.imageSize);
}

const NOTHING_VISIBLE = 'At least one patch must stay visible: the encoder needs something to see.';

const isSameBox = (a: Box, b: Box): boolean => a.left === b.left && a.top === b.top && a.size === b.size;

export const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Starts with the first model and the first sample, and loads both. */
export function createPlayground(world: World): StoreApi<Playground> {
  const { runtime, models, samples } = world;
  let newestPhoto = 0;

  const store = createStore<Playground>()((set, get) => {
    /** Applies new settings, remakes just the parts of the scene they touch, and asks for the reconstruction. */
    function change(settings: Partial<Settings & { photo: Photo; history: History }>): void {
      const before = get();
      const after = { ...before, ...settings };
      const { model, photo, crop, masking } = after;
      if (!photo) return set(settings);
      const sameModel = model === before.model;
      const sameSquare = before.scene && sameModel && photo === before.photo && crop === before.crop;
      const samePlan = before.scene && sameModel && masking === before.masking;
      if (sameSquare && samePlan) return set(settings);
      const scene: Scene = {
        model,
        square: sameSquare ? before.scene.square : squareFor(model, photo, crop),
        plan: samePlan ? before.scene.plan : planFor(masking, model.geometry),
      };
      set({ ...settings, scene });
      void compute();
    }

    function mask(masking: MaskChoice, gesture?: string): void {
      const { masking: before, history } = get();
      change({ masking, history: remember(history, before, gesture) });
    }

    function travel(step: typeof undo): void {
      const { masking, history } = get();
      const arrived = step(history, masking);
      if (arrived) change({ masking: arrived[0], history: arrived[1] });
    }

    /** A change made by hand to the mask that is shown. */
    function byHand(make: (shown: HandMask) => HandMask | undefined, gesture?: string): void {
      const { masking, model } = get();
      const made = make(shownAsHand(masking, model.geometry));
      if (made) mask(chooseHand(masking, made), gesture);
      else set({ problem: NOTHING_VISIBLE });
    }

    async function compute(): Promise<void> {
      const { scene, status } = get();
      if (!scene || status.kind !== 'running') return;
      const { running } = status;
      try {
        const made = await reconstruct(scene.square, scene.plan, scene.model, runtime.predict);
        set({ result: { ...made, scene, running } });
      } catch (error) {
        const now = get().status;
        const isOld = now.kind !== 'running' || now.running !== running;
        if (error instanceof Superseded || isOld) return;
        if (!(error instanceof RuntimeFailed) || running.backend === 'wasm') return fail(scene.model, error);
        set({
          backend: 'auto',
          problem: `WebGPU stopped working (${error.message}). The page goes on without it.`,
        });
        await load();
      }
    }

    function fail({ title }: Model, error: unknown): void {
      set({ status: { kind: 'failed' }, problem: `${title} cannot run here: ${sentence(error)}.` });
    }

    async function load(): Promise<void> {
      const { model, backend } = get();
      set({ status: { kind: 'loading', received: 0, total: 0 } });
      try {
        const running = await runtime.load(model, backend, (received, total) => {
          set({ status: { kind: 'loading', received, total } });
        });
        set({ status: { kind: 'running', running } });
        await compute();
      } catch (error) {
        if (!(error instanceof Superseded)) fail(model, error);
      }
    }

    /** Opens a photograph; a later choice wins over an earlier one that is slower. */
    async function open(decode: () => Promise<Raster>, facts: Omit<Photo, 'raster'>): Promise<void> {
      const thisPhoto = ++newestPhoto;
      set({ opening: true });
      try {
        const raster = await decode();
        if (thisPhoto !== newestPhoto) return;
        set({ problem: undefined });
        change({ photo: { ...facts, raster }, crop: CENTRE_CROP });
      } catch (error) {
        if (thisPhoto === newestPhoto) set({ problem: sentence(error) });
      }
      if (thisPhoto === newestPhoto) set({ opening: false });
    }

    const model = models[0];
    return {
      mode: 'explore',
      model,
      backend: 'auto',
      masking: { strategy: 'random', ratio: model.preview?.ratio ?? 0.75, seed: model.preview?.seed ?? 0 },
      history: NO_HISTORY,
      crop: CENTRE_CROP,
      pasteVisible: false,
      status: { kind: 'loading', received: 0, total: 0 },
      opening: true,

      setRatio: (ratio) => {
        if (!Number.isFinite(ratio)) return;
        mask({ ...get().masking, ratio: Math.min(Math.max(ratio, 0), MAX_RATIO) }, 'ratio');
      },
      setSeed: (value) => {
        if (!Number.isFinite(value)) return;
        const seed = Math.min(Math.max(Math.trunc(value), 0), MAX_SEED);
        mask({ ...get().masking, seed, hand: undefined }, 'seed');
      },
      newMask: () => {
        const { masking } = get();
        const seed = masking.seed === MAX_SEED ? 0 : masking.seed + 1;
        mask({ ...masking, seed, hand: undefined });
      },
      setStrategy: (strategy) => mask({ ...get().masking, strategy, hand: undefined }),
      takeMask: () => byHand((shown) => shown),
      paintPatches: (patches, value, gesture) => byHand((shown) => paint(shown, patches, value), gesture),
      invertMask: () => byHand(invert),
      clearMask: () => byHand(({ grid }) => ({ grid, mask: new Uint8Array(grid * grid) })),
      undoMask: () => travel(undo),
      redoMask: () => travel(redo),
      setCrop: (crop) => {
        const { photo, crop: before } = get();
        if (!photo) return;
        const { width, height } = photo.raster;
        const settled = settleCrop(width, height, crop);
        // At an edge a drag asks for the same square again and again.
        const same = isSameBox(cropBox(width, height, before), cropBox(width, height, settled));
        if (same) set({ crop: settled });
        else change({ crop: settled });
      },
      setPasteVisible: (pasteVisible) => change({ pasteVisible }),
      setMode: (mode) => change({ mode }),
      setModel: (model) => {
        set({ status: { kind: 'loading', received: 0, total: 0 } });
        change({ model });
        void get().reload();
      },
      setBackend: (backend) => {
        set({ backend });
        void get().reload();
      },
      chooseSample: (sample) =>
        open(() => world.fetchPhoto(sampleUrl(sample), sample.title), { title: sample.title, sample }),
      choosePhoto: (file) => open(() => world.decodePhoto(file, file.name), { title: file.name }),
      reportProblem: (problem) => set({ problem }),
      dismissProblem: () => set({ problem: undefined }),
      reload: () => {
        set({ problem: undefined });
        return load();
      },
    };
  });

  /** Opens the first sample, and beside it the reconstruction that came with the model, if nothing was changed meanwhile. */
  async function begin({ preview }: Model): Promise<void> {
    const first = samples.find(({ id }) => id === preview?.sample) ?? samples[0];
    const begun = store.getState().masking;
    const coming =
      preview && world.fetchPhoto(preview.url, 'the first reconstruction').catch(() => undefined);
    await store.getState().chooseSample(first);
    const { photo, scene, masking } = store.getState();
    const untouched = photo?.sample === first && masking === begun;
    const picture = await coming;
    const now = store.getState();
    if (!preview || !picture || !scene || !untouched || now.scene !== scene || now.result) return;
    const { loss, psnr } = preview;
    store.setState({ result: { picture, loss, psnr, encoderMs: Number.NaN, decoderMs: Number.NaN, scene } });
  }

  void begin(models[0]);
  void store.getState().reload();
  return store;
}
