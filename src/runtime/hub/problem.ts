/** What the hub does not have, or does not give. */
import { type Said, said, type Words } from '../../words/said';
import { Sentence } from '../message';

/** A sentence about what the hub does not have, or does not give. */
export class HubFailed extends Sentence {
  override name = 'HubFailed';
}

/** What a refusal of the hub means; `what` is quoted. */
export function statusWords(status: number, what: Words, hasToken = false): Said {
  // The hub says 401 of what does not exist, so as not to tell which private repositories there are.
  if (status === 404 || status === 401) {
    return said(hasToken ? 'hub.noneForToken' : 'hub.nonePublic', { what });
  }
  if (status === 403) return said(hasToken ? 'hub.gatedForToken' : 'hub.gated', { what });
  if (status === 429) return said('hub.tooManyRequests');
  return said('hub.answered', { status, what });
}
