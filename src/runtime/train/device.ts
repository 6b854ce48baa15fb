/** The one place where jax-js is brought up. It is imported when a run begins, and only by the thread that trains. */
import { defaultDevice, getWebGPUDevice, init } from '@jax-js/jax';
import { said } from '../../words/said';
import { Sentence } from '../message';
import type { Progress } from './options';
import type { RunOptions } from './protocol';
import { createTrained, type Trained } from './step';

/** A model on the device that the options name. Rejects with a `Sentence`, half of one, where there is none; `onLost` is told when a GPU is gone. */
export async function openTrained(
  { device, geometry, target, on, optimiser }: RunOptions,
  from: Progress,
  onLost: (why: Sentence) => void,
): Promise<Trained> {
  const there = await init(device);
  if (!there.includes(device)) {
    throw new Sentence(said(device === 'webgpu' ? 'inference.noGpu' : 'inference.noWebAssembly'));
  }
  defaultDevice(device);
  if (device === 'webgpu') {
    void getWebGPUDevice().lost.then(() => onLost(new Sentence(said('inference.gpuLost'))));
  }
  return createTrained({ geometry, target, on }, optimiser, from);
}
