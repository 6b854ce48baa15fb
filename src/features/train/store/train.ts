/** Masked autoencoders trained on this page: what to learn from, what model, and up to two runs side by side. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Raster } from '../../../mae/raster';
import { messageOf, sentenceOf } from '../../../runtime/message';
import { isSameNetwork, type Model } from '../../../runtime/models/model';
import type { Beginning } from '../../../runtime/train/protocol';
import { said } from '../../../words/said';
import { upTo } from './curve';
import { keeping } from './keeping';
import { learnFrom } from './learnFrom';
import { kindOf, type Measuring, timedStep } from './measure';
import { reduced } from './pictures';
import { FIRST_KNOBS, firstPeak, obstacleTo, presets, runOptions, stepsIn, subjectOf } from './presets';
import { type Follower, follow, isOver, newRun, type Run, type Runner } from './run';
import { MODE, MOST_RUNS, type Train, type TrainWorld } from './state';
import { createWhere, optionsAt, type Where } from './where';
import { filesOf } from './written';

export function createTrain(world: TrainWorld): StoreApi<Train> {
  const { playground, shelf } = world;
  const runners = new Map<string, Runner | Measuring>();
  const picturesOf = new Map<string, readonly Raster[]>();

  const report = (error: unknown): void => playground.getState().reportProblem(sentenceOf(error));
  const runnerOf = (id: string): Runner | undefined => {
    const runner = runners.get(id);
    return runner && 'checkpoint' in runner ? runner : undefined;
  };
  const runOf = (id: string): Run | undefined => store.getState().runs.find((run) => run.id === id);
  const show = (run: Run): void =>
    store.setState(({ runs }) => ({ runs: runs.map((other) => (other.id === run.id ? run : other)) }));

  function remove(id: string): void {
    const runner = runners.get(id);
    if (runner && 'checkpoint' in runner) runner.release();
    else runner?.stop();
    runners.delete(id);
    picturesOf.delete(id);
    keeper.closed(id);
    store.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
  }

  /** Shows a run beside the other one, if there is one; whether there is room. */
  function add(run: Run): boolean {
    const { runs } = store.getState();
    const spare = runs.find(({ id }) => id === run.id) ?? runs.find(isOver);
    if (runs.length >= MOST_RUNS || spare?.id === run.id) {
      if (!spare) return false;
      remove(spare.id);
    }
    store.setState((state) => ({ runs: [...state.runs, run] }));
    return true;
  }

  /** Takes it out of sight, and leaves what is kept of it to any tab. */
  function close(id: string): void {
    remove(id);
    void keeper.letGo(id);
  }

  function start(run: Run, pictures: readonly Raster[], from?: Beginning): void {
    let isPlacedAnew = false;
    const tell = (now: Run): void => {
      if (isPlacedAnew) return;
      const isLeft = now.isGpus && whereabouts.leaves(run.where, now.why ?? '');
      // A GPU that never came as far as a step has taken nothing with it.
      isPlacedAnew = isLeft === true && now.msPerStep === undefined;
      if (isPlacedAnew) void place(run, pictures, from);
      else show(now);
    };
    picturesOf.set(run.id, pictures);
    show(run);
    const follower: Follower = {
      tell,
      keep: (now) => void keeper.keep(now, pictures),
      over: () => void (isPlacedAnew || keeper.letGo(run.id)),
    };
    runners.set(run.id, follow(world, run, { pictures, ...(from && { from }) }, follower));
  }

  /** Starts it where it computes now. */
  async function place(run: Run, pictures: readonly Raster[], from?: Beginning): Promise<void> {
    try {
      const where = await whereabouts.find();
      if (runOf(run.id)) start({ ...run, where, options: optionsAt(run.options, where) }, pictures, from);
    } catch (error) {
      show({ ...run, phase: 'failed', why: messageOf(error) });
      void keeper.letGo(run.id);
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

  const keeper = keeping(
    world,
    (problem) => playground.getState().reportProblem(problem),
    (changes) => store.setState(changes),
    (id) => runOf(id) !== undefined,
  );
  const whereabouts = createWhere(world, (where) => store.setState({ where }));
  const store = createStore<Train>()((set, get) => ({
    ...learnFrom(world, set, get),
    ...keeper.state,
    preset: 'small',
    knobs: FIRST_KNOBS,
    isFurther: false,
    measured: {},
    runs: [],
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
      await keeper.take(id);
      const pictures = await gathered().catch(report);
      if (!pictures) return close(id);
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
        void keeper.letGo(id);
      }
    },
    pause: (id) => runnerOf(id)?.pause(),
    goOn: (id) => runnerOf(id)?.goOn(),
    setPeak: (id, peak) => runnerOf(id)?.setLearningRate(peak),
    stop: (id) => {
      const runner = runnerOf(id);
      if (runner && runOf(id)?.phase !== 'opening') runner.stop();
      else close(id);
    },
    close,
    goOnWith: async (id) => {
      if (!(await keeper.take(id))) return;
      const here = runOf(id);
      const kept = get().kept.find((one) => one.id === id);
      // Of one that failed here another tab may have made more.
      const isNewer = kept !== undefined && kept.step > (here?.progress?.step ?? -1);
      const facts = isNewer ? kept : here;
      try {
        const pictures = picturesOf.get(id) ?? (await shelf.picturesOf(id));
        const progress = isNewer ? await shelf.progressOf(id) : here?.progress;
        if (!facts || !pictures || !progress) throw new Error('a part of what was kept is gone');
        const { step } = progress;
        const run: Run = {
          ...newRun(facts),
          ...{ phase: 'opening', step, progress },
          training: { ...facts.training, points: upTo(facts.training.points, step) },
          held: upTo(facts.held, step),
          harmonicLoss: facts.harmonicLoss,
        };
        if (add(run)) return await place(run, pictures, { progress });
      } catch (error) {
        console.error(error);
        playground.getState().reportProblem(said('train.notThere'));
      }
      await keeper.letGo(id);
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
  }));

  world.onHidden(() => {
    const running = store.getState().runs.filter(({ phase }) => phase === 'running');
    if (running.length > 0) store.setState({ wasHidden: true });
    // A hidden tab may be frozen or given up at any time, without a word.
    for (const { id } of running) void runnerOf(id)?.checkpoint();
  });
  if (playground.getState().mode === MODE) void whereabouts.look();
  playground.subscribe(({ model, mode, backend }, before) => {
    if (mode === MODE && (before.mode !== MODE || before.backend !== backend)) void whereabouts.look();
    // Another model of the page may be one that cannot be trained further.
    if (!isSameNetwork(model, before.model) && obstacleTo(model)) store.getState().setFurther(false);
  });
  void keeper.refresh();
  return store;
}
