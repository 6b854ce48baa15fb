import { say } from '../../words/say';

/** Puts text on the clipboard; what there is to say of it. `what` it is, for a person who then must copy it by hand. */
export async function copyText(text: string, what: 'lines' | 'link'): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return say('page.copied');
  } catch {
    return say('page.notCopied', { what });
  }
}
