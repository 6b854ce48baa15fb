/** The veil over one picture: drawn above it and under nobody's hand, so that the picture can be used as ever. */
import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { maskedPicture } from '../../mae/compose';
import type { Raster } from '../../mae/raster';
import { somePatches } from '../../mae/somePatches';
import type { Scene } from '../../runtime/inference/scene';
import { usePlayground } from '../context';
import { contextInMemory } from '../pictures/canvas';
import { type Veil, veils } from './veil';
import './veil.css';

/** Among the hidden patches of a mask, 0 … 1 in the order in which a higher ratio would hide them; of a visible one below 0. */
const turnOf = ({ plan }: Scene, patch: number): number => {
  const visible = plan.idsKeep.length;
  return (plan.idsRestore[patch] - visible) / (plan.mask.length - visible);
};

/** What lies over a picture; clear where it can be seen. */
const overlays: Record<'masked' | 'reconstruction', (scene: Scene, veil: Veil) => Raster | undefined> = {
  masked: (scene, { vanished }) =>
    vanished < 1
      ? somePatches(scene.square, (patch) => turnOf(scene, patch) >= vanished, scene.model.geometry)
      : undefined,
  reconstruction: (scene, { painted }) => {
    if (painted === 1) return undefined;
    const { square, plan, model } = scene;
    const isCovered = (patch: number): boolean => !plan.mask[patch] || turnOf(scene, patch) >= painted;
    return somePatches(maskedPicture(square, plan.mask, model.geometry), isCovered, model.geometry);
  },
};

function Overlay({ raster }: { raster: Raster }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const { current: canvas } = ref;
    if (!canvas) return;
    canvas.width = raster.width;
    canvas.height = raster.height;
    contextInMemory(canvas)?.putImageData(new ImageData(raster.data, raster.width, raster.height), 0, 0);
  }, [raster]);
  return <canvas ref={ref} className="veil" />;
}

export function VeilOver({ over }: { over: keyof typeof overlays | 'original' }) {
  const veil = useStore(veils, (state) => state.veil);
  const scene = usePlayground((state) => state.scene);
  if (!veil || !scene) return null;
  if (over === 'original') {
    if (veil.showsOriginal) return null;
    return (
      <div className="veil veil-unknown" aria-hidden="true">
        ?
      </div>
    );
  }
  const raster = overlays[over](scene, veil);
  return raster ? <Overlay raster={raster} /> : null;
}
