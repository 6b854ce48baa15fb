/** What errors say to the person. */

/** An error whose message is made for the person: a sentence with what happened, and what to do. */
export class Sentence extends Error {
  override name = 'Sentence';
}

/** What an error says, whoever made it. For errors that are known to be ours, or where half a sentence is wanted. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const UNFORESEEN =
  'That did not work, for a reason this page did not foresee. Everything else goes on; the browser’s console has the details.';

/** The sentence that an error brings. One that brings none was not foreseen: its own words are for the console. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Sentence) return error.message;
  console.error(error);
  return UNFORESEEN;
}
