/** Under test as on the page, errors say what they name. */
import { Sentence } from '../runtime/message';
import { say } from '../words/say';

Sentence.spell = say;
