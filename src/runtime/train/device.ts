/** The one place where jax-js is brought up. It is imported when a run begins, and only by the thread that trains. */
import { defaultDevice, getWebGPUDevice, init } from '@jax-js/jax';
import { said } from '../../words/said';
import { SILENT } from '../inference/gpu';
import { halfSentence } from '../inference/words';
import { Sentence } from '../message';
import { within } from '../within';
import { GpuFailure } from './gpuFailure';
import type { Progress } from './options';
import { proven } from './proof';
import type { RunOptions, TrainDevice } from './protocol';
import { createTrained, type Trained } from './step';

/** A driver that hangs keeps the browser from ever answering; one that is busy with the page's own model answers late. */
const PATIENCE_MS = 60_000;
/** How long a GPU that gives nothing back may take to say why, in milliseconds. */
const LAST_WORDS_MS = 1_000;

export interface Opened {
  readonly trained: Trained;
  /** Rejects with a `GpuFailure` when a GPU is gone or in error, whether something is asked of it or not. */
  readonly broken?: Promise<never>;
}

/** A model on the device that the options name. Rejects with a `Sentence`, half of one, where there is none; with a `GpuFailure` where that is a GPU. */
export async function openTrained(options: RunOptions, from: Progress): Promise<Opened> {
  const { device, geometry, target, on, optimiser } = options;
  const create = (): Trained => createTrained({ geometry, target, on }, optimiser, from);
  if (device === 'wasm') {
    await bringUp('wasm');
    return { trained: create() };
  }
  const onTwin = async <Value>(act: (twin: Trained) => Promise<Value>): Promise<Value> => {
    await bringUp('wasm');
    try {
      const twin = create();
      return await act(twin).finally(twin.dispose);
    } finally {
      defaultDevice('webgpu');
    }
  };
  try {
    await bringUp('webgpu');
    const broken = breakingOf(getWebGPUDevice());
    return { trained: proven(guarded(create(), broken), from, onTwin), broken };
  } catch (error) {
    return fail(error);
  }
}

async function bringUp(device: TrainDevice): Promise<void> {
  const there = await within(PATIENCE_MS, init(device), SILENT);
  if (!there.includes(device)) {
    throw new Sentence(said(device === 'webgpu' ? 'inference.noWorkingGpu' : 'inference.noWebAssembly'));
  }
  defaultDevice(device);
}

const LOST = said('inference.gpuLost');

function fail(error: unknown): never {
  throw new GpuFailure(halfSentence(error));
}

function breakingOf(device: GPUDevice): Promise<never> {
  return new Promise((_, reject) => {
    void device.lost.then(() => reject(new GpuFailure(LOST)));
    // jax-js would tell the console alone, and go on with whatever its buffers hold.
    device.addEventListener('uncapturederror', ({ error }) => {
      const isFull = error instanceof GPUOutOfMemoryError;
      reject(new GpuFailure(isFull ? said('inference.noMemory') : halfSentence(error.message)));
    });
  });
}

/**
 * The same, which fails as the GPU does. What is asked of one that is gone is refused before it says that it is gone, where it has much
 * to do long before.
 */
function guarded(trained: Trained, broken: Promise<never>): Trained {
  const guard = async <Value>(asked: Promise<Value>): Promise<Value> => {
    try {
      return await Promise.race([asked, broken]);
    } catch (error) {
      // Only buffers that are gone with it refuse to be read.
      if (error instanceof DOMException) await within(LAST_WORDS_MS, broken, LOST).catch(fail);
      return fail(error);
    }
  };
  return {
    step: (batch, rate) => guard(trained.step(batch, rate)),
    predict: (batch) => guard(trained.predict(batch)),
    progress: () => guard(trained.progress()),
    dispose: () => trained.dispose(),
  };
}
