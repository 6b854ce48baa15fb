/** The camera as a source of photographs: one picture, or one after the other as fast as the network follows. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Camera } from '../../../runtime/browser/camera';
import { sentenceOf } from '../../../runtime/message';
import { ownIdFor, withOwn } from '../../../store/ownPhotos';
import { isSettled, type Playground } from '../../../store/playground';

/** Of one that is kept; of a live one as much as any model is shown. */
const LONGEST = 1280;
const LONGEST_LIVE = 640;

export interface CameraState {
  readonly state: 'off' | 'starting' | 'on';
  /** For the preview. */
  readonly stream?: MediaStream;
  readonly isLive: boolean;

  /** What goes wrong becomes a problem of the page. */
  start(): Promise<void>;
  /** Takes the picture of this moment as a photograph of the person's own. */
  shoot(): void;
  setLive(isLive: boolean): void;
  /** Releases the camera. What it showed last stays. */
  stop(): void;
}

export interface CameraWorld {
  readonly playground: StoreApi<Playground>;
  readonly open: (onEnd: () => void) => Promise<Camera>;
  /** Resolves before the next picture of the screen. */
  readonly frame: () => Promise<unknown>;
  /** What its photographs are called, numbered from 1. */
  readonly titleOf: (number: number) => string;
}

export function createCamera({ playground, open, frame, titleOf }: CameraWorld): StoreApi<CameraState> {
  let camera: Camera | undefined;
  let count = 0;
  /** The photograph that follows the camera. */
  let live: string | undefined;
  /** All that came from it. */
  const taken = new Set<string>();

  /** What the next photograph is called, all but its picture. */
  function nextPhoto() {
    const source = `camera ${++count}`;
    const own = ownIdFor(playground.getState().own, source);
    taken.add(own);
    return { title: titleOf(count), source, own };
  }

  const store = createStore<CameraState>()((set, get) => {
    /** Keeps what is on show: a link and the way back lead to it as to any photograph. */
    function keep(longest: number): void {
      const raster = camera?.grab(longest);
      if (!raster) return;
      const photo = { ...nextPhoto(), raster };
      playground.setState({ own: withOwn(playground.getState().own, photo) });
      live = undefined;
      playground.getState().showOwn(photo);
    }

    async function follow(): Promise<void> {
      const photo = nextPhoto();
      live = photo.own;
      while (get().isLive && live === photo.own) {
        await frame();
        // One at a time: what is on show has been painted before the next is asked for.
        if (!isSettled(playground.getState())) continue;
        const raster = get().isLive && live === photo.own ? camera?.grab(LONGEST_LIVE) : undefined;
        if (raster) playground.getState().showOwn({ ...photo, raster });
      }
    }

    return {
      state: 'off',
      isLive: false,
      start: async () => {
        if (get().state !== 'off') return;
        set({ state: 'starting' });
        try {
          const opened = await open(() => get().stop());
          // It may have been given up while the browser asked for leave.
          if (get().state !== 'starting') return opened.close();
          camera = opened;
          set({ state: 'on', stream: opened.stream });
        } catch (error) {
          set({ state: 'off' });
          playground.getState().reportProblem(sentenceOf(error));
        }
      },
      shoot: () => {
        set({ isLive: false });
        keep(LONGEST);
      },
      setLive: (isLive) => {
        if (get().isLive === isLive || get().state !== 'on') return;
        set({ isLive });
        if (isLive) void follow();
        else keep(LONGEST);
      },
      stop: () => {
        if (get().isLive) keep(LONGEST);
        camera?.close();
        camera = undefined;
        set({ state: 'off', stream: undefined, isLive: false });
      },
    };
  });

  // Whoever chooses another photograph has left the camera.
  playground.subscribe(({ photo }, before) => {
    if (photo === before.photo || store.getState().state !== 'on') return;
    if (photo?.own && taken.has(photo.own)) return;
    store.setState({ isLive: false });
    store.getState().stop();
  });
  return store;
}
