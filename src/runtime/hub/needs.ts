/** What a model of the hub will take, before a byte of its weights is here. */
import { readConfig } from '../checkpoint/config';
import { bytesIn } from '../checkpoint/precision';
import { type Needs, needsOf } from '../models/limits';
import type { Offer } from './repository';

/** Of a file that is not here yet: by its config.json, or, without one that fits, as if all of it were float32. */
export function needsOfOffer({ bytes, config = '' }: Offer): Needs {
  const { geometry } = told(config);
  return geometry ? needsOf(geometry) : { numbers: bytes / bytesIn.float32 };
}

function told(config: string): ReturnType<typeof readConfig> {
  try {
    return readConfig(config);
  } catch {
    return {};
  }
}
