/** Access to what the hub keeps from the public. Tokens are sent to the hub and to nobody else, and are never stored. */
import { said } from '../../words/said';
import { HubFailed } from './problem';

/** What a header can hold; the hub's own begin with "hf_". */
const POSSIBLE = /^[\x21-\x7e]{1,400}$/;

/** As a person pasted it; undefined for none. Throws HubFailed where it cannot be one. */
export function readToken(text: string): string | undefined {
  const token = text.trim();
  if (token === '') return undefined;
  if (POSSIBLE.test(token)) return token;
  throw new HubFailed(said('hub.noToken'));
}

/** As `fetcher`, in the name of the token's owner. A browser leaves the token out where an answer leads to another host. */
export const withToken =
  (token: string | undefined, fetcher: typeof fetch): typeof fetch =>
  (input, init = {}) =>
    token === undefined
      ? fetcher(input, init)
      : fetcher(input, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), Authorization: `Bearer ${token}` },
        });
