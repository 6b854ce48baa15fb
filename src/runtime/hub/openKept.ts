/** Models that are kept from the hub, as models of the page. */
import { said } from '../../words/said';
import { hubModelId, type Model } from '../models/model';
import { openModel } from '../models/open';
import { quoted } from '../quoted';
import { heldOf } from './held';
import { HubFailed } from './problem';
import { HUB, licenceOf, type Offer } from './repository';
import { filesOf, noteOpened, noteOpening } from './shelf';

/** So long may another tab take to open it, in ms: one that hangs in it must not keep this one waiting. */
const PATIENCE_MS = 20_000;

/**
 * A model from the hub that is kept on this machine. One that a page did not survive opening is left alone, unless the person asks for
 * it again: otherwise no start of the page would survive it. Throws a `Sentence`.
 */
export async function openKept(offer: Offer, isAskedFor = false): Promise<Model> {
  // What is in memory is no other start's concern, and a browser that keeps nothing may have no locks.
  if (heldOf(offer.repository)) return opened(offer);
  const name = quoted(offer.repository);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  let isMyTurn = false;
  // A tab that opens it at this moment is no page that has ended.
  const opening = navigator.locks.request(`opening ${offer.repository}`, { signal }, async () => {
    isMyTurn = true;
    const didNotSurvive = await noteOpening(offer).catch(() => false);
    if (didNotSurvive && !isAskedFor) {
      throw new HubFailed(said('hub.notSurvived', { name }));
    }
    try {
      return await opened(offer);
    } finally {
      await noteOpened(offer).catch(() => {});
    }
  });
  return opening.catch((error: unknown) => {
    if (isMyTurn || !signal.aborted) throw error;
    throw new HubFailed(said('hub.otherTabOpens', { name }));
  });
}

async function opened(offer: Offer): Promise<Model> {
  const { repository, commit } = offer;
  const model = await openModel(await filesOf(offer));
  return {
    ...model,
    id: hubModelId(repository),
    title: repository,
    summary: said(heldOf(repository) ? 'hub.inMemory' : 'hub.onMachine'),
    licence: { name: licenceOf(offer), note: '' },
    source: [
      said('hub.atCommit', { address: `${HUB}/${repository}`, commit: commit.slice(0, 7) }),
      ...model.source,
    ],
  };
}
