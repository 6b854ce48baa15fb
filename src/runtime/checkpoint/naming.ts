/**
 * Which of a file's tensors are a model's. People save weights under any key, and wrap models into others, so that all kinds of things
 * stand in front of the names: what makes most of them names of a masked autoencoder is taken away, for encoder and decoder apart.
 */
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { hubNames } from './names';

export interface Naming {
  /** Of the file's names those of the model, and what each is called on the hub. */
  readonly meanings: ReadonlyMap<string, readonly string[]>;
  /** What lies among the model's tensors and is none of it. */
  readonly unknown: readonly string[];
  /** Parts that neither reconstruction nor features need, such as the head of a classifier. */
  readonly leftOut: readonly string[];
  /** Whether the encoder's last norm was trained to follow the mean of its patches, as classifiers have it. */
  readonly isNormAfterMean: boolean;
  /** What stands in front of the encoder of this and of other models in the file that have as many of its tensors, this one first. */
  readonly alike: readonly string[];
}

interface Candidate {
  readonly prefix: string;
  /** What its tensors are called in the file, and on the hub. */
  readonly meanings: Map<string, readonly string[]>;
  readonly hubs: Set<string>;
}

const ENCODER = 'vit.';
const NORM = 'vit.layernorm';
/** An encoder can have one of its own, unused. */
const MASK_TOKEN = 'decoder.mask_token';
/** Another model in the file has at least so large a part of the tensors of the one that is taken. */
const ANOTHER = 0.5;

const LEFT_OUT: ReadonlySet<string> = new Set(table.leftOut);

/** Every way to cut a name in front: what goes, and what stays. */
function* cuts(name: string): Generator<readonly [prefix: string, rest: string]> {
  yield ['', name];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    yield [name.slice(0, dot + 1), name.slice(dot + 1)];
  }
}

/** Of each half, by what stands in front. */
function candidatesIn(names: Iterable<string>) {
  const halves = { encoder: new Map<string, Candidate>(), decoder: new Map<string, Candidate>() };
  for (const name of names) {
    for (const [prefix, rest] of cuts(name)) {
      const hubs = hubNames(rest);
      if (hubs.length === 0) continue;
      const half = halves[hubs[0].startsWith(ENCODER) ? 'encoder' : 'decoder'];
      const found = half.get(prefix) ?? { prefix, meanings: new Map(), hubs: new Set() };
      half.set(prefix, found);
      found.meanings.set(name, hubs);
      for (const hub of hubs) found.hubs.add(hub);
    }
  }
  return halves;
}

/** Those that have most of a model's tensors, in the order of the file. The same tensors can be named by two families. */
function bestOf(candidates: Iterable<Candidate>): Candidate[] {
  const all = [...candidates];
  const most = Math.max(...all.map(({ hubs }) => hubs.size));
  const best = all.filter(({ hubs }) => hubs.size === most);
  const seen = new Set<string>();
  return best.filter(({ meanings }) => {
    const [first] = meanings.keys();
    if (seen.has(first)) return false;
    seen.add(first);
    return true;
  });
}

/** How much of its beginning a text shares with another. */
function shared(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** `wanted` is one of `alike`, of another naming of the same names. */
export function namingOf(names: readonly string[], wanted?: string): Naming {
  const halves = candidatesIn(names);
  const decoders = [...halves.decoder.values()].filter(({ hubs }) => hubs.size > 1 || !hubs.has(MASK_TOKEN));
  const encoders = halves.encoder.size ? bestOf(halves.encoder.values()) : [];
  const bestDecoders = decoders.length ? bestOf(decoders) : [];
  const encoder = encoders.find(({ prefix }) => prefix === wanted) ?? nearest(encoders, bestDecoders[0]);
  const decoder = nearest(bestDecoders, encoder);
  const chosen = [encoder, decoder].filter((candidate) => candidate !== undefined);
  const afterMean = encoder ? normAfterMean(encoder, names) : [];
  const meanings = new Map([...chosen.flatMap(({ meanings }) => [...meanings]), ...afterMean]);
  const others = [...halves.encoder.values(), ...decoders].filter(
    (other) => other.hubs.size >= ANOTHER * (encoder?.hubs.size ?? 0),
  );
  const ofOthers = new Set(others.flatMap((other) => [...other.meanings.keys()]));
  const unknown: string[] = [];
  const leftOut: string[] = [];
  for (const name of names) {
    if (meanings.has(name) || ofOthers.has(name)) continue;
    if (!chosen.some(({ prefix }) => name.startsWith(prefix))) continue;
    (isSpare(name) ? leftOut : unknown).push(name);
  }
  const alike = encoders.map(({ prefix }) => prefix);
  if (encoder) alike.sort((a, b) => Number(b === encoder.prefix) - Number(a === encoder.prefix));
  return { meanings, unknown, leftOut, isNormAfterMean: afterMean.length > 0, alike };
}

/** Of an encoder that has no last norm but one behind the mean of its patches: what that one's tensors mean. */
function normAfterMean(
  { prefix, hubs }: Candidate,
  names: readonly string[],
): (readonly [string, readonly string[]])[] {
  if (hubs.has(`${NORM}.weight`)) return [];
  const module = `${prefix}${table.normAfterMean}.`;
  return names
    .filter((name) => name.startsWith(module))
    .map((name) => [name, [`${NORM}.${name.slice(module.length)}`]]);
}

/** Outside of blocks, which have numbers. */
function isSpare(name: string): boolean {
  const [outside] = /^\D*/.exec(name) ?? [''];
  return outside.split('.').some((part) => LEFT_OUT.has(part));
}

/** Of models that are as good, the one that lies by the other half. */
const nearest = (candidates: readonly Candidate[], other: Candidate | undefined): Candidate | undefined =>
  [...candidates].sort(
    (a, b) => shared(b.prefix, other?.prefix ?? '') - shared(a.prefix, other?.prefix ?? ''),
  )[0];
