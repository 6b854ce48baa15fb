/** The person's own photographs of this visit, to go back to. */
import { useLayoutEffect, useRef } from 'react';
import { CENTRE_CROP, cropBox } from '../../mae/crop';
import type { OwnPhoto } from '../../store/ownPhotos';
import { usePlayground } from '../context';
import { canvasOf } from '../pictures/canvas';
import { Gallery, ThumbnailButton } from './Gallery';

/** Of a small picture, in pixels: as large as those of the page's own are drawn on fine screens. */
const SIDE = 112;

/** The square in the middle. Drawn and never read. */
function Small({ photo: { title, raster } }: { photo: OwnPhoto }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const { left, top, size } = cropBox(raster.width, raster.height, CENTRE_CROP);
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvasOf(raster), left, top, size, size, 0, 0, SIDE, SIDE);
  }, [raster]);
  return <canvas ref={ref} role="img" aria-label={title} width={SIDE} height={SIDE} />;
}

export function OwnPhotos() {
  const own = usePlayground((state) => state.own);
  const shown = usePlayground(({ photo }) => photo?.own);
  const showOwn = usePlayground((state) => state.showOwn);
  if (own.length === 0) return null;
  return (
    <section aria-label="Your own photographs">
      <Gallery>
        {own.map((photo) => (
          <ThumbnailButton
            key={photo.own}
            title={photo.title}
            isChosen={photo.own === shown}
            onClick={() => showOwn(photo)}
          >
            <Small photo={photo} />
          </ThumbnailButton>
        ))}
      </Gallery>
    </section>
  );
}
