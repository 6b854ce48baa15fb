/** Steps of training: each of them one compiled function of loss, gradients and optimiser, on whichever device jax-js is told. */
import { jit, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { patchCount, patchDim } from '../../mae/geometry';
import { tensorShapes } from '../checkpoint/shapes';
import { type Batch, inReadingOrder } from './batches';
import { type Arrays, lossOf, predict, type Task } from './forward';
import { isMuons, type Moments, moved, paceOf } from './optimiser';
import type { Optimiser, Progress } from './options';
import { isPositions, type Parameters } from './parameters';

type State = { learned: Arrays; moments: Moments };

export interface Trained {
  /** The loss of the batch before the step. One at a time. */
  step(batch: Batch, rate: number): Promise<number>;
  /** The prediction of every patch of a batch, [B, L, P·P·C] in reading order. */
  predict(batch: Batch): Promise<Float32Array<ArrayBuffer>>;
  /** A copy. */
  progress(): Promise<Progress>;
  /** Gives the memory back. */
  dispose(): void;
}

/** A model on the device that jax-js is set to, ready to be trained from where `from` is. */
export function createTrained(task: Task, optimiser: Optimiser, from: Progress): Trained {
  const { geometry } = task;
  const shapes = tensorShapes(geometry);
  const arrayOf = (name: string, values: Parameters): np.Array => {
    const shape = [...(shapes.get(name) ?? [])];
    const own = values.get(name);
    return own ? np.array(own).reshape(shape) : np.zeros(shape);
  };
  const names = [...shapes.keys()].filter((name) => !isPositions(name));
  const all = (of: readonly string[], values: Parameters): Arrays =>
    Object.fromEntries(of.map((name) => [name, arrayOf(name, values)]));
  const adamws = names.filter((name) => !isMuons(optimiser, name, shapes.get(name) ?? []));
  const fixed = all([...shapes.keys()].filter(isPositions), from.parameters);
  let state: State = {
    learned: all(names, from.parameters),
    moments: { first: all(names, from.first), second: all(adamws, from.second) },
  };
  let made = from.step;

  // The number of visible patches is part of the graph: one is compiled for each, and kept.
  const steps = new Map<number, ReturnType<typeof compiledStep>>();
  const compiledStep = (keep: number) =>
    jit((before: State, positions: Arrays, patches: np.Array, places: np.Array, pace: np.Array) => {
      const asked = (learned: Arrays): np.Array => lossOf(task, learned, positions, patches, places, keep);
      const [loss, gradients] = valueAndGrad(asked)(tree.ref(before.learned)) as unknown as [
        np.Array,
        Arrays,
      ];
      const after = moved(before.learned, gradients, before.moments, pace, optimiser);
      return [loss, after] as [np.Array, State];
    });

  const looks = new Map<number, ReturnType<typeof compiledLook>>();
  const compiledLook = (keep: number) =>
    jit((learned: Arrays, positions: Arrays, patches: np.Array, places: np.Array) =>
      predict(geometry, learned, positions, patches, places, keep, 'all'),
    );

  const given = ({ count, patches, places }: Batch): [patches: np.Array, places: np.Array] => {
    const length = patchCount(geometry);
    return [
      np.array(patches).reshape([count, length, patchDim(geometry)]),
      np.array(places).reshape([count, length]),
    ];
  };

  return {
    step: async (batch, rate) => {
      const step = steps.get(batch.keep) ?? compiledStep(batch.keep);
      steps.set(batch.keep, step);
      const [patches, places] = given(batch);
      const pace = np.array(paceOf(rate, made + 1));
      const [loss, next] = step(state, tree.ref(fixed), patches, places, pace) as [np.Array, State];
      state = next;
      made++;
      // All that the step computes is sent off with its loss. To wait for each array would ask hundreds of kernels hundreds of times.
      const [value] = await loss.data();
      return value;
    },
    predict: async (batch) => {
      const look = looks.get(batch.keep) ?? compiledLook(batch.keep);
      looks.set(batch.keep, look);
      const [patches, places] = given(batch);
      const pred = (await look(
        tree.ref(state.learned),
        tree.ref(fixed),
        patches,
        places,
      ).data()) as Float32Array;
      return inReadingOrder(pred, batch, patchDim(geometry));
    },
    progress: async () => {
      const read = async (arrays: Arrays): Promise<Parameters> => {
        const values = new Map<string, Float32Array<ArrayBuffer>>();
        for (const [name, array] of Object.entries(arrays))
          values.set(name, (await array.ref.data()) as Float32Array<ArrayBuffer>);
        return values;
      };
      const [step, { learned, moments }] = [made, state];
      const [parameters, first, second] = await Promise.all([
        read({ ...learned, ...fixed }),
        read(moments.first),
        read(moments.second),
      ]);
      return { step, parameters, first, second };
    },
    dispose: () => {
      for (const compiled of [...steps.values(), ...looks.values()]) compiled.dispose();
      tree.dispose([state, fixed]);
    },
  };
}
