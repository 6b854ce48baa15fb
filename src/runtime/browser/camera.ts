/** The camera of this device. Its pictures are read here and go nowhere else. */
import type { Raster } from '../../mae/raster';
import { said } from '../../words/said';
import { Sentence } from '../message';

export interface Camera {
  /** For a preview. */
  readonly stream: MediaStream;
  /** The picture of this moment, opaque, its longer side at most `longest` pixels; undefined before the first has come. */
  grab(longest: number): Raster | undefined;
  /** The camera's own light goes out. */
  close(): void;
}

/** What a browser calls its refusals: https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
function refusal(error: unknown): Sentence {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return new Sentence(said('camera.notAllowed'));
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new Sentence(said('camera.none'));
    default:
      return new Sentence(said('camera.busy'));
  }
}

/** `onEnd` is called when the camera goes away by itself: unplugged, or taken back in the browser. Rejects with a `Sentence`. */
export async function openCamera(onEnd: () => void): Promise<Camera> {
  // Only where a page is served safely, and not in a frame that was not allowed to.
  if (!navigator.mediaDevices) throw new Sentence(said('camera.unavailable'));
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1280 } } })
    .catch((error) => {
      throw refusal(error);
    });
  for (const track of stream.getTracks()) track.addEventListener('ended', onEnd);
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  const canvas = document.createElement('canvas');
  return {
    stream,
    grab: (longest) => {
      const { videoWidth, videoHeight } = video;
      if (!videoWidth || !videoHeight) return undefined;
      const scale = Math.min(1, longest / Math.max(videoWidth, videoHeight));
      canvas.width = Math.round(videoWidth * scale);
      canvas.height = Math.round(videoHeight * scale);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) return undefined;
      context.imageSmoothingQuality = 'high';
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      return context.getImageData(0, 0, canvas.width, canvas.height);
    },
    close: () => {
      video.srcObject = null;
      for (const track of stream.getTracks()) track.stop();
    },
  };
}
