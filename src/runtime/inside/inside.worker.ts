/** The thread that looks inside a network, on the CPU, apart from the one that reconstructs: neither waits for the other. */
import { patchDim } from '../../mae/geometry';
import { decoderIds } from '../../mae/mask';
import { gatherPatches, patchify } from '../../mae/patches';
import { normalise } from '../../mae/pixels';
import { fetchNetwork, openNetwork } from '../inference/load';
import { createMeter } from '../inference/meter';
import { loadOrt } from '../inference/ort';
import { startRuntime } from '../inference/runtime';
import { halfSentence } from '../inference/words';
import type { FromInside, ToInside } from './protocol';
import { createTapped, type Tapped } from './tapped';

const post = (message: FromInside, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

const silent = createMeter(() => undefined);

let opened: Promise<Tapped> | undefined;

async function open({ geometry, files, threads }: ToInside & { type: 'open' }): Promise<Tapped> {
  const [runtime, { network }] = await Promise.all([
    loadOrt('wasm', threads, silent).then((ort) => startRuntime(ort, 'wasm')),
    'tensors' in files
      ? openNetwork(files, geometry, silent)
      : fetchNetwork({ files, geometry }, silent, (chore) => chore()),
  ]);
  return createTapped(runtime, network);
}

async function look({ square, plan, model, wants }: ToInside & { type: 'look' }): Promise<void> {
  try {
    const tapped = await opened;
    if (!tapped) return;
    const { geometry } = model;
    const patches = patchify(normalise(square, model), geometry);
    const visible = gatherPatches(patches, plan.idsKeep, patchDim(geometry));
    const input = { visible, idsKeep: plan.idsKeep, idsRestore: decoderIds(plan) };
    const seen = await tapped.look(input, wants);
    post(
      { type: 'seen', seen },
      Object.values(seen).map(({ data }) => data.buffer),
    );
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
  } else queue = queue.then(() => look(data));
});
