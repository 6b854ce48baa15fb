/** The small world in which the engine and the stores are tested: a model of sixteen patches, and a worker that does what a test says. */
import { interpolate } from '../mae/harmonic';
import type { Raster } from '../mae/raster';
import type { NetworkInput, NetworkOutput } from '../mae/reconstruct';
import { reconstruct } from '../mae/reconstruct';
import { createEngine, type Engine, type EngineWorld, type WorkerLike } from '../runtime/inference/engine';
import { type Gpu, NO_GPU } from '../runtime/inference/gpu';
import type { Blame, FromWorker, ToWorker } from '../runtime/inference/protocol';
import type { Scene } from '../runtime/inference/scene';
import type { Interpolator } from '../runtime/interpolation/interpolator';
import type { Model } from '../runtime/models/model';
import { squareGeometry } from './square';

const stack = { width: 8, depth: 1, heads: 1, mlp: 8 };

export const model = {
  id: 'toy',
  title: 'Toy',
  geometry: { ...squareGeometry(8, 2), encoder: stack, decoder: stack, layerNormEps: 1e-6 },
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  target: 'pixels',
  files: {},
} as unknown as Model;

/** Another network, with some of its facts changed. */
export const otherModel = (facts: object = {}, geometry: object = {}): Model =>
  ({
    ...model,
    id: 'other',
    title: 'Other',
    files: {},
    ...facts,
    geometry: { ...model.geometry, ...geometry },
  }) as Model;

/** 8 × 8 pixels of one value in every channel. */
export const raster = (value: number) => ({
  width: 8,
  height: 8,
  data: new Uint8ClampedArray(256).fill(value),
});

/** What a network that predicts `value` everywhere answers. */
const predicted = ({ idsRestore, visible, idsKeep }: NetworkInput, value: number): NetworkOutput => ({
  pred: new Float32Array((idsRestore.length * visible.length) / idsKeep.length).fill(value),
  encoderMs: 1,
  decoderMs: 2,
});

/** A reconstruction that a worker was asked for. */
export interface Asked {
  readonly message: ToWorker & { type: 'reconstruct'; square: Raster };
  /** Answers as a network that predicts `value` everywhere. */
  answer(value?: number): void;
  fail(message: string): void;
}

export class ToyWorker implements WorkerLike {
  readonly received: ToWorker[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  private square?: Raster;
  private readonly lab: Lab;
  constructor(lab: Lab) {
    this.lab = lab;
  }
  postMessage(message: ToWorker): void {
    this.received.push(message);
    if (message.type === 'load') queueMicrotask(() => this.lab.onLoad(this));
    else if (message.type === 'measure') this.lab.measured.push(this);
    else this.ask(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(data: FromWorker): void {
    this.onmessage?.call(this as unknown as Worker, { data } as MessageEvent);
  }
  dies(message: string): void {
    this.onerror?.call(this as unknown as Worker, { message } as ErrorEvent);
  }
  loads(): void {
    this.says({ type: 'loaded', threads: 2, precision: 'float32', check: 1e-6 });
  }
  fails(message: string, blame: Blame = 'backend'): void {
    this.says({ type: 'failed', blame, message });
  }
  private ask(message: ToWorker & { type: 'reconstruct' }): void {
    this.square = message.square ?? this.square;
    const { square } = this;
    if (!square) throw new Error('no picture came');
    const { plan, model: shape, isKept } = message;
    const answer = (value = 0): void => {
      const predict = async (input: NetworkInput): Promise<NetworkOutput> => predicted(input, value);
      void reconstruct(square, plan, shape, predict).then((made) =>
        this.says({ type: 'reconstructed', made }),
      );
    };
    const asked: Asked = { message: { ...message, square }, answer, fail: (words) => this.fails(words) };
    (isKept ? this.lab.asked : this.lab.queued).push(asked);
    if (isKept ? this.lab.answersPage : this.lab.answersQueue) answer();
  }
}

/** An engine, all of its workers, and what they were asked for, oldest first. */
export class Lab {
  readonly engine: Engine;
  readonly workers: ToyWorker[] = [];
  /** By the page. */
  readonly asked: Asked[] = [];
  /** By way of the queue. */
  readonly queued: Asked[] = [];
  /** Who was asked how similar a reconstruction is, as often as it was. */
  readonly measured: ToyWorker[] = [];
  gpu: Gpu = NO_GPU;
  answersPage = false;
  answersQueue = false;
  /** What a worker does about a load; soon, as a real one. */
  onLoad = (worker: ToyWorker): void => worker.loads();

  constructor(world: Partial<EngineWorld> = {}) {
    this.engine = createEngine({
      spawn: () => {
        const worker = new ToyWorker(this);
        this.workers.push(worker);
        return worker;
      },
      probe: async () => this.gpu,
      threads: 1,
      ...world,
    });
  }

  /** What the workers were told to load, in order. */
  get loads() {
    return this.workers.flatMap(({ received }) => received.filter((message) => message.type === 'load'));
  }
}

export const HARDWARE: Gpu = { kind: 'hardware', halfPrecision: false, maxBuffer: 128 * 2 ** 20 };

/** Fills at once, unless it is told to fail, and remembers for which scenes it was asked. */
export class ToyInterpolator implements Interpolator {
  readonly asked: Scene[] = [];
  failure?: Error;
  async fill(scene: Scene, signal: AbortSignal) {
    this.asked.push(scene);
    await Promise.resolve();
    signal.throwIfAborted();
    if (this.failure) throw this.failure;
    return interpolate(scene.square, scene.plan.mask, scene.model);
  }
}
