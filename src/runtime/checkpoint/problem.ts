/** What is wrong with a file that a person brought. */

/** The message is a sentence for the person: what was found, and what was expected. */
export class UnreadableModel extends Error {
  override name = 'UnreadableModel';
}
