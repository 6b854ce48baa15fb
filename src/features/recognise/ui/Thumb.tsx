/** A small picture, of no meaning to who cannot see it: its name stands beside it or in the button around it. */
import { useLayoutEffect, useRef } from 'react';
import type { Raster } from '../../../mae/raster';
import { canvasOf, contextInMemory } from '../../../ui/pictures/canvas';

const SIDE = 96;

interface ThumbProps {
  readonly raster: Raster;
  readonly look?: 'mistaken';
  /** Of its class. */
  readonly colour?: string;
  readonly style?: React.CSSProperties;
}

export function Thumb({ raster, look, colour, style }: ThumbProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = ref.current && contextInMemory(ref.current);
    if (!context) return;
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvasOf(raster), 0, 0, SIDE, SIDE);
  }, [raster]);
  return (
    <span className={look ? `thumb ${look}` : 'thumb'} style={{ ...style, borderColor: colour }}>
      <canvas ref={ref} width={SIDE} height={SIDE} />
    </span>
  );
}
