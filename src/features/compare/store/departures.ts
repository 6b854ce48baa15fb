/** Side B of a comparison: the page's own settings but for what the person lets differ, and the scene that makes. */
import { clamp } from '../../../mae/clamp';
import { MAX_RATIO } from '../../../mae/mask';
import { MAX_SEED } from '../../../mae/random';
import type { Raster } from '../../../mae/raster';
import type { Strategy } from '../../../mae/strategy';
import type { Scene } from '../../../runtime/inference/scene';
import type { Model } from '../../../runtime/models/model';
import { isSameChoice, type MaskChoice, planFor } from '../../../store/masking';
import { squareFor } from '../../../store/photo';
import type { Playground } from '../../../store/playground';

/** What B does not share with A; what is left out is the same as A's and follows it. */
export interface Departures {
  readonly model?: Model;
  readonly strategy?: Strategy;
  /** 0 … 2³² − 1 */
  readonly seed?: number;
  /** 0 … 0.99 */
  readonly ratio?: number;
}

export interface SceneB extends Scene {
  readonly masking: MaskChoice;
  /** The square of A that it is compared with: the same crop of the same photograph. */
  readonly beside: Raster;
}

/** The departures with numbers brought into range; one that is no number leaves what was there. */
export function settleDepartures(before: Departures, change: Departures): Departures {
  const settled = (key: 'seed' | 'ratio', most: number): Departures => {
    const value = change[key];
    if (value === undefined) return {};
    if (Number.isNaN(value)) return { [key]: before[key] };
    return { [key]: clamp(key === 'seed' ? Math.trunc(value) : value, 0, most) };
  };
  return { ...before, ...change, ...settled('seed', MAX_SEED), ...settled('ratio', MAX_RATIO) };
}

/**
 * The departures after a choice of the person's. A comparison tells something when one thing differs: what is given a value is then all
 * that departs. What is `undefined` goes back to A's, and leaves the others.
 */
export function choose(before: Departures, change: Departures): Departures {
  const isValue = (value: unknown): boolean => value !== undefined && !Number.isNaN(value);
  return settleDepartures(Object.values(change).some(isValue) ? {} : before, change);
}

/** In what B really is another than A: a departure may have come to A's own value. */
export function differing({ model, masking }: Playground, departures: Departures): (keyof Departures)[] {
  const isOther = {
    model: departures.model !== model,
    // Of a mask made by hand nothing is left as soon as one of these is wanted.
    strategy: departures.strategy !== masking.strategy || masking.hand !== undefined,
    seed: departures.seed !== masking.seed || masking.hand !== undefined,
    ratio: departures.ratio !== masking.ratio,
  };
  const keys = Object.keys(isOther) as (keyof Departures)[];
  return keys.filter((key) => departures[key] !== undefined && isOther[key]);
}

/** B's mask. A mask made by hand stays until another seed or strategy is wanted, as it does on the page. */
export function maskingOfB(masking: MaskChoice, { strategy, seed, ratio }: Departures): MaskChoice {
  return {
    strategy: strategy ?? masking.strategy,
    seed: seed ?? masking.seed,
    ratio: ratio ?? masking.ratio,
    hand: strategy === undefined && seed === undefined ? masking.hand : undefined,
  };
}

/**
 * The scene of B, made of parts of A's and of `before`, the one of B until now, as far as they are still right; `before` itself if
 * nothing has changed. Undefined until A has a photograph.
 */
export function sceneOfB(page: Playground, departures: Departures, before?: SceneB): SceneB | undefined {
  const { photo, crop, scene: sceneOfA } = page;
  if (!photo || !sceneOfA) return undefined;
  const model = departures.model ?? page.model;
  const masking = maskingOfB(page.masking, departures);
  const beside = sceneOfA.square;
  const isSameModel = before?.model === model;
  const isSameSquare = isSameModel && before.beside === beside;
  const isSamePlan = isSameModel && isSameChoice(before.masking, masking);
  if (isSameSquare && isSamePlan) return before;
  const square = model === page.model ? beside : squareFor(model, photo, crop);
  return {
    model,
    masking,
    beside,
    square: isSameSquare ? before.square : square,
    plan: isSamePlan ? before.plan : planFor(masking, model.geometry),
  };
}
