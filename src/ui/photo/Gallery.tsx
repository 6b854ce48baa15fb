/** Photographs as a row of small pictures to choose from. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { type Sample, thumbnailUrl } from '../../store/samples';
import './gallery.css';

export function Gallery({ children }: { children: ReactNode }) {
  return <div className="gallery">{children}</div>;
}

export interface ChoiceProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly isChosen: boolean;
}

/** Around a small picture. */
export function ThumbnailButton({ isChosen, ...button }: ChoiceProps) {
  return <button {...button} type="button" className="thumbnail" aria-pressed={isChosen} />;
}

interface ThumbnailProps extends ChoiceProps {
  readonly sample: Sample;
  /** What the picture says where the button has no label of its own. */
  readonly alt: string;
}

export function Thumbnail({ sample, alt, ...button }: ThumbnailProps) {
  return (
    <ThumbnailButton {...button}>
      <img src={thumbnailUrl(sample)} alt={alt} width={56} height={56} draggable={false} decoding="async" />
    </ThumbnailButton>
  );
}
