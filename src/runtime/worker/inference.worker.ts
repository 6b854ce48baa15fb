/** The thread the network runs on. Every call waits for the one before: onnxruntime allows no two at once. */
import type { Predict } from '../../mae/reconstruct';
import type { FullGeometry } from '../checkpoint/geometry';
import { decoderGraph, encoderGraph } from '../checkpoint/graph';
import { readSafetensors } from '../checkpoint/safetensors';
import { storedBytes } from '../checkpoint/stored';
import type { Blame, FromWorker, ModelFiles, OpenedFile, ToWorker } from '../protocol';
import { fetchFile } from './files';
import { wasmThreads } from './ort';
import { type Golden, selfCheckError, TOLERANCE } from './selfCheck';
import { createPredictor, type Network } from './session';

type LoadOrder = Extract<ToWorker, { type: 'load' }>;

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

async function fetchNetwork(files: ModelFiles): Promise<Loaded> {
  const onBytes = progress(Object.values(files).reduce((sum, file) => sum + file.bytes, 0));
  const [encoder, decoder, golden, weights] = await Promise.all(
    [files.encoder, files.decoder, files.golden, files.weights].map((file) => fetchFile(file, onBytes)),
  );
  const { tensors } = await readSafetensors(new Blob([weights]), 'model.safetensors');
  return {
    network: { encoder, decoder, tensors },
    golden: JSON.parse(new TextDecoder().decode(golden)),
  };
}

function openNetwork({ tensors }: OpenedFile, geometry: FullGeometry): Loaded {
  const total = [...tensors.values()].reduce((sum, tensor) => sum + storedBytes(tensor), 0);
  const onBytes = progress(total);
  return {
    network: {
      encoder: encoderGraph(geometry),
      ...(geometry.decoder && { decoder: decoderGraph(geometry) }),
      tensors,
      onBytes,
    },
  };
}

async function start({ backend, geometry }: LoadOrder, { network, golden }: Loaded): Promise<void> {
  predict = await createPredictor(network, geometry, backend);
  const error = await selfCheckError(predict, geometry, golden);
  if (!(error <= TOLERANCE)) {
    throw new Error(`its numbers are wrong here (off by ${error.toPrecision(2)} in the self-check)`);
  }
  const threads = backend === 'wasm' ? wasmThreads() : 1;
  post({ type: 'loaded', threads, ...(golden && { selfCheckError: error }) });
}

async function answer(message: ToWorker): Promise<void> {
  let blame: Blame = 'backend';
  try {
    if (message.type === 'load') {
      blame = 'files';
      const { files, geometry } = message;
      const loaded = 'tensors' in files ? openNetwork(files, geometry) : await fetchNetwork(files);
      blame = 'backend';
      await start(message, loaded);
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
