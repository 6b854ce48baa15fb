/** The person's own photographs of this visit as small pictures. */
import { useLayoutEffect, useRef } from 'react';
import { CENTRE_CROP, cropBox, UNIT } from '../../mae/crop';
import type { Raster } from '../../mae/raster';
import type { OwnPhoto } from '../../store/ownPhotos';
import { say } from '../../words/say';
import { usePlayground } from '../context';
import { canvasOf, contextInMemory } from '../pictures/canvas';
import { type ChoiceProps, Gallery, ThumbnailButton } from './Gallery';

/** Of a small picture, in pixels: as large as those of the page's own are drawn on fine screens. */
const SIDE = 112;

/** The square in the middle. Drawn and never read. */
function Small({ raster, alt }: { raster: Raster; alt: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = ref.current && contextInMemory(ref.current);
    if (!context) return;
    const { left, top, width: size } = cropBox(raster, CENTRE_CROP, UNIT);
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvasOf(raster), left, top, size, size, 0, 0, SIDE, SIDE);
  }, [raster]);
  return (
    <canvas
      ref={ref}
      role={alt ? 'img' : undefined}
      aria-label={alt || undefined}
      aria-hidden={!alt}
      width={SIDE}
      height={SIDE}
    />
  );
}

interface OwnThumbnailProps extends ChoiceProps {
  readonly photo: OwnPhoto;
  /** What the picture says where the button has no label of its own. */
  readonly alt: string;
}

export function OwnThumbnail({ photo, alt, ...button }: OwnThumbnailProps) {
  return (
    <ThumbnailButton {...button}>
      <Small raster={photo.raster} alt={alt} />
    </ThumbnailButton>
  );
}

/** To go back to. */
export function OwnPhotos() {
  const own = usePlayground((state) => state.own);
  const shown = usePlayground(({ photo }) => photo?.own);
  const showOwn = usePlayground((state) => state.showOwn);
  if (own.length === 0) return null;
  return (
    <section aria-label={say('pictures.own')}>
      <Gallery>
        {own.map((photo) => (
          <OwnThumbnail
            key={photo.own}
            photo={photo}
            alt={photo.title}
            title={photo.title}
            isChosen={photo.own === shown}
            onClick={() => showOwn(photo)}
          />
        ))}
      </Gallery>
    </section>
  );
}
