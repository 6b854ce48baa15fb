import { beforeEach, expect, test, vi } from 'vitest';
import type { Model } from '../models/model';
import { type Gpu, NO_GPU } from './backend';
import { createRuntime, type Runtime, RuntimeFailed, Superseded, type WorkerLike } from './client';
import type { FromWorker, OwnModel, ToWorker } from './protocol';

/** A worker that does nothing by itself: the test says what it answers. */
class FakeWorker implements WorkerLike {
  received: ToWorker[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  postMessage(message: ToWorker): void {
    this.received.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(data: FromWorker): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
  get last(): ToWorker {
    return this.received[this.received.length - 1];
  }
  loads(): void {
    this.says({ type: 'loaded', threads: 2, precision: 'float32', selfCheckError: 1e-6 });
  }
}

const stack = { width: 8, depth: 1, heads: 1, mlp: 8 };
const geometry = { imageSize: 32, patchSize: 16, encoder: stack, decoder: stack, layerNormEps: 1e-6 };
const model = { geometry, files: {} } as Model;
const GPU: Gpu = { kind: 'hardware', halfPrecision: false, maxBuffer: 128 * 2 ** 20 };
const input = (id: number) => ({
  visible: Float32Array.of(id),
  idsKeep: Int32Array.of(0),
  idsRestore: Int32Array.of(0, 1, 1, 1),
});
const output = (id: number) => ({ pred: Float32Array.of(id), encoderMs: 1, decoderMs: 2 });
const progress = vi.fn();

let workers: FakeWorker[];
let gpu: Gpu;
let runtime: Runtime;

const spawn = (): WorkerLike => {
  const worker = new FakeWorker();
  workers.push(worker);
  return worker;
};

beforeEach(() => {
  workers = [];
  gpu = NO_GPU;
  progress.mockReset();
  runtime = createRuntime(spawn, async () => gpu);
});

/** Waits until the n-th worker has been started. */
const worker = (n: number): Promise<FakeWorker> =>
  vi.waitFor(() => {
    if (!workers[n]) throw new Error(`worker ${n} has not been started`);
    return workers[n];
  });

async function loaded(): Promise<FakeWorker> {
  const loading = runtime.load(model, 'auto', progress);
  const started = await worker(0);
  started.loads();
  await loading;
  return started;
}

test('loading says how far it is and what it ended up on', async () => {
  const loading = runtime.load(model, 'auto', progress);
  const started = await worker(0);
  started.says({ type: 'progress', received: 5, total: 10 });
  started.loads();
  expect(await loading).toEqual({
    backend: 'wasm',
    reason: 'this browser offers no WebGPU',
    threads: 2,
    precision: 'float32',
    selfCheckError: 1e-6,
  });
  expect(progress).toHaveBeenCalledWith(5, 10);
});

test('a backend whose numbers are wrong gives way to the next one, and the reason says so', async () => {
  gpu = GPU;
  const loading = runtime.load(model, 'auto', progress);
  const first = await worker(0);
  expect(first.last).toMatchObject({ backend: 'webgpu' });
  first.says({ type: 'failed', blame: 'backend', message: 'its numbers are wrong here' });
  const second = await worker(1);
  expect(first.terminated).toBe(true);
  expect(second.last).toMatchObject({ backend: 'wasm' });
  second.loads();
  expect(await loading).toMatchObject({
    backend: 'wasm',
    reason: 'WebGPU failed: its numbers are wrong here',
  });
});

test('when no backend works the last sentence comes out', async () => {
  const loading = runtime.load(model, 'wasm', progress);
  const started = await worker(0);
  started.says({ type: 'failed', blame: 'files', message: 'the model could not be fetched' });
  await expect(loading).rejects.toThrow(new RuntimeFailed('the model could not be fetched', 'files'));
});

test('a worker that cannot even start is a failed backend', async () => {
  const loading = runtime.load(model, 'wasm', progress);
  const started = await worker(0);
  started.onerror?.call(started as unknown as Worker, { message: 'no module' } as ErrorEvent);
  await expect(loading).rejects.toThrow('no module');
});

/** Weights of a thousand million numbers, of which the largest tensor has a quarter. */
const GIANT = { width: 16384, depth: 1, heads: 1, mlp: 16384 };
const giant = { ...model, geometry: { ...geometry, encoder: GIANT } } as Model;

test('a model that WebAssembly cannot hold is refused before anything is loaded', async () => {
  await expect(runtime.load(giant, 'auto', progress)).rejects.toThrow(
    /^it takes about 8\.\d GB of memory, and WebAssembly can have 4\.3 GB$/,
  );
  expect(workers).toHaveLength(0);
});

test('a GPU is not tried with tensors larger than it takes', async () => {
  gpu = GPU;
  await expect(runtime.load(giant, 'webgpu', progress)).rejects.toThrow(
    'its largest tensor takes 1074 MB, and this GPU takes 134 MB at once; it takes about',
  );
  expect(workers).toHaveLength(0);
});

test('a file that brings no numbers comes to a GPU together with a model that does', async () => {
  const reference = { geometry, files: {} } as OwnModel;
  const opened = { ...model, files: { tensors: new Map() } } as unknown as Model;
  runtime = createRuntime(spawn, async () => GPU, reference);
  const loads = async (n: number, ...args: [Model, 'webgpu' | 'wasm']): Promise<ToWorker> => {
    void runtime.load(...args, progress).catch(() => undefined);
    return (await worker(n)).last;
  };
  expect(await loads(0, opened, 'webgpu')).toMatchObject({ backend: 'webgpu', reference });
  expect(await loads(1, opened, 'wasm')).not.toHaveProperty('reference');
  expect(await loads(2, model, 'webgpu')).not.toHaveProperty('reference');
});

test('a newer load ends the older one and its worker', async () => {
  const older = runtime.load(model, 'wasm', progress);
  const first = await worker(0);
  const newer = runtime.load(model, 'wasm', progress);
  await expect(older).rejects.toThrow(Superseded);
  expect(first.terminated).toBe(true);
  (await worker(1)).loads();
  await expect(newer).resolves.toMatchObject({ backend: 'wasm' });
});

test('of many requests one runs, the newest waits, and those between are superseded', async () => {
  const busy = await loaded();
  const [first, second, third] = [1, 2, 3].map((id) => runtime.predict(input(id)));
  await expect(second).rejects.toThrow(Superseded);
  expect(busy.received.filter(({ type }) => type === 'predict')).toHaveLength(1);
  busy.says({ type: 'predicted', output: output(1) });
  expect(await first).toEqual(output(1));
  expect(busy.last).toMatchObject({ type: 'predict', input: input(3) });
  busy.says({ type: 'predicted', output: output(3) });
  expect(await third).toEqual(output(3));
});

test('while no model is loaded there is nothing to predict with', async () => {
  await expect(runtime.predict(input(1))).rejects.toThrow(Superseded);
  const loading = runtime.load(model, 'auto', progress);
  const started = await worker(0);
  await expect(runtime.predict(input(1))).rejects.toThrow(Superseded);
  started.loads();
  await loading;
});

test('files that cannot be had are not the GPU’s fault: no other backend is tried, and the next load tries the GPU again', async () => {
  gpu = GPU;
  const loading = runtime.load(model, 'auto', progress);
  const first = await worker(0);
  first.says({ type: 'failed', blame: 'files', message: 'the server answered 404' });
  await expect(loading).rejects.toThrow('the server answered 404');
  const again = runtime.load(model, 'auto', progress);
  const second = await worker(1);
  expect(second.last).toMatchObject({ backend: 'webgpu' });
  second.loads();
  await again;
});

test('a model that the GPU fails on does not keep the GPU from another model', async () => {
  gpu = GPU;
  const loading = runtime.load(model, 'auto', progress);
  const first = await worker(0);
  first.says({ type: 'failed', blame: 'backend', message: 'out of memory' });
  (await worker(1)).loads();
  await loading;
  void runtime.load({ ...model, id: 'smaller' }, 'auto', progress);
  expect((await worker(2)).last).toMatchObject({ backend: 'webgpu' });
});

test('a backend that breaks fails every request and is left for WebAssembly by the next load', async () => {
  gpu = GPU;
  const gpuWorker = await loaded();
  const requests = [runtime.predict(input(1)), runtime.predict(input(2))];
  gpuWorker.says({ type: 'failed', blame: 'backend', message: 'device lost' });
  for (const request of requests)
    await expect(request).rejects.toThrow(new RuntimeFailed('device lost', 'backend'));
  expect(gpuWorker.terminated).toBe(true);
  const again = runtime.load(model, 'auto', progress);
  (await worker(1)).loads();
  expect(await again).toMatchObject({ backend: 'wasm', reason: 'WebGPU failed: device lost' });
});

test('answers of a worker that was replaced are ignored', async () => {
  const first = await loaded();
  const loading = runtime.load(model, 'auto', progress);
  const second = await worker(1);
  first.says({ type: 'failed', blame: 'backend', message: 'late' });
  second.loads();
  await expect(loading).resolves.toBeDefined();
});

test('queued work is done in its order, and a live prediction goes before what is waiting', async () => {
  const started = await loaded();
  const done: number[] = [];
  const note = ({ pred }: { pred: Float32Array }) => done.push(pred[0]);
  const all = [1, 2, 3].map((id) => runtime.enqueue(input(id)).then(note));
  all.push(runtime.predict(input(9)).then(note));
  for (const id of [1, 9, 2, 3]) {
    await vi.waitFor(() => expect(started.last).toMatchObject({ input: { visible: Float32Array.of(id) } }));
    started.says({ type: 'predicted', output: output(id) });
  }
  await Promise.all(all);
  expect(done).toEqual([1, 9, 2, 3]);
});

test('live predictions without pause and queued work take turns', async () => {
  const started = await loaded();
  const done: number[] = [];
  const note = ({ pred }: { pred: Float32Array }) => done.push(pred[0]);
  const all = [runtime.predict(input(91)).then(note)];
  all.push(...[1, 2].map((id) => runtime.enqueue(input(id)).then(note)));
  all.push(runtime.predict(input(92)).then(note));
  for (const id of [91, 1, 92, 2]) {
    await vi.waitFor(() => expect(started.last).toMatchObject({ input: { visible: Float32Array.of(id) } }));
    if (id === 92) all.push(runtime.predict(input(93)).then(note));
    started.says({ type: 'predicted', output: output(id) });
  }
  started.says({ type: 'predicted', output: output(93) });
  await Promise.all(all);
  expect(done).toEqual([91, 1, 92, 2, 93]);
});

test('a load ends all queued work', async () => {
  await loaded();
  const queued = [runtime.enqueue(input(1)), runtime.enqueue(input(2))];
  const ended = Promise.allSettled(queued);
  void runtime.load(model, 'auto', progress).catch(() => undefined);
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(runtime.enqueue(input(3))).rejects.toBeInstanceOf(Superseded);
});

test('a release stops the worker and ends what it was asked for; a later load starts another', async () => {
  const first = await loaded();
  const asked = [runtime.predict(input(1)), runtime.enqueue(input(2))];
  runtime.release();
  expect(first.terminated).toBe(true);
  for (const request of asked) await expect(request).rejects.toBeInstanceOf(Superseded);
  await expect(runtime.predict(input(3))).rejects.toBeInstanceOf(Superseded);
  const loading = runtime.load(model, 'auto', progress);
  (await worker(1)).loads();
  await expect(loading).resolves.toBeDefined();
});

test('a load that was released before its worker began starts none', async () => {
  const loading = runtime.load(model, 'auto', progress);
  runtime.release();
  await expect(loading).rejects.toBeInstanceOf(Superseded);
  expect(workers).toHaveLength(0);
});
