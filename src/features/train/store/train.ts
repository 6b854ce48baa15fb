/** Masked autoencoders trained on this page: what to learn from, what model, and up to two runs side by side. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Raster } from '../../../mae/raster';
import { messageOf, sentenceOf } from '../../../runtime/message';
import { isSameNetwork, type Model } from '../../../runtime/models/model';
import type { Beginning } from '../../../runtime/train/protocol';
import { said } from '../../../words/said';
import { upTo } from './curve';
import { learnFrom } from './learnFrom';
import { type Measuring, timedStep } from './measure';
import { reduced } from './pictures';
import {
  FIRST_KNOBS,
  firstPeak,
  type Knobs,
  obstacleTo,
  presets,
  runOptions,
  type Subject,
  stepsIn,
  subjectOf,
} from './presets';
import { follow, isOver, newRun, type Run, type Runner } from './run';
import { MODE, MOST_RUNS, type Train, type TrainWorld } from './state';
import { createWhere, optionsAt, type Where } from './where';
import { filesOf } from './written';

/** Runs of one kind take equally long for a step. */
export const kindOf = (
  { geometry, target }: Subject,
  { ratio, on, optimiser }: Knobs,
  where?: Pick<Where, 'backend' | 'threads'>,
): string => JSON.stringify([geometry, target, ratio, on, optimiser, where?.backend, where?.threads]);

export function createTrain(world: TrainWorld): StoreApi<Train> {
  const { playground, shelf } = world;
  const runners = new Map<string, Runner | Measuring>();
  const picturesOf = new Map<string, readonly Raster[]>();
  /** Whose pictures are in the shelf. */
  const shelved = new Set<string>();

  const report = (error: unknown): void => playground.getState().reportProblem(sentenceOf(error));
  const runnerOf = (id: string): Runner | undefined => {
    const runner = runners.get(id);
    return runner && 'checkpoint' in runner ? runner : undefined;
  };
  const runOf = (id: string): Run | undefined => store.getState().runs.find((run) => run.id === id);
  const show = (run: Run): void =>
    store.setState(({ runs }) => ({ runs: runs.map((other) => (other.id === run.id ? run : other)) }));

  function take(id: string): void {
    const runner = runners.get(id);
    if (runner && 'checkpoint' in runner) runner.release();
    else runner?.stop();
    runners.delete(id);
    picturesOf.delete(id);
    store.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
  }

  /** Shows a run beside the other one, if there is one; whether there is room. */
  function add(run: Run): boolean {
    const { runs } = store.getState();
    const spare = runs.find(({ id }) => id === run.id) ?? runs.find(isOver);
    if (runs.length >= MOST_RUNS || spare?.id === run.id) {
      if (!spare) return false;
      take(spare.id);
    }
    store.setState((state) => ({ runs: [...state.runs, run] }));
    return true;
  }

  async function keep(run: Run): Promise<void> {
    const { id } = run;
    const pictures = shelved.has(id) ? undefined : picturesOf.get(id);
    shelved.add(id);
    try {
      const kept = await shelf.keep(run, world.date(), pictures);
      store.setState((state) => ({ kept: [kept, ...state.kept.filter((other) => other.id !== id)] }));
    } catch {
      shelved.delete(id);
      store.setState({ isNotKept: true });
    }
  }

  function start(run: Run, pictures: readonly Raster[], from?: Beginning): void {
    let isElsewhere = false;
    const tell = (now: Run): void => {
      if (isElsewhere) return;
      const isLeft = now.isGpus && whereabouts.leaves(run.where, now.why ?? '');
      // A GPU that never came as far as a step has taken nothing with it.
      isElsewhere = isLeft === true && now.msPerStep === undefined;
      if (isElsewhere) void place(run, pictures, from);
      else show(now);
    };
    picturesOf.set(run.id, pictures);
    show(run);
    runners.set(
      run.id,
      follow(world, run, { pictures, ...(from && { from }) }, tell, (now) => void keep(now)),
    );
  }

  /** Starts it where it computes now. */
  async function place(run: Run, pictures: readonly Raster[], from?: Beginning): Promise<void> {
    try {
      const where = await whereabouts.find();
      if (runOf(run.id)) start({ ...run, where, options: optionsAt(run.options, where) }, pictures, from);
    } catch (error) {
      show({ ...run, phase: 'failed', why: messageOf(error) });
    }
  }

  async function gathered(): Promise<readonly Raster[]> {
    const { hasSamples, own } = store.getState();
    const samples: Raster[] = [];
    if (hasSamples)
      for (const sample of world.samples) samples.push(reduced(await world.fetchSample(sample), 0));
    return [...samples, ...own.map(({ raster }) => raster)];
  }

  /** The model to train further, if one is wanted and can be. */
  function furtherOf({ isFurther }: Train): Model | undefined {
    const { model } = playground.getState();
    return isFurther && !obstacleTo(model) ? model : undefined;
  }

  const whereabouts = createWhere(world, (where) => store.setState({ where }));

  const store = createStore<Train>()((set, get) => ({
    ...learnFrom(world, set, get),
    preset: 'small',
    knobs: FIRST_KNOBS,
    isFurther: false,
    measured: {},
    runs: [],
    kept: [],
    isNotKept: false,
    wasHidden: false,

    setPreset: (preset) => set({ preset }),
    setKnobs: (changes) => {
      const { optimiser } = changes;
      const { knobs, isFurther } = get();
      const peak = optimiser && { peak: firstPeak(optimiser, isFurther) };
      set({ knobs: { ...knobs, ...peak, ...changes } });
    },
    setFurther: (isFurther) => {
      const { knobs } = get();
      set({ isFurther, knobs: { ...knobs, peak: firstPeak(knobs.optimiser, isFurther) } });
    },
    begin: async () => {
      const state = get();
      const { preset, knobs, runs, kept } = state;
      const further = furtherOf(state);
      const subject = subjectOf(preset, knobs, further);
      const optionsOf = (steps: number) => runOptions(subject, knobs, steps, world.threads);
      const number = 1 + Math.max(0, ...[...runs, ...kept].map((run) => run.number));
      const id = `${world.date()}-${number}`;
      const options = optionsOf(knobs.steps ?? 1000);
      const run = newRun({ id, number, options, ...(further && { further: further.title }) });
      if (!add(run)) return;
      const pictures = await gathered().catch(report);
      if (!pictures) return take(id);
      try {
        const from = further && { tensors: await world.tensorsOf(further) };
        if (knobs.steps !== undefined) return await place({ ...run, phase: 'opening' }, pictures, from);
        const kindAt = (where: Where) => kindOf(subject, knobs, where);
        const { where, ms } = await timedStep(world, whereabouts, options, pictures, from, {
          known: (there) => get().measured[kindAt(there)],
          begun: (there, measuring) => {
            if (!runOf(id)) return measuring.stop();
            runners.set(id, measuring);
            show({ ...run, where: there });
          },
        });
        set({ measured: { ...get().measured, [kindAt(where)]: ms } });
        if (!runOf(id)) return;
        const steps = optionsOf(stepsIn(presets[preset].minutes, ms));
        start({ ...run, phase: 'opening', where, options: optionsAt(steps, where) }, pictures, from);
      } catch (error) {
        show({ ...run, phase: 'failed', why: messageOf(error) });
      }
    },
    pause: (id) => runnerOf(id)?.pause(),
    goOn: (id) => runnerOf(id)?.goOn(),
    setPeak: (id, peak) => runnerOf(id)?.setLearningRate(peak),
    stop: (id) => {
      const runner = runnerOf(id);
      if (runner && runOf(id)?.phase !== 'opening') runner.stop();
      else take(id);
    },
    close: take,
    goOnWith: async (id) => {
      const facts = runOf(id) ?? get().kept.find((one) => one.id === id);
      if (!facts) return;
      try {
        const pictures = picturesOf.get(id) ?? (await shelf.picturesOf(id));
        const progress = runOf(id)?.progress ?? (await shelf.progressOf(id));
        if (!pictures || !progress) throw new Error('a part of what was kept is gone');
        const { step } = progress;
        const run: Run = {
          ...newRun(facts),
          ...{ phase: 'opening', step, progress },
          training: { ...facts.training, points: upTo(facts.training.points, step) },
          held: upTo(facts.held, step),
          harmonicLoss: facts.harmonicLoss,
        };
        shelved.add(id);
        if (add(run)) await place(run, pictures, { progress });
      } catch (error) {
        console.error(error);
        playground.getState().reportProblem(said('train.notThere'));
      }
    },
    filesFor: async (id, name) => {
      const facts = runOf(id) ?? get().kept.find((one) => one.id === id);
      const runner = runnerOf(id);
      const progress = runner ? await runner.checkpoint() : await shelf.progressOf(id);
      return facts && progress && filesOf(facts, progress, name);
    },
    use: async (id, name) => {
      try {
        const files = await get().filesFor(id, name);
        if (files) await playground.getState().openModel(files);
        return files !== undefined;
      } catch (error) {
        report(error);
        return false;
      }
    },
    forget: async (id) => {
      await shelf.remove(id).catch(report);
      set({ kept: get().kept.filter((one) => one.id !== id) });
    },
  }));

  world.onHidden(() => {
    if (store.getState().runs.some(({ phase }) => phase === 'running')) store.setState({ wasHidden: true });
  });
  if (playground.getState().mode === MODE) void whereabouts.look();
  playground.subscribe(({ model, mode, backend }, before) => {
    if (mode === MODE && (before.mode !== MODE || before.backend !== backend)) void whereabouts.look();
    // Another model of the page may be one that cannot be trained further.
    if (!isSameNetwork(model, before.model) && obstacleTo(model)) store.getState().setFurther(false);
  });
  shelf.list().then(
    (kept) => store.setState({ kept }),
    () => store.setState({ isNotKept: true }),
  );
  return store;
}
