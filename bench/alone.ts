/** The peer of a tick: onnxruntime-web's two halves by themselves, in a worker of a page on which there is nothing else. */
import { openAsBlob, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { decoderIds, planMask } from '../src/mae/mask';
import { torchRand } from '../src/mae/random';
import { isolation } from '../src/runtime/browser/headers';
import { openCheckpoint } from '../src/runtime/checkpoint/open';
import { readTensor } from '../src/runtime/checkpoint/widen';
import { decoderGraph, encoderGraph } from '../src/runtime/onnx/graph';
import { eventsIn, type ProfileEvent } from './operators';

const ORT = new URL('../node_modules/onnxruntime-web/dist/', import.meta.url);

const WORKER = `
import * as ort from './ort.wasm.min.mjs';
const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
let halves;
let sessions;
async function load(threads, isProfiled) {
  ort.env.wasm.wasmPaths = new URL('./', location.href).href;
  ort.env.wasm.numThreads = threads;
  const [index, all] = [await (await fetch('index.json')).json(), await bytes('weights.bin')];
  const create = async (half) => ort.InferenceSession.create(await bytes(half + '.onnx'), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: isProfiled ? 'disabled' : 'all',
    enableProfiling: isProfiled,
    externalData: index.tensors[half].map(({ name, from, to }) => ({ path: name, data: all.subarray(from, to) })),
  });
  const encoder = await create('encoder');
  const decoder = await create('decoder');
  sessions = [encoder, decoder];
  const { visible, idsKeep, idsRestore, dim } = index;
  const patches = new ort.Tensor('float32', Float32Array.from(visible), [idsKeep.length, dim]);
  const keep = new ort.Tensor('int32', Int32Array.from(idsKeep), [idsKeep.length]);
  const restore = new ort.Tensor('int32', Int32Array.from(idsRestore), [idsRestore.length]);
  halves = async () => {
    const { latent } = await encoder.run({ patches, ids_keep: keep });
    const { pred } = await decoder.run({ latent, ids_restore: restore });
    return pred.getData();
  };
}
onmessage = async ({ data: { threads, isProfiled, runs, isEnd } }) => {
  if (threads) await load(threads, isProfiled);
  const times = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    await halves();
    times.push(performance.now() - begun);
  }
  if (isEnd) for (const session of sessions) session.endProfiling();
  postMessage(times);
};
`;

const PAGE = `<!doctype html><title>alone</title><script>
const worker = new Worker('worker.mjs', { type: 'module' });
globalThis.ask = (order) => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
  worker.postMessage(order);
});
</script>`;

/** Graphs, weights as float32, and one input at 75 %, as files. */
async function files(path: string): Promise<Map<string, Buffer>> {
  const { geometry, tensors } = await openCheckpoint(await openAsBlob(path), 'model.safetensors');
  const parts: Uint8Array[] = [];
  let end = 0;
  const listed = { encoder: [] as object[], decoder: [] as object[] };
  for (const [name, tensor] of tensors) {
    const data = new Uint8Array((await readTensor(tensor)).buffer);
    listed[name.startsWith('vit.') ? 'encoder' : 'decoder'].push({ name, from: end, to: end + data.length });
    parts.push(data);
    end += data.length;
  }
  const plan = planMask(torchRand(0, 196)[0], 0.75);
  const index = {
    tensors: listed,
    visible: [...torchRand(1, 49 * 768)[0]],
    idsKeep: [...plan.idsKeep],
    idsRestore: [...decoderIds(plan)],
    dim: 768,
  };
  return new Map([
    ['index.html', Buffer.from(PAGE)],
    ['worker.mjs', Buffer.from(WORKER)],
    ['index.json', Buffer.from(JSON.stringify(index))],
    ['weights.bin', Buffer.concat(parts)],
    ['encoder.onnx', Buffer.from(encoderGraph(geometry))],
    ['decoder.onnx', Buffer.from(decoderGraph(geometry))],
    ...['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'].map(
      (name) => [name, readFileSync(new URL(name, ORT))] as const,
    ),
  ]);
}

const TYPES: Record<string, string> = {
  html: 'text/html',
  mjs: 'text/javascript',
  json: 'application/json',
  wasm: 'application/wasm',
};

export interface Alone {
  /** Milliseconds of encoder and decoder together, run after run. */
  time(runs: number): Promise<number[]>;
  /** What each node took over these runs, if it was opened for that. */
  profile(runs: number): Promise<ProfileEvent[]>;
  close(): Promise<void>;
}

/** onnxruntime-web with the built-in model and this many threads, warm; to be profiled, with the graphs as they are written. */
export async function openAlone(browser: Browser, threads: number, isProfiled = false): Promise<Alone> {
  const served = await files('models/mae-tiny/model.safetensors');
  // A server of its own: what a worker's worker asks for, Playwright cannot answer.
  const server = createServer(({ url = '/' }, response) => {
    const name = url.slice(1) || 'index.html';
    const type = TYPES[name.split('.').at(-1) as string] ?? 'application/octet-stream';
    response.writeHead(served.has(name) ? 200 : 404, { ...isolation, 'Content-Type': type });
    response.end(served.get(name));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page: Page = await context.newPage();
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  const ask = (order: object): Promise<number[]> =>
    page.evaluate((o) => (globalThis as unknown as { ask(order: object): Promise<number[]> }).ask(o), order);
  // The build for the web writes each event to the console as a line.
  const lines: string[] = [];
  if (isProfiled) page.on('console', (message) => lines.push(message.text()));
  await ask({ threads, isProfiled, runs: 5 });
  const close = async (): Promise<void> => {
    await context.close();
    server.close();
  };
  const profile = async (runs: number): Promise<ProfileEvent[]> => {
    await ask({ runs, isEnd: true });
    return eventsIn(lines);
  };
  return { time: (runs) => ask({ runs }), profile, close };
}
