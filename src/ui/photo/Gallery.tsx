/** The page's own photographs as a row of small pictures to choose from. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { type Sample, sampleUrl } from '../../store/samples';
import './gallery.css';

export function Gallery({ children }: { children: ReactNode }) {
  return <div className="gallery">{children}</div>;
}

interface ThumbnailProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly sample: Sample;
  /** What the picture says where the button has no label of its own. */
  readonly alt: string;
  readonly isChosen: boolean;
}

export function Thumbnail({ sample, alt, isChosen, ...button }: ThumbnailProps) {
  return (
    <button {...button} type="button" className="thumbnail" aria-pressed={isChosen}>
      <img src={sampleUrl(sample)} alt={alt} width={56} height={56} draggable={false} decoding="async" />
    </button>
  );
}
