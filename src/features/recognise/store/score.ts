/** How often the pictures are taken for what they are, each by all the others. */
import { wilson } from '../../../mae/interval';

export interface Score {
  readonly right: number;
  readonly of: number;
  /** 0 … 1: 95 of 100 such intervals hold the share that more and more pictures would come to. */
  readonly interval: readonly [low: number, high: number];
}

export function scoreOf(predicted: Int32Array, labels: Int32Array): Score {
  const right = predicted.filter((label, i) => label === labels[i]).length;
  return { right, of: labels.length, interval: wilson(right, labels.length) };
}

/** What it comes to when every picture is taken for one of the commonest class. */
export function commonestScore(labels: Int32Array, classes: number): Score {
  const counts = new Int32Array(classes);
  for (const label of labels) counts[label]++;
  const commonest = counts.indexOf(Math.max(...counts));
  return scoreOf(
    labels.map(() => commonest),
    labels,
  );
}
