/** The thread the network runs on. Every call waits for the one before: onnxruntime allows no two at once. */
import type { Predict } from '../../mae/reconstruct';
import type { Blame, FromWorker, ToWorker } from '../protocol';
import { fetchFile } from './files';
import { wasmThreads } from './ort';
import { readSafetensors } from './safetensors';
import { type Golden, selfCheckError, TOLERANCE } from './selfCheck';
import { createPredictor, type Network } from './session';

type LoadOrder = Extract<ToWorker, { type: 'load' }>;

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let predict: Predict | undefined;
let queue: Promise<void> = Promise.resolve();

async function fetchNetwork({ files }: LoadOrder): Promise<{ network: Network; golden: Golden }> {
  const total = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  let received = 0;
  const onBytes = (count: number): void => {
    received += count;
    post({ type: 'progress', received, total });
  };
  const [encoder, decoder, golden, weights] = await Promise.all(
    [files.encoder, files.decoder, files.golden, files.weights].map((file) => fetchFile(file, onBytes)),
  );
  return {
    network: { encoder, decoder, weights: readSafetensors(weights) },
    golden: JSON.parse(new TextDecoder().decode(golden)),
  };
}

async function start({ backend, geometry }: LoadOrder, network: Network, golden: Golden): Promise<void> {
  predict = await createPredictor(network, geometry, backend);
  const error = await selfCheckError(predict, golden, geometry);
  if (!(error <= TOLERANCE)) {
    throw new Error(`its numbers are wrong here (off by ${error.toPrecision(2)} in the self-check)`);
  }
  post({ type: 'loaded', threads: backend === 'wasm' ? wasmThreads() : 1, selfCheckError: error });
}

async function answer(message: ToWorker): Promise<void> {
  let blame: Blame = 'backend';
  try {
    if (message.type === 'load') {
      blame = 'files';
      const { network, golden } = await fetchNetwork(message);
      blame = 'backend';
      await start(message, network, golden);
    } else {
      if (!predict) throw new Error('no model is loaded');
      const output = await predict(message.input);
      post({ type: 'predicted', output }, [output.pred.buffer as ArrayBuffer]);
    }
  } catch (error) {
    post({ type: 'failed', blame, message: error instanceof Error ? error.message : String(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  queue = queue.then(() => answer(data));
});
