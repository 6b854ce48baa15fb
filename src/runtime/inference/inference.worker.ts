/** The thread the network runs on. Every call waits for the one before: onnxruntime allows no two at once. */
import type { Predict } from '../../mae/reconstruct';
import { bringUp } from './bringUp';
import { fetchNetwork, openNetwork } from './load';
import { wasmThreads } from './ort';
import type { Blame, FromWorker, ToWorker } from './protocol';

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let predict: Predict | undefined;
let queue: Promise<void> = Promise.resolve();

async function answer(message: ToWorker): Promise<void> {
  let blame: Blame = 'backend';
  try {
    if (message.type === 'load') {
      blame = 'files';
      const { backend, files, geometry, reference } = message;
      const onProgress = (received: number, total: number): void =>
        post({ type: 'progress', received, total });
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
    } else {
      if (!predict) throw new Error('no model is loaded');
      const output = await predict(message.input);
      if (!output.pred.every(Number.isFinite)) throw new Error('its numbers overflowed');
      post({ type: 'predicted', output }, [output.pred.buffer as ArrayBuffer]);
    }
  } catch (error) {
    post({ type: 'failed', blame, message: error instanceof Error ? error.message : String(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  queue = queue.then(() => answer(data));
});
