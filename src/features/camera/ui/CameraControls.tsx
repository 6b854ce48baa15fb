/** The way to the camera, and what is seen while it is on: its picture, a light, and what to do with it. */
import { useEffect, useRef } from 'react';
import { Switch } from '../../../ui/parts/Switch';
import { say } from '../../../words/say';
import { useCamera } from './context';
import './camera.css';

function Preview() {
  const stream = useCamera((state) => state.stream);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!video.current || !stream) return;
    video.current.srcObject = stream;
    video.current.play().catch(() => undefined);
  }, [stream]);
  return (
    <video ref={video} className="camera-preview" muted playsInline aria-label={say('camera.preview')} />
  );
}

export function CameraControls() {
  const state = useCamera((camera) => camera.state);
  const isLive = useCamera((camera) => camera.isLive);
  const start = useCamera((camera) => camera.start);
  const shoot = useCamera((camera) => camera.shoot);
  const setLive = useCamera((camera) => camera.setLive);
  const stop = useCamera((camera) => camera.stop);
  useEffect(() => {
    // Nobody is looking: the light must not stay on.
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') stop();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => document.removeEventListener('visibilitychange', onHide);
  }, [stop]);
  if (state !== 'on') {
    return (
      <button
        type="button"
        className="button small"
        disabled={state === 'starting'}
        onClick={() => void start()}
      >
        {say('camera.camera')}
      </button>
    );
  }
  return (
    <section className="camera" aria-label={say('camera.camera')}>
      <Preview />
      <div className="camera-side">
        <p className="camera-light" role="status">
          {say('camera.isOn')}
        </p>
        <div className="camera-ways">
          <button type="button" className="button small primary" onClick={shoot}>
            {say('camera.shoot')}
          </button>
          <Switch label={say('camera.live')} on={isLive} change={setLive} />
          <button type="button" className="button small" onClick={stop}>
            {say('camera.stop')}
          </button>
        </div>
      </div>
    </section>
  );
}
