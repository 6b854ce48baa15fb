/** How a person reads the files that are kept from the hub: remembered from visit to visit, with the rest of this browser's notes. */
import * as v from 'valibot';
import { patchOrders } from '../../mae/patchOrder';
import { predictedTargets } from '../../mae/target';
import type { Otherwise } from '../models/readOtherwise';
import type { Offer } from './repository';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Channel = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Numbers = v.array(v.pipe(v.number(), v.finite()));

/** As it is kept, where another program may have written it. */
const Wanted = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    target: v.exactOptional(v.picklist(predictedTargets)),
    order: v.exactOptional(v.picklist(patchOrders)),
    grid: v.exactOptional(v.object({ rows: Count, columns: Count })),
    bands: v.exactOptional(v.strictTuple([Channel, Channel, Channel])),
    encoderHeads: v.exactOptional(Count),
    decoderHeads: v.exactOptional(Count),
    layerNormEps: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    normalisation: v.exactOptional(v.object({ mean: Numbers, std: Numbers })),
  }),
);

/** Of one file of a repository: another has its own. */
const keyOf = ({ repository, commit, path }: Offer): string => `reading ${repository} ${commit} ${path}`;

export interface Readings {
  of(offer: Offer): Otherwise | undefined;
  keep(offer: Offer, wanted: Otherwise): void;
  forget(repository: string): void;
}

/** Where the browser keeps nothing, nothing is remembered. */
const quietly = <T>(act: () => T): T | undefined => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

export const readings: Readings = {
  of: (offer) => {
    const { success, output } = v.safeParse(
      Wanted,
      quietly(() => localStorage.getItem(keyOf(offer))),
    );
    return success ? output : undefined;
  },
  keep: (offer, wanted) => quietly(() => localStorage.setItem(keyOf(offer), JSON.stringify(wanted))),
  forget: (repository) =>
    quietly(() => {
      for (const key of Object.keys(localStorage))
        if (key.startsWith(`reading ${repository} `)) localStorage.removeItem(key);
    }),
};
