/**
 * Could mere interpolation do it? A curve over all ratios, drawn while the mode is open.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../../runtime/inference/engine';
import type { Interpolator } from '../../../runtime/interpolation/interpolator';
import { messageOf } from '../../../runtime/message';
import type { Playground } from '../../../store/playground';
import { said } from '../../../words/said';
import { isSameSubject, type Point, pointAt, RATIOS, type Subject, subjectOf } from './curve';

export const MODE = 'interpolation';

export interface Interpolation {
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
  const { playground } = world;
  /** What the curve is being drawn of, and what ends it. */
  let drawing: { readonly subject: Subject; readonly stopping: AbortController } | undefined;

  const store = createStore<Interpolation>()(() => ({ points: [], isDrawing: false }));
  const { getState: get, setState: set } = store;

  function report(error: unknown, { signal }: AbortController): void {
    if (signal.aborted) return;
    playground.getState().reportProblem(said('interpolation.failed', { reason: messageOf(error) }));
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

  /** Draws the curve of what the page shows now, unless it is drawn or being drawn. */
  function update(): void {
    const page = playground.getState();
    const subject = page.mode === MODE && page.status.kind === 'running' ? subjectOf(page) : undefined;
    if (!subject) return stopDrawing();
    if (drawing && isSameSubject(drawing.subject, subject)) return;
    drawing?.stopping.abort();
    void draw(subject);
  }

  playground.subscribe(update);
  update();
  return store;
}
