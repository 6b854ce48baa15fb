/** A geometry as model.json has it: the size of its pictures one number where they are square, three channels where none are named. */
import type { FullGeometry } from './network';

export interface WrittenGeometry extends Omit<FullGeometry, 'height' | 'width' | 'channels'> {
  /** Or height and width. */
  readonly imageSize: number | readonly [height: number, width: number];
  readonly channels?: number;
}

export function asWritten({ imageSize, channels = 3, ...rest }: WrittenGeometry): FullGeometry {
  const [height, width] = typeof imageSize === 'number' ? [imageSize, imageSize] : imageSize;
  return { height, width, channels, ...rest };
}
