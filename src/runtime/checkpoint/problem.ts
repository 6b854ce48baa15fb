/** What is wrong with a file that a person brought. */
import { Sentence } from '../message';

/** The message is a sentence for the person: what was found, and what was expected. */
export class UnreadableModel extends Sentence {
  override name = 'UnreadableModel';
}

/** A file that cannot give what it gave, or promised, when it was opened. The message is half a sentence about it. */
export class FileFault extends Sentence {
  override name = 'FileFault';
}
