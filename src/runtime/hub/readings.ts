/** How a person reads the files that are kept from the hub: remembered from visit to visit, with the rest of this browser's notes. */
import * as v from 'valibot';
import { patchOrders } from '../../mae/patchOrder';
import { predictedTargets } from '../../mae/target';
import { notesAbout, readNote, writeNote } from '../browser/notes';
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

export const readings: Readings = {
  of: (offer) => {
    const { success, output } = v.safeParse(Wanted, readNote(keyOf(offer)));
    return success ? output : undefined;
  },
  keep: (offer, wanted) => writeNote(keyOf(offer), JSON.stringify(wanted)),
  forget: (repository) => {
    for (const name of notesAbout(`reading ${repository} `)) writeNote(name, undefined);
  },
};
