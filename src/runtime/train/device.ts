/** The one place where jax-js is brought up. It is imported when a run begins, and only by the thread that trains. */
import { defaultDevice, getWebGPUDevice, init } from '@jax-js/jax';
import { said } from '../../words/said';
import { PATIENCE_MS, SILENT } from '../inference/gpu';
import { halfSentence } from '../inference/words';
import { Sentence } from '../message';
import { within } from '../within';
import { GpuFailure } from './gpuFailure';
import type { Progress } from './options';
import type { RunOptions } from './protocol';
import { createTrained, type Trained } from './step';

/** How long a GPU that has refused something may take to say that it is gone, in milliseconds. */
const LAST_WORDS_MS = 1_000;

export interface Opened {
  readonly trained: Trained;
  /** Rejects with a `GpuFailure` when a GPU is gone or in error, whether something is asked of it or not. */
  readonly broken?: Promise<never>;
}

/** A model on the device that the options name. Rejects with a `Sentence`, half of one, where there is none; with a `GpuFailure` where that is a GPU. */
export async function openTrained(options: RunOptions, from: Progress): Promise<Opened> {
  const { device, geometry, target, on, optimiser } = options;
  const task = { geometry, target, on };
  if (device === 'wasm') {
    const there = await init('wasm');
    if (!there.includes('wasm')) throw new Sentence(said('inference.noWebAssembly'));
    defaultDevice('wasm');
    return { trained: createTrained(task, optimiser, from) };
  }
  try {
    // A driver that hangs keeps the browser from ever answering.
    const there = await within(PATIENCE_MS, init('webgpu'), SILENT);
    if (!there.includes('webgpu')) throw new Sentence(said('inference.noWorkingGpu'));
    defaultDevice('webgpu');
    const broken = breakingOf(getWebGPUDevice());
    return { trained: guarded(createTrained(task, optimiser, from), broken), broken };
  } catch (error) {
    throw new GpuFailure(halfSentence(error));
  }
}

function breakingOf(device: GPUDevice): Promise<never> {
  return new Promise((_, reject) => {
    void device.lost.then(() => reject(new GpuFailure(said('inference.gpuLost'))));
    // jax-js would tell the console alone, and go on with whatever its buffers hold.
    device.addEventListener('uncapturederror', ({ error }) => {
      const isFull = error instanceof GPUOutOfMemoryError;
      reject(new GpuFailure(isFull ? said('inference.noMemory') : halfSentence(error.message)));
    });
  });
}

/** The same, which fails as the GPU does: what is asked of one that is gone is refused in the browser's own words, now and then before it says that it is gone. */
function guarded(trained: Trained, broken: Promise<never>): Trained {
  const guard = async <Value>(asked: Promise<Value>): Promise<Value> => {
    try {
      return await Promise.race([asked, broken]);
    } catch (refusal) {
      return within(LAST_WORDS_MS, broken, halfSentence(refusal)).catch((error: unknown) => {
        throw new GpuFailure(halfSentence(error));
      });
    }
  };
  return {
    step: (batch, rate) => guard(trained.step(batch, rate)),
    predict: (batch) => guard(trained.predict(batch)),
    progress: () => guard(trained.progress()),
    dispose: () => trained.dispose(),
  };
}
