/** The page's first moments: something true to look at before the model has loaded. */
import type { StoreApi } from 'zustand/vanilla';
import { patchErrors } from '../mae/errors';
import { ownIsAway } from './ownPhotos';
import { firstPlace, type Place } from './place';
import type { Playground, World } from './playground';

/** Of plain data. */
const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Opens the first photograph, and beside it the reconstruction that came with the model, if it is of just that. */
export async function showFirstPicture(
  world: Pick<World, 'models' | 'samples' | 'fetchPhoto'>,
  store: StoreApi<Playground>,
  place: Place,
): Promise<void> {
  const first = firstPlace(world);
  const sample = typeof place.image === 'string' ? first.image : place.image;
  const { preview } = place.model;
  const isOfThis =
    place.model === first.model &&
    sample === first.image &&
    isSame(place.masking, first.masking) &&
    isSame(place.crop, first.crop);
  const coming =
    preview && isOfThis
      ? world.fetchPhoto(preview.url, 'the first reconstruction').catch(() => undefined)
      : undefined;
  const opened = store.getState().chooseSample(sample, place.crop);
  if (typeof place.image === 'string') store.setState({ problem: ownIsAway(place.image) });
  await opened;
  const { photo, scene, masking } = store.getState();
  const picture = await coming;
  const now = store.getState();
  const untouched = photo?.sample === sample && masking === place.masking && now.scene === scene;
  if (!preview || !picture || !scene || !untouched || now.result) return;
  const { loss, psnr, ssim } = preview;
  store.setState({
    result: {
      picture,
      loss,
      psnr,
      patchErrors: patchErrors(picture, scene.square, scene.model.geometry),
      encoderMs: Number.NaN,
      decoderMs: Number.NaN,
      scene,
    },
    ssim,
  });
}
