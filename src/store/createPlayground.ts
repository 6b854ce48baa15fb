/** The page's store: from settings to a scene, from a scene to the engine, and back. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { clamp } from '../mae/clamp';
import { type Box, CENTRE_CROP, type Crop, cropBox, settleCrop, UNIT } from '../mae/crop';
import { type EngineState, newProblem } from '../runtime/inference/engineState';
import type { Result, Scene } from '../runtime/inference/scene';
import { sentenceOf } from '../runtime/message';
import { isSameNetwork, type Model } from '../runtime/models/model';
import { readOtherwise } from '../runtime/models/readOtherwise';
import { type Said, said, type Words } from '../words/said';
import { showFirstPicture } from './firstPicture';
import { maskActions } from './maskActions';
import { type History, NO_HISTORY, planFor } from './masking';
import { findOwn, ownIdFor, ownIsAway, sourceOf, withOwn } from './ownPhotos';
import { type OwnId, type Photo, type Pixels, squareFor } from './photo';
import { firstPlace, type Place } from './place';
import { isSettled, type Playground, type Settings, showsNumbers, type World } from './playground';
import { type Sample, sampleUrl } from './samples';

const isSameBox = (a: Box, b: Box): boolean =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;

/** Milliseconds between two pictures in which nobody reads numbers, and after which a hand that was in a hurry rests. */
const HURRY_MS = 50;
const PAUSE_MS = 100;

/** The weights, where a config.json came along. */
const largestOf = (files: readonly File[]): File => files.reduce((a, b) => (b.size > a.size ? b : a));

/** What is known of a photograph before it is decoded. */
type Facts =
  | { readonly title: Words; readonly sample: Sample }
  | { readonly title: string; readonly own: OwnId; readonly source: string };

/** Starts at a place and loads its model and its photograph; of the person's own photographs there is none yet. */
export function createPlayground(world: World, place: Place = firstPlace(world)): StoreApi<Playground> {
  const { engine } = world;
  let newestPhoto = 0;
  let newestReading = 0;
  /** Runs while the next picture would come in a hurry. */
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** The newest whose similarity was asked for. */
  let measured: Result | undefined;

  const store = createStore<Playground>()((set, get) => {
    /** Applies new settings, remakes just the parts of the scene they touch, and asks for the reconstruction. */
    function change(
      settings: Partial<Settings & { photo: Photo; history: History; opening: undefined; problem: Said }>,
    ): void {
      const before = get();
      const after = { ...before, ...settings };
      const { model, photo, crop, masking } = after;
      if (!photo) return set(settings);
      const sameModel = model === before.model;
      const sameSquare = before.scene && sameModel && photo === before.photo && crop === before.crop;
      const samePlan = before.scene && sameModel && masking === before.masking;
      if (sameSquare && samePlan) {
        set(settings);
        return measure();
      }
      const scene: Scene = {
        model,
        square: sameSquare ? before.scene.square : squareFor(model, photo, crop),
        plan: samePlan ? before.scene.plan : planFor(masking, model.geometry),
      };
      set({ ...settings, scene });
      compute();
    }

    function compute(): void {
      const { scene, status } = get();
      if (!scene || status.kind !== 'running') return;
      engine.run(scene).then(
        (result) => {
          set({ result, ssim: undefined });
          const isHurried = resting !== undefined;
          clearTimeout(resting);
          resting = setTimeout(rest, isHurried ? PAUSE_MS : HURRY_MS);
          if (!isHurried) measure();
        },
        // Not wanted any more, or the engine's state says what is wrong.
        () => undefined,
      );
    }

    function rest(): void {
      resting = undefined;
      measure();
    }

    /** Has the similarity computed, where it is on show: after the pictures, which would wait for it as long as for the rest of a tick. */
    function measure(): void {
      const state = get();
      const { result, ssim } = state;
      if (!result || result === measured || ssim !== undefined || !showsNumbers(state) || !isSettled(state)) {
        return;
      }
      measured = result;
      engine.measure(result).then(
        (similarity) => get().result === result && set({ ssim: similarity }),
        () => undefined,
      );
    }

    /** What becomes of the model is the engine's affair; here it is shown. */
    function follow(status: EngineState, before: EngineState): void {
      const problem = newProblem(status, before);
      set({
        status,
        ...('order' in status && { backend: status.order.choice }),
        ...(problem && { problem }),
      });
      if (status.kind === 'running' && before.kind !== 'running') compute();
    }
    engine.subscribe(follow);

    function load(model: Model, backend = get().backend): void {
      set({ problem: undefined });
      engine.load(model, backend);
    }

    /** Opens a photograph; a later choice wins over an earlier one that is slower. */
    async function open(decode: () => Promise<Pixels>, facts: Facts, crop = CENTRE_CROP): Promise<void> {
      const thisPhoto = ++newestPhoto;
      const { problem: old } = get();
      set({ opening: 'own' in facts ? facts.own : facts.sample });
      try {
        const raster = await decode();
        // As long as there is none at all, an earlier one will do: the later may turn out to be no photograph.
        if (thisPhoto !== newestPhoto && get().photo) return;
        const photo: Photo = { ...facts, raster };
        if ('own' in facts) set({ own: withOwn(get().own, { ...facts, raster }) });
        if (get().problem === old) set({ problem: undefined });
        change({ photo, crop });
      } catch (error) {
        if (thisPhoto === newestPhoto) set({ problem: sentenceOf(error) });
      }
      if (thisPhoto === newestPhoto) set({ opening: undefined });
    }

    /** Adds the model that comes of files, and changes to it, unless another is read in the meantime. */
    async function read(files: readonly File[], open: () => Promise<Model>): Promise<void> {
      const thisReading = ++newestReading;
      set({ reading: largestOf(files).name });
      try {
        const model = await open();
        if (thisReading !== newestReading) return;
        get().addModel(model);
        get().setModel(model);
      } catch (error) {
        if (thisReading === newestReading) set({ problem: sentenceOf(error), reading: undefined });
      }
    }

    const { image: _, ...begun } = place;
    return {
      ...begun,
      models: world.models,
      backend: 'auto',
      history: NO_HISTORY,
      own: [],
      brush: { shape: 'brush', effect: 'flip' },
      status: engine.getState(),

      ...maskActions(get, change),
      setBrush: (brush) => change({ brush }),
      setCrop: (crop) => {
        const { photo, crop: before, model } = get();
        if (!photo) return;
        const boxOf = (of: Crop): Box => cropBox(photo.raster, of, model.geometry);
        const settled = settleCrop(photo.raster, crop, model.geometry);
        // At an edge a drag asks for the same part again and again.
        const same = isSameBox(boxOf(before), boxOf(settled));
        if (same) set({ crop: settled });
        else change({ crop: settled });
      },
      setView: (changes) => {
        const view = { ...get().view, ...changes };
        const divider = clamp(view.divider, 0, 1);
        world.keepView?.(view);
        change({ view: { ...view, divider, lens: settleCrop(UNIT, view.lens, UNIT) } });
      },
      setMode: (mode) => change({ mode }),
      showControls: () => change({ hidden: [] }),
      visit: ({ image, crop, ...place }) => {
        const { model, photo, own } = get();
        const shown = photo && (photo.sample ?? photo.own) === image ? photo : undefined;
        const there = shown ?? (typeof image === 'string' ? findOwn(own, image) : undefined);
        if (!isSameNetwork(place.model, model)) {
          get().stopReading();
          load(place.model);
        }
        // One that is still being opened would come back over the one that is there.
        if (there) newestPhoto++;
        change(there ? { ...place, photo: there, crop, opening: undefined } : place);
        if (there) return;
        if (typeof image === 'string') set({ problem: ownIsAway(image) });
        else void get().chooseSample(image, crop);
      },
      setModel: (model) => {
        get().stopReading();
        load(model);
        change({ model });
      },
      // Another way of drawing is another model to all that remembers by which one it was made, but the network is the same.
      setStatistics: (statistics) => change({ model: { ...get().model, statistics } }),
      rereadModel: (wanted) => {
        const { model: before, models } = get();
        const { reading } = before;
        if (!reading) return;
        const model = readOtherwise({ ...before, reading }, wanted);
        set({ models: models.map((other) => (other.id === model.id ? model : other)) });
        if (isSameNetwork(before, model)) change({ model });
        else get().setModel(model);
      },
      setBackend: (backend) => {
        load(get().model, backend);
      },
      openModel: (files) => read(files, () => world.openModel(files)),
      chooseSet: async (wanted) => {
        const { model: before } = get();
        const files = world.filesOfOpened(before);
        if (!files) return;
        const { id, title, summary, licence } = before;
        await read(files, async () => ({
          ...(await world.openModel(files, wanted)),
          ...{ id, title, summary, licence },
        }));
      },
      stopReading: () => {
        newestReading++;
        set({ reading: undefined });
      },
      addModel: (model) => {
        get().forgetModel(model.id);
        set({ models: [...get().models, model] });
      },
      forgetModel: (id) => set({ models: get().models.filter((model) => model.id !== id) }),
      chooseSample: (sample, crop) => {
        const title = said(sample.title);
        return open(() => world.fetchPhoto(sampleUrl(sample), title), { title, sample }, crop);
      },
      choosePhoto: (file) => {
        const source = sourceOf(file);
        const own = ownIdFor(get().own, source);
        return open(() => world.decodePhoto(file, file.name), { title: file.name, own, source });
      },
      showOwn: (photo) => {
        newestPhoto++;
        change({ photo, crop: CENTRE_CROP, opening: undefined });
        set({ problem: undefined });
      },
      removeOwn: (photo) => {
        const before = get();
        const own = before.own.filter((other) => other !== photo);
        set({ own });
        if (before.photo?.own !== photo.own) return;
        const next = own[before.own.indexOf(photo)] ?? own.at(-1);
        if (next) get().showOwn(next);
        else void get().chooseSample(world.samples[0]);
      },
      reportProblem: (problem) => set({ problem }),
      dismissProblem: () => set({ problem: undefined }),
      reload: () => load(get().model),
    };
  });

  store.getState().reload();
  void showFirstPicture(world, store, place);
  return store;
}
