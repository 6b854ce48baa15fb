/**
 * Could mere interpolation do it? The page's own picture filled by the smoothest surface, and a curve over all ratios, both made while the
 * mode is open.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Interpolated } from '../../../mae/harmonic';
import type { Engine } from '../../../runtime/inference/engine';
import type { Scene } from '../../../runtime/inference/scene';
import type { Interpolator } from '../../../runtime/interpolation/interpolator';
import { messageOf } from '../../../runtime/message';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { isSameSubject, type Point, pointAt, RATIOS, type Subject, subjectOf } from './curve';

export const MODE = 'interpolation';

export interface Filled extends Interpolated {
  readonly scene: Scene;
}

export interface Interpolation {
  /** Of the page's scene, or of the one before while this one's is being made. */
  readonly filled?: Filled;
  /** By their ratios. Of the page's picture, model and mask, or of the ones before until the first new one is there. */
  readonly points: readonly Point[];
  /** Whether more of them are coming. */
  readonly isDrawing: boolean;
}

export interface InterpolationWorld {
  readonly playground: StoreApi<Playground>;
  readonly engine: Pick<Engine, 'enqueue'>;
  readonly interpolator: Interpolator;
}

export function createInterpolation(world: InterpolationWorld): StoreApi<Interpolation> {
  const { playground, interpolator } = world;
  /** What is being filled, and what ends it. */
  let filling: { readonly scene: Scene; readonly stopping: AbortController } | undefined;
  let drawing: { readonly subject: Subject; readonly stopping: AbortController } | undefined;

  const store = createStore<Interpolation>()(() => ({ points: [], isDrawing: false }));
  const { getState: get, setState: set } = store;

  function report(error: unknown, { signal }: AbortController): void {
    if (signal.aborted) return;
    playground.getState().reportProblem(said('interpolation.failed', { reason: messageOf(error) }));
  }

  async function fill(scene: Scene): Promise<void> {
    const stopping = new AbortController();
    filling = { scene, stopping };
    try {
      const made = await interpolator.fill(scene, stopping.signal);
      if (!stopping.signal.aborted) set({ filled: { ...made, scene } });
    } catch (error) {
      report(error, stopping);
    }
  }

  async function draw(subject: Subject): Promise<void> {
    const stopping = new AbortController();
    const { signal } = stopping;
    drawing = { subject, stopping };
    set({ isDrawing: true });
    let points: readonly Point[] = [];
    try {
      for (const ratio of RATIOS) {
        const point = await pointAt(ratio, subject, world, signal);
        signal.throwIfAborted();
        points = [...points, point].sort((a, b) => a.ratio - b.ratio);
        set({ points });
      }
    } catch (error) {
      report(error, stopping);
    }
    if (!signal.aborted) set({ isDrawing: false });
  }

  function stopDrawing(): void {
    drawing?.stopping.abort();
    drawing = undefined;
    if (get().isDrawing) set({ isDrawing: false });
  }

  function stop(): void {
    filling?.stopping.abort();
    filling = undefined;
    stopDrawing();
  }

  /** Makes what the page shows now, unless it is made or being made. */
  function update(): void {
    const page = playground.getState();
    if (page.mode !== MODE) return stop();
    const { scene } = page;
    if (scene && scene !== filling?.scene) {
      filling?.stopping.abort();
      void fill(scene);
    }
    const subject = page.status.kind === 'running' ? subjectOf(page) : undefined;
    if (!subject) return stopDrawing();
    if (drawing && isSameSubject(drawing.subject, subject)) return;
    drawing?.stopping.abort();
    void draw(subject);
  }

  playground.subscribe(update);
  update();
  return store;
}
