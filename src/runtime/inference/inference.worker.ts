/** The thread the network runs on, and all that is made of its numbers. Every call waits for the one before: onnxruntime allows no two at once. */
import { type Predict, reconstruct } from '../../mae/reconstruct';
import { messageOf } from '../message';
import { bringUp } from './bringUp';
import { fetchNetwork, openNetwork } from './load';
import { wasmThreads } from './ort';
import type { Blame, FromWorker, ToWorker } from './protocol';

type Order<Type extends ToWorker['type']> = ToWorker & { type: Type };

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let predict: Predict = async () => {
  throw new Error('no model is loaded');
};
let queue: Promise<void> = Promise.resolve();

async function load({ backend, files, geometry, reference }: Order<'load'>): Promise<void> {
  let blame: Blame = 'files';
  try {
    const onProgress = (received: number, total: number): void => post({ type: 'progress', received, total });
    const loaded =
      'tensors' in files
        ? openNetwork(files, geometry, onProgress)
        : await fetchNetwork({ files, geometry }, onProgress);
    // Without it the file itself can still be opened.
    const known = reference && (await fetchNetwork(reference).catch(() => undefined));
    blame = 'backend';
    const up = await bringUp(backend, loaded, known);
    predict = up.predict;
    const threads = backend === 'wasm' ? wasmThreads() : 1;
    post({ type: 'loaded', threads, precision: up.precision, selfCheckError: up.error });
  } catch (error) {
    post({ type: 'failed', blame, message: messageOf(error) });
  }
}

const predictFinite: Predict = async (input) => {
  const output = await predict(input);
  if (!output.pred.every(Number.isFinite)) throw new Error('its numbers overflowed');
  return output;
};

async function answer({ square, plan, model, ssim }: Order<'reconstruct'>): Promise<void> {
  try {
    const made = await reconstruct(square, plan, model, predictFinite, { ssim });
    post({ type: 'reconstructed', made }, [made.picture.data.buffer, made.patchErrors.buffer]);
  } catch (error) {
    post({ type: 'failed', blame: 'backend', message: messageOf(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  queue = queue.then(() => (data.type === 'load' ? load(data) : answer(data)));
});
