/** The thread the network runs on. Every call waits for the one before: onnxruntime allows no two at once. */
import type { Predict } from '../../mae/reconstruct';
import type { FromWorker, ToWorker } from '../protocol';
import { fetchFile } from './files';
import { wasmThreads } from './ort';
import { readSafetensors } from './safetensors';
import { selfCheckError, TOLERANCE } from './selfCheck';
import { createPredictor } from './session';

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let predict: Predict | undefined;
let queue: Promise<void> = Promise.resolve();

async function load({ id, backend, geometry, files }: Extract<ToWorker, { type: 'load' }>): Promise<void> {
  const total = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  let received = 0;
  const onBytes = (count: number): void => {
    received += count;
    post({ type: 'progress', received, total });
  };
  const [encoder, decoder, golden, weights] = await Promise.all(
    [files.encoder, files.decoder, files.golden, files.weights].map((file) => fetchFile(file, onBytes)),
  );
  const network = { encoder, decoder, weights: readSafetensors(weights) };
  predict = await createPredictor(network, geometry, backend);
  const error = await selfCheckError(predict, JSON.parse(new TextDecoder().decode(golden)), geometry);
  if (!(error <= TOLERANCE)) {
    throw new Error(`its numbers are wrong here (off by ${error.toPrecision(2)} in the self-check)`);
  }
  post({ type: 'loaded', id, threads: backend === 'wasm' ? wasmThreads() : 1, selfCheckError: error });
}

async function answer(message: ToWorker): Promise<void> {
  try {
    if (message.type === 'load') return await load(message);
    if (!predict) throw new Error('no model is loaded');
    const output = await predict(message.input);
    post({ type: 'predicted', id: message.id, output }, [output.pred.buffer as ArrayBuffer]);
  } catch (error) {
    post({ type: 'failed', id: message.id, message: error instanceof Error ? error.message : String(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  queue = queue.then(() => answer(data));
});
