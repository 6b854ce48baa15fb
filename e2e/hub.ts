/** A hub of models that has one small one: what it answers, in the real hub's own formats. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { fixture } from './playground';

export const weights = readFileSync(fixture('checkpoints/hub/model.safetensors'));
const config = readFileSync(fixture('checkpoints/hub/config.json'));

const REPOSITORY = 'facebook/vit-mae-base';
export const COMMIT = 'b56a4a2';

/** How the weights are given: how many bytes an answer has, whether it has a hash, what they are. */
export interface Hub {
  bytesAtOnce: number;
  oid: string;
  content: Buffer;
  config: Buffer | string;
  /** So many parts are given; the next one waits. */
  parts: number;
  /** By their names, in place of the one file. */
  shards?: Readonly<Record<string, Buffer>>;
  /** Without it, nobody is told that there is anything; undefined for a hub that is open to all. */
  token?: string;
  readonly asked: string[];
}

const INDEX = 'model.safetensors.index.json';
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const newHub = (): Hub => ({
  bytesAtOnce: weights.length,
  oid: hashOf(weights),
  content: weights,
  config,
  parts: Number.POSITIVE_INFINITY,
  asked: [],
});

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

const json = (value: unknown): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});

/** What it says to a request for a path, of which perhaps a range is wanted. */
export async function answer(
  hub: Hub,
  path: string,
  range?: string | null,
  authorization?: string | null,
): Promise<Answer> {
  hub.asked.push(range ? `${path} ${range}` : path);
  if (hub.token !== undefined && authorization !== `Bearer ${hub.token}`) return { status: 401 };
  if (path === `/api/models/${REPOSITORY}/revision/main`) return json({ sha: COMMIT });
  const files = hub.shards ?? { 'model.safetensors': hub.content };
  if (path === `/api/models/${REPOSITORY}/tree/${COMMIT}`) {
    return json([
      { type: 'file', path: 'config.json', size: config.length },
      ...(hub.shards ? [{ type: 'file', path: INDEX, size: 99 }] : []),
      ...Object.entries(files).map(([name, bytes]) => ({
        type: 'file',
        path: name,
        lfs: hub.shards ? { oid: hashOf(bytes), size: bytes.length } : { oid: hub.oid, size: weights.length },
      })),
    ]);
  }
  if (path.endsWith('/config.json')) return { status: 200, body: hub.config };
  if (path.endsWith(INDEX))
    return json({ weight_map: Object.fromEntries(Object.keys(files).map((name, i) => [i, name])) });
  const [, name = ''] = path.split(`/${REPOSITORY}/resolve/${COMMIT}/`);
  if (!(name in files)) return { status: 404 };
  await expect.poll(() => hub.parts, { timeout: 60_000 }).toBeGreaterThan(0);
  hub.parts--;
  const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const body = files[name].subarray(from, from + hub.bytesAtOnce);
  return {
    status: 206,
    headers: { 'Content-Range': `bytes ${from}-${from + body.length - 1}/${files[name].length}` },
    body,
  };
}
