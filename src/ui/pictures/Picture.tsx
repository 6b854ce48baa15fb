/** A picture drawn pixel for pixel: each of its pixels is a whole square of canvas pixels, at least as fine as the screen's. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Raster } from '../../mae/raster';
import { drawEnlarged } from './canvas';
import './picture.css';

/** How many device pixels wide the canvas is shown. */
function useDeviceWidth(ref: React.RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const observer = new ResizeObserver(([{ contentRect }]) =>
      setWidth(contentRect.width * devicePixelRatio),
    );
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

interface PictureProps {
  /** Left out where one name stands for several pictures. */
  readonly name?: string;
  readonly raster: Raster | undefined;
}

export function Picture({ name, raster }: PictureProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const deviceWidth = useDeviceWidth(ref);
  // Before the browser paints, so that the picture never lags behind the words beside it.
  useLayoutEffect(() => {
    if (!ref.current || !raster || deviceWidth === 0) return;
    drawEnlarged(ref.current, raster, Math.max(1, Math.ceil(deviceWidth / raster.width)));
  }, [raster, deviceWidth]);
  const shape = raster && { aspectRatio: `${raster.width} / ${raster.height}` };
  const heard = name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return <canvas ref={ref} className="picture" {...heard} style={shape} />;
}
