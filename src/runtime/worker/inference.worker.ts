/** The thread the network runs on. Every call waits for the one before: onnxruntime allows no two at once. */
import type { Predict } from '../../mae/reconstruct';
import type { FullGeometry } from '../checkpoint/geometry';
import type { Precision } from '../checkpoint/precision';
import { readSafetensors } from '../checkpoint/safetensors';
import { storedBytes } from '../checkpoint/stored';
import type { Backend, Blame, FromWorker, ModelFiles, OpenedFile, ToWorker } from '../protocol';
import { requestDevice } from './device';
import { fetchFile } from './files';
import { wasmThreads } from './ort';
import { type Golden, selfCheckError, TOLERANCE } from './selfCheck';
import { createPredictor, type Network } from './session';

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let predict: Predict | undefined;
let queue: Promise<void> = Promise.resolve();

/** What is loaded: the network, and PyTorch's numbers for it where there are any. */
interface Loaded {
  readonly network: Network;
  readonly golden?: Golden;
}

function progress(total: number): (count: number) => void {
  let received = 0;
  return (count) => {
    received += count;
    post({ type: 'progress', received, total });
  };
}

async function fetchNetwork(files: ModelFiles, geometry: FullGeometry): Promise<Loaded> {
  const onBytes = progress(Object.values(files).reduce((sum, file) => sum + file.bytes, 0));
  const [encoder, decoder, golden, weights] = await Promise.all(
    [files.encoder, files.decoder, files.golden, files.weights].map((file) => fetchFile(file, onBytes)),
  );
  const { tensors } = await readSafetensors(new Blob([weights]), 'model.safetensors');
  return {
    network: { geometry, tensors, graphs: { encoder, decoder } },
    golden: JSON.parse(new TextDecoder().decode(golden)),
  };
}

function openNetwork({ tensors }: OpenedFile, geometry: FullGeometry): Loaded {
  const total = [...tensors.values()].reduce((sum, tensor) => sum + storedBytes(tensor), 0);
  return { network: { geometry, tensors, onBytes: progress(total) } };
}

/** Brings the network up in one precision. Throws when its numbers are wrong. */
async function tryPrecision(
  { network, golden }: Loaded,
  precision: Precision,
  device?: GPUDevice,
): Promise<{ predict: Predict; error: number }> {
  const predictor = await createPredictor(network, precision, device);
  const error = await selfCheckError(predictor.predict, network.geometry, golden);
  if (error <= TOLERANCE[precision]) return { predict: predictor.predict, error };
  await predictor.release();
  throw new Error(`its numbers are wrong here (off by ${error.toPrecision(2)} in the self-check)`);
}

/** On a GPU in half precision, if it has that and computes rightly in it; otherwise in float32. */
async function start(backend: Backend, loaded: Loaded): Promise<void> {
  const device = backend === 'webgpu' ? await requestDevice() : undefined;
  let precision: Precision = device?.features.has('shader-f16') ? 'float16' : 'float32';
  const inThis = () => tryPrecision(loaded, precision, device);
  const tried = await inThis().catch((error: unknown) => {
    if (precision === 'float32') throw error;
    precision = 'float32';
    return inThis();
  });
  predict = tried.predict;
  const threads = backend === 'wasm' ? wasmThreads() : 1;
  post({ type: 'loaded', threads, precision, ...(loaded.golden && { selfCheckError: tried.error }) });
}

async function answer(message: ToWorker): Promise<void> {
  let blame: Blame = 'backend';
  try {
    if (message.type === 'load') {
      blame = 'files';
      const { backend, files, geometry } = message;
      const loaded = 'tensors' in files ? openNetwork(files, geometry) : await fetchNetwork(files, geometry);
      blame = 'backend';
      await start(backend, loaded);
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
