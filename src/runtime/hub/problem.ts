/** What the hub does not have, or does not give. */
import { Sentence } from '../message';

/** A sentence for the person about what the hub does not have, or does not give. */
export class HubFailed extends Sentence {
  override name = 'HubFailed';
}

/** What a refusal of the hub means; `what` is quoted. */
export function statusWords(status: number, what: string, hasToken = false): string {
  // The hub says 401 of what does not exist, so as not to tell which private repositories there are.
  if (status === 404 || status === 401) {
    return hasToken
      ? `The hub has no ${what} that this access token may read, or does not know the token.`
      : `The hub has no public ${what}. For a private one give an access token.`;
  }
  if (status === 403) {
    const next = hasToken
      ? 'The owner of this access token is not among them: ask there first.'
      : 'Ask there, and give an access token; or download the file yourself, and open it from disk.';
    return `The hub gives ${what} only to people who have asked its owner. ${next}`;
  }
  if (status === 429) return 'The hub has had too many requests from here. Try again in a few minutes.';
  return `The hub answered ${status} for ${what}. Try again later.`;
}
