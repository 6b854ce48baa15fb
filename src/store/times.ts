/** How long each half of the network takes, ratio by ratio, measured on this machine. */
import type { Engine } from '../runtime/inference/engine';
import type { Scene } from '../runtime/inference/scene';
import { planFor } from './masking';
import type { Playground } from './playground';

export interface Times {
  /** 0 … 1 */
  readonly ratio: number;
  /** Wall time in milliseconds, the least of several runs. On a GPU only the sum of both counts. */
  readonly encoderMs: number;
  readonly decoderMs: number;
}

export const RATIOS: readonly number[] = [0, 0.25, 0.5, 0.75, 0.9];
const RUNS = 4;

/** Measures the page's picture and model, and calls `onTimes` after each ratio. Rejects as the engine does. */
export async function measureTimes(
  { scene, masking }: Pick<Playground, 'scene' | 'masking'>,
  engine: Pick<Engine, 'enqueue'>,
  onTimes: (times: readonly Times[]) => void,
  signal: AbortSignal,
): Promise<void> {
  if (!scene) return;
  const times: Times[] = [];
  for (const ratio of RATIOS) {
    const plan = planFor({ ...masking, hand: undefined, ratio }, scene.model.geometry);
    let best: Times = { ratio, encoderMs: Number.POSITIVE_INFINITY, decoderMs: Number.POSITIVE_INFINITY };
    for (let run = 0; run < RUNS; run++) {
      const asked: Scene = { ...scene, plan };
      const { encoderMs, decoderMs } = await engine.enqueue(asked, signal);
      signal.throwIfAborted();
      best = {
        ratio,
        encoderMs: Math.min(best.encoderMs, encoderMs),
        decoderMs: Math.min(best.decoderMs, decoderMs),
      };
    }
    times.push(best);
    onTimes([...times]);
  }
}
