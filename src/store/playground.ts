/**
 * What the person asked for, and what came back. Plain data only: no session, worker or canvas.
 * A result remembers the picture, mask and model that made it, so nothing is ever shown beside another state's numbers.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Box, CENTRE_CROP, type Crop, cropBox, settleCrop } from '../mae/crop';
import type { Raster } from '../mae/raster';
import { reconstruct } from '../mae/reconstruct';
import type { Statistics } from '../mae/target';
import type { BackendChoice } from '../runtime/inference/backend';
import { type Running, type Runtime, RuntimeFailed, Superseded } from '../runtime/inference/client';
import { sentence } from '../runtime/message';
import type { Model } from '../runtime/models/model';
import { begin, OWN_IS_ELSEWHERE } from './firstPicture';
import { type MaskActions, maskActions } from './maskActions';
import { type History, type MaskChoice, NO_HISTORY, planFor } from './masking';
import { type ControlGroup, firstPlace, type Place } from './place';
import { type Sample, sampleUrl } from './samples';
import { type Photo, type Result, type Scene, squareFor } from './scene';
import type { View } from './view';

/** The model: on its way (bytes received, bytes in all), running, or not to be had. */
export type Status =
  | { readonly kind: 'loading'; readonly received: number; readonly total: number }
  | { readonly kind: 'running'; readonly running: Running }
  | { readonly kind: 'failed' };

/** What painting on the masked picture does. */
export interface Brush {
  readonly shape: 'brush' | 'rectangle';
  /** `flip` goes by the patch where the stroke begins. */
  readonly effect: 'flip' | 'hide' | 'show';
}

export interface Settings {
  readonly mode: string;
  readonly model: Model;
  readonly backend: BackendChoice;
  readonly masking: MaskChoice;
  readonly brush: Brush;
  readonly crop: Crop;
  readonly view: View;
  /** What a link asked not to show. */
  readonly hidden: readonly ControlGroup[];
}

export interface Playground extends Settings, MaskActions {
  /** The page's own, and after them those that the person opened. */
  readonly models: readonly Model[];
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

  setBrush(brush: Brush): void;
  /** Brought inside the photograph. */
  setCrop(crop: Crop): void;
  /** Changes some of the view; the divider and the lens are brought into range. */
  setView(changes: Partial<View>): void;
  setMode(mode: string): void;
  /** Shows the controls that a link hid. */
  showControls(): void;
  /** Goes where a link or the way back leads. A photograph of the person's own can only be the one that was open last. */
  visit(place: Place): void;
  setModel(model: Model): void;
  /** How the chosen model's predictions are drawn, if they are of normalised pixels. */
  setStatistics(statistics: Statistics): void;
  setBackend(backend: BackendChoice): void;
  /** Opens files of a model and changes to it. What cannot be opened becomes a problem, and everything stays. */
  openModel(files: readonly File[]): Promise<void>;
  /** Puts a model on the list, in place of one with its id. */
  addModel(model: Model): void;
  /** Takes a model off the list, which it may not be the chosen one of. */
  forgetModel(id: string): void;
  /** Starts with the centre crop unless told otherwise, as `choosePhoto` does. */
  chooseSample(sample: Sample, crop?: Crop): Promise<void>;
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
  /** These throw an Error whose message is a sentence for the person. */
  readonly decodePhoto: (file: Blob, name: string) => Promise<Raster>;
  readonly fetchPhoto: (url: string, name: string) => Promise<Raster>;
  readonly openModel: (files: readonly File[]) => Promise<Model>;
}

/** True when the pictures and numbers on the page belong to the settings on the page. */
export const isSettled = ({ opening, status, scene, result }: Playground): boolean =>
  !opening && status.kind === 'running' && result?.running === status.running && result.scene === scene;

/** Where the page is, as a link would say it; undefined before a photograph is there. */
export const placeOf = ({ mode, model, photo, crop, masking, view, hidden }: Playground): Place | undefined =>
  photo && { mode, model, image: photo.sample ?? 'own', crop, masking, view, hidden };

const isSameBox = (a: Box, b: Box): boolean => a.left === b.left && a.top === b.top && a.size === b.size;

/** Starts at a place and loads its model and its photograph; of the person's own photographs there is none yet. */
export function createPlayground(world: World, place: Place = firstPlace(world)): StoreApi<Playground> {
  const { runtime } = world;
  let newestPhoto = 0;
  let own: Photo | undefined;

  const store = createStore<Playground>()((set, get) => {
    /** Applies new settings, remakes just the parts of the scene they touch, and asks for the reconstruction. */
    function change(
      settings: Partial<Settings & { photo: Photo; history: History; opening: boolean; problem: string }>,
    ): void {
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
    async function open(
      decode: () => Promise<Raster>,
      facts: Omit<Photo, 'raster'>,
      crop = CENTRE_CROP,
    ): Promise<void> {
      const thisPhoto = ++newestPhoto;
      const { problem: old } = get();
      set({ opening: true });
      try {
        const raster = await decode();
        if (thisPhoto !== newestPhoto) return;
        const photo = { ...facts, raster };
        if (!photo.sample) own = photo;
        if (get().problem === old) set({ problem: undefined });
        change({ photo, crop });
      } catch (error) {
        if (thisPhoto === newestPhoto) set({ problem: sentence(error) });
      }
      if (thisPhoto === newestPhoto) set({ opening: false });
    }

    const { image: _, ...begun } = place;
    return {
      ...begun,
      models: world.models,
      backend: 'auto',
      history: NO_HISTORY,
      brush: { shape: 'brush', effect: 'flip' },
      status: { kind: 'loading', received: 0, total: 0 },
      opening: true,

      ...maskActions(get, change),
      setBrush: (brush) => change({ brush }),
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
      setView: (changes) => {
        const view = { ...get().view, ...changes };
        const divider = Math.min(Math.max(view.divider, 0), 1);
        change({ view: { ...view, divider, lens: settleCrop(1, 1, view.lens) } });
      },
      setMode: (mode) => change({ mode }),
      showControls: () => change({ hidden: [] }),
      visit: ({ image, crop, ...place }) => {
        const { model, photo } = get();
        const there = image === 'own' ? own : photo?.sample === image ? photo : undefined;
        const isNewModel = place.model.id !== model.id;
        if (isNewModel) set({ status: { kind: 'loading', received: 0, total: 0 } });
        // One that is still being opened would come back over the one that is there.
        if (there) newestPhoto++;
        change(there ? { ...place, photo: there, crop, opening: false } : place);
        if (isNewModel) void get().reload();
        if (image === 'own' && !own) set({ problem: OWN_IS_ELSEWHERE });
        if (image !== 'own' && !there) void get().chooseSample(image, crop);
      },
      setModel: (model) => {
        set({ status: { kind: 'loading', received: 0, total: 0 } });
        change({ model });
        void get().reload();
      },
      // Another way of drawing is another model to all that remembers by which one it was made, but the network is the same.
      setStatistics: (statistics) => change({ model: { ...get().model, statistics } }),
      setBackend: (backend) => {
        set({ backend });
        void get().reload();
      },
      openModel: async (files) => {
        try {
          const model = await world.openModel(files);
          get().addModel(model);
          set({ problem: undefined });
          get().setModel(model);
        } catch (error) {
          set({ problem: sentence(error) });
        }
      },
      addModel: (model) => {
        get().forgetModel(model.id);
        set({ models: [...get().models, model] });
      },
      forgetModel: (id) => set({ models: get().models.filter((model) => model.id !== id) }),
      chooseSample: (sample, crop) =>
        open(() => world.fetchPhoto(sampleUrl(sample), sample.title), { title: sample.title, sample }, crop),
      choosePhoto: (file) => open(() => world.decodePhoto(file, file.name), { title: file.name }),
      reportProblem: (problem) => set({ problem }),
      dismissProblem: () => set({ problem: undefined }),
      reload: () => {
        set({ problem: undefined });
        return load();
      },
    };
  });

  void store.getState().reload();
  void begin(world, store, place);
  return store;
}
