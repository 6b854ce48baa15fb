import { beforeEach, describe, expect, test, vi } from 'vitest';
import { keepLeast } from '../../mae/mask';
import { torchRand } from '../../mae/random';
import { HARDWARE, Lab, model, otherModel, raster, type ToyWorker } from '../../test/toy';
import { said } from '../../words/said';
import { say, spell } from '../../words/say';
import type { OwnModel } from '../models/model';
import { Superseded } from './requests';
import type { Scene } from './scene';

let lab: Lab;

beforeEach(() => {
  lab = new Lab();
});

/** A scene that can be told from the others by the brightness of its picture. */
const scene = (value: number, of = model): Scene => ({
  model: of,
  square: raster(value),
  plan: keepLeast(torchRand(0, 16)[0], 4),
});
const brightness = ({ message }: { message: { square: Scene['square'] } }): number => message.square.data[0];
const never = new AbortController().signal;
const state = () => lab.engine.getState();
/** What the state says has gone wrong. */
const problem = (): string | undefined => {
  const now = state();
  return 'problem' in now && now.problem ? say(now.problem) : undefined;
};
const became = (kind: ReturnType<typeof state>['kind']) => vi.waitFor(() => expect(state().kind).toBe(kind));
const held = (): void => {
  lab.onLoad = () => undefined;
};
const worker = (n: number): Promise<ToyWorker> =>
  vi.waitFor(() => {
    if (!lab.workers[n]) throw new Error(`worker ${n} has not been started`);
    return lab.workers[n];
  });
const heard = (list: readonly unknown[], count: number) => vi.waitFor(() => expect(list).toHaveLength(count));

async function loaded(of = model): Promise<void> {
  lab.engine.load(of, 'auto');
  await became('running');
}

test('loading says how far it is and what it ended up on', async () => {
  held();
  lab.engine.load(model, 'auto');
  const started = await worker(0);
  started.says({ type: 'progress', received: 5, total: 10 });
  expect(state()).toMatchObject({ kind: 'loading', received: 5, total: 10 });
  started.loads();
  expect(state()).toEqual({
    kind: 'running',
    order: { model, choice: 'auto' },
    running: {
      backend: 'wasm',
      reason: said('inference.noWebGpu'),
      threads: 2,
      precision: 'float32',
    },
    check: 1e-6,
    attempt: expect.objectContaining({ backend: 'wasm', threads: 1 }),
    rest: [],
  });
});

test('a backend whose numbers are wrong gives way to the next one, and its worker ends', async () => {
  held();
  lab.gpu = HARDWARE;
  lab.engine.load(model, 'auto');
  const first = await worker(0);
  expect(first.received[0]).toMatchObject({ backend: 'webgpu' });
  first.fails('its numbers are wrong here');
  const second = await worker(1);
  expect(first.terminated).toBe(true);
  second.loads();
  const now = state();
  if (now.kind !== 'running') throw new Error('it does not run');
  expect(now.running.backend).toBe('wasm');
  expect(spell(now.running.reason)).toBe('WebGPU failed: its numbers are wrong here');
});

test('a worker that cannot even start is a failed backend', async () => {
  held();
  lab.engine.load(model, 'wasm');
  (await worker(0)).dies('no module');
  expect(state().kind).toBe('failed');
  expect(problem()).toBe('Toy cannot run here: it broke off with “no module”.');
  expect(lab.workers[0].terminated).toBe(true);
});

/** Weights of a thousand million numbers, of which the largest tensor has a quarter. */
const giant = otherModel({ title: 'Giant' }, { encoder: { width: 16384, depth: 1, heads: 1, mlp: 16384 } });

test('a model that nothing can hold is refused with the numbers before anything is loaded', async () => {
  lab.engine.load(giant, 'auto');
  await became('failed');
  expect(problem()).toMatch(/it takes about 8\.\d GB of memory, and WebAssembly can have 4\.3 GB\.$/);
  lab.gpu = HARDWARE;
  lab.engine.load(giant, 'webgpu');
  await became('failed');
  expect(problem()).toContain(
    'its largest tensor takes 1074 MB, and this GPU takes 134 MB at once; it takes',
  );
  expect(lab.workers).toHaveLength(0);
});

test('a file that brings no numbers comes to a GPU together with a model that does', async () => {
  const reference = { geometry: model.geometry, files: {} } as OwnModel;
  lab = new Lab({ reference });
  held();
  lab.gpu = HARDWARE;
  const opened = otherModel({ files: { tensors: new Map() } });
  lab.engine.load(opened, 'webgpu');
  expect((await worker(0)).received[0]).toMatchObject({ backend: 'webgpu', reference });
  lab.engine.load(opened, 'wasm');
  expect((await worker(1)).received[0]).not.toHaveProperty('reference');
  lab.engine.load(model, 'webgpu');
  expect((await worker(2)).received[0]).not.toHaveProperty('reference');
});

test('a newer load ends the older one and its worker, and what that still says is ignored', async () => {
  held();
  lab.engine.load(model, 'wasm');
  const first = await worker(0);
  lab.engine.load(otherModel(), 'wasm');
  expect(first.terminated).toBe(true);
  const second = await worker(1);
  first.fails('late');
  second.loads();
  expect(state()).toMatchObject({ kind: 'running', order: { model: { id: 'other' } } });
});

test('of two loads in one turn only the second starts a worker', async () => {
  lab.engine.load(model, 'wasm');
  lab.engine.load(otherModel(), 'wasm');
  await became('running');
  expect(lab.workers).toHaveLength(1);
});

test('files that cannot be had are not the GPU’s fault: the next load tries it again', async () => {
  held();
  lab.gpu = HARDWARE;
  lab.engine.load(model, 'auto');
  (await worker(0)).fails('the server answered 404', 'files');
  expect(problem()).toBe('Toy cannot run here: the server answered 404.');
  lab.engine.load(model, 'auto');
  expect((await worker(1)).received[0]).toMatchObject({ backend: 'webgpu' });
});

test('a model that the GPU fails on does not keep the GPU from another model', async () => {
  held();
  lab.gpu = HARDWARE;
  lab.engine.load(model, 'auto');
  (await worker(0)).fails('out of memory');
  (await worker(1)).loads();
  lab.engine.load(otherModel(), 'auto');
  expect((await worker(2)).received[0]).toMatchObject({ backend: 'webgpu' });
  lab.engine.load(model, 'auto');
  expect((await worker(3)).received[0]).toMatchObject({ backend: 'wasm' });
});

test('a result knows its scene and what it ran on', async () => {
  await loaded();
  lab.answersPage = true;
  const asked = scene(10);
  const result = await lab.engine.run(asked);
  expect(result.scene).toBe(asked);
  expect(state()).toMatchObject({ running: result.running });
  expect(result.patchErrors).toHaveLength(16);
});

test('a worker gets of a model what it needs to draw, and of the hidden patches’ picture nothing is kept back', async () => {
  await loaded();
  void lab.engine.run(scene(10, { ...model, statistics: 'truth' }));
  await heard(lab.asked, 1);
  const { geometry, mean, std, target } = model;
  expect(lab.asked[0].message.model).toEqual({ geometry, mean, std, target, statistics: 'truth' });
});

test('of many live requests one runs, the newest waits, and those between are superseded', async () => {
  await loaded();
  const first = lab.engine.run(scene(1));
  await heard(lab.asked, 1);
  const second = lab.engine.run(scene(2));
  const third = lab.engine.run(scene(3));
  await expect(second).rejects.toThrow(Superseded);
  lab.asked[0].answer();
  expect((await first).scene.square.data[0]).toBe(1);
  await heard(lab.asked, 2);
  lab.asked[1].answer();
  expect((await third).scene.square.data[0]).toBe(3);
});

test('how similar the newest is can be asked for, and of an earlier one nobody knows it any more', async () => {
  await loaded();
  lab.answersPage = lab.answersQueue = true;
  const [one, two] = [await lab.engine.run(scene(1)), await lab.engine.run(scene(2))];
  await expect(lab.engine.measure(one)).rejects.toThrow(Superseded);
  // What the queue has drawn in the meantime does not come between.
  await lab.engine.enqueue(scene(3), never);
  const asked = [lab.engine.measure(two), lab.engine.measure(two)];
  expect(lab.measured).toHaveLength(2);
  for (const ssim of [0.5, 0.25]) lab.workers[0].says({ type: 'measured', ssim });
  expect(await Promise.all(asked)).toEqual([0.5, 0.25]);
});

test('who waits for a similarity is told when its worker ends, and a model that has started anew does not know it', async () => {
  await loaded();
  lab.answersPage = true;
  const made = await lab.engine.run(scene(1));
  const asked = lab.engine.measure(made);
  lab.engine.load(model, 'wasm');
  await expect(asked).rejects.toThrow(Superseded);
  await became('running');
  await expect(lab.engine.measure(made)).rejects.toThrow(Superseded);
});

test('while nothing runs there is nothing to look at live', async () => {
  await expect(lab.engine.run(scene(1))).rejects.toThrow(Superseded);
  held();
  lab.engine.load(model, 'auto');
  await worker(0);
  await expect(lab.engine.run(scene(1))).rejects.toThrow(Superseded);
});

/** Answers everything in the order in which it is asked for, and notes it: live ones as they are, queued ones negative. */
async function order(count: number): Promise<number[]> {
  const seen: number[] = [];
  while (seen.length < count) {
    await vi.waitFor(() => expect(lab.asked.length + lab.queued.length).toBeGreaterThan(0));
    const [live, queued] = [lab.asked.shift(), lab.queued.shift()];
    for (const asked of [live, queued]) asked?.answer();
    if (live) seen.push(brightness(live));
    if (queued) seen.push(-brightness(queued));
  }
  return seen;
}

test('a picture goes to a worker once for as long as it stays, and to a new worker anew', async () => {
  await loaded();
  lab.answersPage = true;
  const one = scene(1);
  const plan = keepLeast(torchRand(1, 16)[0], 4);
  for (const asked of [one, { ...one, plan }, scene(2), one]) await lab.engine.run(asked);
  const sent = ({ received }: ToyWorker) =>
    received.flatMap((m) => (m.type === 'reconstruct' ? [m.square?.data[0]] : []));
  expect(sent(lab.workers[0])).toEqual([1, undefined, 2, 1]);
  const another = otherModel();
  await loaded(another);
  await lab.engine.run({ ...one, model: another });
  expect(sent(lab.workers[1])).toEqual([1]);
});

test('asked for in one turn, the live request comes first and the queue keeps its order', async () => {
  await loaded();
  for (const value of [1, 2, 3]) void lab.engine.enqueue(scene(value), never);
  void lab.engine.run(scene(9));
  expect(await order(4)).toEqual([9, -1, -2, -3]);
});

test('live requests without pause and queued work take turns', async () => {
  await loaded();
  void lab.engine.run(scene(91));
  await heard(lab.asked, 1);
  for (const value of [1, 2]) void lab.engine.enqueue(scene(value), never);
  void lab.engine.run(scene(92));
  expect(await order(4)).toEqual([91, -1, 92, -2]);
});

test('queued work waits for its own model, while that of another goes on', async () => {
  const other = otherModel();
  await loaded();
  const late = lab.engine.enqueue(scene(1, other), never);
  const soon = lab.engine.enqueue(scene(2), never);
  lab.answersQueue = true;
  expect((await soon).scene.square.data[0]).toBe(2);
  expect(lab.queued).toHaveLength(1);
  lab.engine.load(other, 'auto');
  expect((await late).scene.model).toBe(other);
});

test('queued work goes on after a load; the live request is superseded', async () => {
  await loaded();
  const queued = lab.engine.enqueue(scene(1), never);
  await heard(lab.queued, 1);
  const live = lab.engine.run(scene(2));
  lab.answersQueue = true;
  lab.engine.load(model, 'wasm');
  await expect(live).rejects.toThrow(Superseded);
  expect((await queued).scene.square.data[0]).toBe(1);
  expect(lab.queued).toHaveLength(2);
});

test('what is aborted is not done, or not told', async () => {
  await loaded();
  const [now, later] = [new AbortController(), new AbortController()];
  const active = lab.engine.enqueue(scene(1), now.signal);
  const waiting = lab.engine.enqueue(scene(2), later.signal);
  await heard(lab.queued, 1);
  now.abort('enough');
  later.abort('enough');
  await expect(active).rejects.toBe('enough');
  await expect(waiting).rejects.toBe('enough');
  lab.queued[0].answer();
  const next = lab.engine.enqueue(scene(3), never);
  await heard(lab.queued, 2);
  expect(brightness(lab.queued[1])).toBe(3);
  lab.queued[1].answer();
  expect((await next).scene.square.data[0]).toBe(3);
});

test('when the GPU breaks the engine says so and goes on without it, queued work included', async () => {
  lab.gpu = HARDWARE;
  await loaded();
  const queued = lab.engine.enqueue(scene(1), never);
  await heard(lab.queued, 1);
  lab.answersQueue = true;
  const problems: string[] = [];
  lab.engine.subscribe((now) => {
    if ('problem' in now && now.problem) problems.push(say(now.problem));
  });
  lab.queued[0].fail('device lost');
  const result = await queued;
  expect(result.running.backend).toBe('wasm');
  expect(spell(result.running.reason)).toBe('WebGPU failed: device lost');
  expect(problems[0]).toBe('WebGPU stopped working (device lost). The page goes on without it.');
  expect(lab.workers[0].terminated).toBe(true);
});

test('what breaks WebAssembly from the queue is not asked for again, and the others get a new worker', async () => {
  await loaded();
  const poison = lab.engine.enqueue(scene(1), never);
  const other = lab.engine.enqueue(scene(2), never);
  await heard(lab.queued, 1);
  lab.answersQueue = true;
  lab.queued[0].fail('out of memory');
  await expect(poison).rejects.toThrow('the backend stopped working (out of memory)');
  expect((await other).scene.square.data[0]).toBe(2);
  expect(lab.workers).toHaveLength(2);
});

test('what breaks WebAssembly live is a failure, for all that waits too, until the next load', async () => {
  await loaded();
  const live = lab.engine.run(scene(1));
  await heard(lab.asked, 1);
  const queued = lab.engine.enqueue(scene(2), never);
  lab.asked[0].fail('out of memory');
  await expect(live).rejects.toThrow('out of memory');
  await expect(queued).rejects.toThrow('the model is not running');
  await expect(lab.engine.enqueue(scene(3), never)).rejects.toThrow('the model is not running');
  expect(state().kind).toBe('failed');
  expect(problem()).toBe('Toy cannot run here: out of memory.');
  lab.answersPage = true;
  await loaded();
  await expect(lab.engine.run(scene(4))).resolves.toBeDefined();
});

test('a worker that dies while nothing is asked of it is a failure that is said', async () => {
  await loaded();
  lab.workers[0].dies('gone');
  expect(state().kind).toBe('failed');
  expect(problem()).toBe('Toy cannot run here: it broke off with “gone”.');
});

test('a backend that drew before it was checked, and is wrong, gives way with all that was asked of it', async () => {
  lab = new Lab({ threads: 2 });
  lab.onLoad = (started) =>
    started.says({ type: 'loaded', threads: 2, precision: 'float32', check: 'coming' });
  await loaded();
  const live = lab.engine.run(scene(1));
  const queued = lab.engine.enqueue(scene(2), never);
  await heard(lab.asked, 1);
  (await worker(0)).fails('its numbers are wrong here');
  await expect(live).rejects.toThrow('its numbers are wrong here');
  await worker(1);
  expect(lab.workers[0].terminated).toBe(true);
  await heard(lab.queued, 1);
  lab.queued[0].answer();
  expect(spell((await queued).running.reason)).toBe(
    'WebAssembly with 2 threads failed: its numbers are wrong here',
  );
});

test('waiting for a model ends when it runs, when nothing runs any more, or when nobody waits', async () => {
  const other = otherModel();
  await loaded();
  await lab.engine.ready(model, never);
  const controller = new AbortController();
  const given = lab.engine.ready(other, controller.signal);
  controller.abort('enough');
  await expect(given).rejects.toBe('enough');
  held();
  const waiting = lab.engine.ready(other, never);
  const lost = lab.engine.ready(other, never);
  lab.engine.load(other, 'auto');
  (await worker(1)).fails('no');
  for (const one of [waiting, lost]) await expect(one).rejects.toThrow('the model is not running');
});

test('a release stops the worker and ends all that was asked for; a later load starts another', async () => {
  await loaded();
  const asked = [lab.engine.run(scene(1)), lab.engine.enqueue(scene(2), never)];
  await heard(lab.asked, 1);
  lab.engine.release();
  for (const one of asked) await expect(one).rejects.toThrow(Superseded);
  expect(lab.workers[0].terminated).toBe(true);
  expect(state()).toEqual({ kind: 'idle' });
  await loaded();
  expect(lab.workers).toHaveLength(2);
});

test('a browser that never answers about its GPU keeps nobody from WebAssembly', async () => {
  lab = new Lab({ probe: () => new Promise(() => undefined) });
  lab.engine.load(model, 'wasm');
  await became('running');
});

describe('a worker that falls silent', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    lab = new Lab({ threads: 4 });
    held();
    return () => {
      vi.useRealTimers();
    };
  });
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
  const lastLoad = () => lab.loads.at(-1);

  test('while it starts gives way to another, then to one with one thread, and then the person is told', async () => {
    lab.engine.load(model, 'wasm');
    await pass(0);
    expect(lab.loads).toMatchObject([{ threads: 4 }]);
    lab.workers[0].says({ type: 'stage', stage: 'starting' });
    await pass(20);
    expect(lab.workers[0].terminated).toBe(true);
    expect(lab.loads).toMatchObject([{ threads: 4 }, { threads: 4 }]);
    lab.workers[1].says({ type: 'stage', stage: 'starting' });
    await pass(39);
    expect(lab.loads).toHaveLength(2);
    await pass(1);
    expect(lastLoad()).toMatchObject({ threads: 1 });
    lab.workers[2].says({ type: 'stage', stage: 'starting' });
    await pass(80);
    expect(problem()).toBe('Toy cannot run here: it gave no sign of life for 80 seconds.');
    expect(lab.workers[2].terminated).toBe(true);
  });

  test('is left alone as long as bytes come', async () => {
    lab.engine.load(model, 'wasm');
    await pass(0);
    for (let received = 1; received <= 10; received++) {
      lab.workers[0].says({ type: 'progress', received, total: 10 });
      await pass(29);
    }
    expect(lab.workers).toHaveLength(1);
  });

  test('on a GPU makes room for WebAssembly, for good', async () => {
    lab.gpu = HARDWARE;
    lab.engine.load(model, 'auto');
    await pass(0);
    for (const seconds of [90, 180]) {
      lab.workers.at(-1)?.says({ type: 'stage', stage: 'building' });
      await pass(seconds);
    }
    expect(lastLoad()).toMatchObject({ backend: 'wasm', threads: 4 });
    lab.engine.load(model, 'auto');
    await pass(0);
    expect(lastLoad()).toMatchObject({ backend: 'wasm' });
  });

  test('with work in hand is a backend that broke; without any it may be silent as long as it likes', async () => {
    lab.onLoad = (worker) => worker.loads();
    lab.engine.load(model, 'wasm');
    await pass(0);
    await pass(3600);
    expect(state().kind).toBe('running');
    const asked = lab.engine.run(scene(1));
    const refused = expect(asked).rejects.toThrow('it gave no sign of life for 60 seconds');
    await pass(60);
    await refused;
    expect(state().kind).toBe('failed');
  });

  test('has until its answer for each of its works', async () => {
    lab.onLoad = (worker) => worker.loads();
    lab.engine.load(model, 'wasm');
    await pass(0);
    for (const value of [1, 2, 3]) {
      const asked = lab.engine.run(scene(value));
      await pass(59);
      lab.asked.at(-1)?.answer();
      await asked;
    }
    expect(state().kind).toBe('running');
  });
});
