/** The thread that looks inside a network, on the CPU, apart from the one that reconstructs: neither waits for the other. */
import { patchDim } from '../../mae/geometry';
import { decoderIds } from '../../mae/mask';
import { gatherPatches, patchify } from '../../mae/patches';
import { normalise } from '../../mae/pixels';
import { sharedColours } from '../../mae/sharedColours';
import { fetchNetwork, openNetwork } from '../inference/load';
import { createMeter } from '../inference/meter';
import { loadOrt } from '../inference/ort';
import { startRuntime } from '../inference/runtime';
import type { Network } from '../inference/session';
import { halfSentence } from '../inference/words';
import type { FromInside, ToInside } from './protocol';
import { createTapped, type Tapped } from './tapped';
import { weightsOf } from './weights';

const post = (message: FromInside, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const silent = createMeter(() => undefined);

interface Opened {
  readonly tapped: Tapped;
  readonly network: Network;
}

let opened: Promise<Opened> | undefined;

async function open({ geometry, files, threads }: ToInside & { type: 'open' }): Promise<Opened> {
  const [runtime, { network }] = await Promise.all([
    loadOrt('wasm', threads, silent).then((ort) => startRuntime(ort, 'wasm')),
    'tensors' in files
      ? openNetwork(files, geometry, silent)
      : fetchNetwork({ files, geometry }, silent, (chore) => chore()),
  ]);
  return { tapped: createTapped(runtime, network), network };
}

async function look({ square, plan, model, wants }: ToInside & { type: 'look' }): Promise<void> {
  try {
    const there = await opened;
    if (!there) return;
    const { geometry } = model;
    const patches = patchify(normalise(square, model), geometry);
    const visible = gatherPatches(patches, plan.idsKeep, patchDim(geometry));
    const input = { visible, idsKeep: plan.idsKeep, idsRestore: decoderIds(plan) };
    const seen = await there.tapped.look(input, wants);
    post(
      { type: 'seen', seen },
      Object.values(seen).map(({ data }) => data.buffer),
    );
  } catch (error) {
    post({ type: 'failed', why: halfSentence(error) });
  }
}

async function weigh(): Promise<void> {
  try {
    const there = await opened;
    if (there) post({ type: 'weighed', weights: await weightsOf(there.network) });
  } catch (error) {
    post({ type: 'failed', why: halfSentence(error) });
  }
}

let queue: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<ToInside>) => {
  if (data.type === 'open') {
    opened = open(data);
    // It is said to whoever looks.
    opened.catch(() => undefined);
  } else if (data.type === 'colour') {
    const { pictures, width, edge } = data;
    queue = queue.then(() => post({ type: 'coloured', levels: sharedColours(pictures, width, edge) }));
  } else queue = queue.then(() => (data.type === 'weigh' ? weigh() : look(data)));
});
