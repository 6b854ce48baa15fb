/** Models that are kept from the hub, as models of the page. */
import { hubModelId, type Model } from '../models/model';
import { openModel } from '../models/open';
import { HUB, type Offer } from './repository';
import { filesOf } from './shelf';

/** A model from the hub that is kept on this machine. Throws an Error with a sentence. */
export async function openKept(offer: Offer): Promise<Model> {
  const { repository, commit, licence } = offer;
  const model = await openModel(await filesOf(offer));
  return {
    ...model,
    id: hubModelId(repository),
    title: repository,
    summary: 'From the Hugging Face hub, kept on this machine.',
    licence: { name: licence, note: '' },
    source: [`${HUB}/${repository} at ${commit.slice(0, 7)}.`, model.source].filter(Boolean).join(' '),
  };
}
