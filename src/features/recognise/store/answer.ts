/** What the page's picture is taken for. */

import { probabilities } from '../../../mae/logistic';
import { NEIGHBOURS, nearestRows, vote } from '../../../mae/neighbours';
import { applyStandard } from '../../../mae/standardise';
import type { Scene } from '../../../runtime/inference/scene';
import type { Model } from '../../../runtime/models/model';
import type { Learned } from '../../../runtime/probe/protocol';
import type { Pool } from './describe';
import type { Item, Pile } from './piles';

/** What was learned, and of what. */
export interface Lesson extends Learned {
  readonly model: Model;
  readonly pool: Pool;
  readonly isGrey: boolean;
  /** Those with two pictures or more. */
  readonly piles: readonly Pile[];
  /** Of all piles, one after the other. */
  readonly items: readonly Item[];
  /** [n] which pile each is of. */
  readonly labels: Int32Array;
}

export interface Near {
  readonly item: Item;
  /** Which pile it is of. */
  readonly label: number;
  /** −1 … 1 */
  readonly cosine: number;
}

export interface Answer {
  readonly scene: Scene;
  readonly lesson: Lesson;
  readonly isWhole: boolean;
  /** [C] by the linear probe; they sum to 1. */
  readonly probabilities: Float64Array;
  /** [C] of its nearest. */
  readonly votes: Float64Array;
  readonly winner: number;
  /** Nearest first. */
  readonly nearest: readonly Near[];
}

export function answerFor(scene: Scene, isWhole: boolean, features: Float32Array, lesson: Lesson): Answer {
  const { recogniser, items, labels, piles } = lesson;
  const row = applyStandard(recogniser.standard, features);
  const found = nearestRows(recogniser.rows, row, NEIGHBOURS);
  const { votes, winner } = vote(found, labels, piles.length);
  return {
    scene,
    lesson,
    isWhole,
    probabilities: probabilities(recogniser.probe, row),
    votes,
    winner,
    nearest: found.map(({ index, cosine }) => ({ item: items[index], label: labels[index], cosine })),
  };
}
