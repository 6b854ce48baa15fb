/** What the hub does not have, or does not give. */
import { Sentence } from '../message';

/** A sentence for the person about what the hub does not have, or does not give. */
export class HubFailed extends Sentence {
  override name = 'HubFailed';
}
