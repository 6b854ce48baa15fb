/** The thread the network runs on, and all that is made of its numbers. Every call waits for the one before: onnxruntime allows no two at once. */
import './keepWorkers';
import { allFinite } from '../../mae/finite';
import type { Raster } from '../../mae/raster';
import { type Predict, reconstruct } from '../../mae/reconstruct';
import { FileFault } from '../checkpoint/problem';
import type { OwnModel } from '../models/model';
import { bringUp } from './bringUp';
import { fetchNetwork, type Loaded, openNetwork } from './load';
import { createMeter } from './meter';
import { loadOrt } from './ort';
import type { Blame, FromWorker, Stage, ToWorker } from './protocol';
import { startRuntime } from './runtime';
import { halfSentence } from './words';

type Order<Type extends ToWorker['type']> = ToWorker & { type: Type };

const post = (message: FromWorker, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

let predict: Predict = async () => {
  throw new Error('no model is loaded');
};
let queue: Promise<void> = Promise.resolve();

const silent = createMeter(() => undefined);
const meter = createMeter((received, total) => post({ type: 'progress', received, total }));

/** What was asked for before the page knew where it would run. */
let prepared: { readonly sha256: string; readonly loaded: Promise<Loaded> } | undefined;

function prepare({ model }: Order<'prepare'>): void {
  const loaded = fetchNetwork(model, meter);
  loaded.catch(() => undefined);
  prepared = { sha256: model.files.weights.sha256, loaded };
}

function fetched(model: OwnModel): Promise<Loaded> {
  const { sha256, loaded } = prepared ?? {};
  prepared = undefined;
  return loaded && sha256 === model.files.weights.sha256 ? loaded : fetchNetwork(model, meter);
}

async function load({ backend, threads, files, geometry, reference }: Order<'load'>): Promise<void> {
  let blame: Blame = 'files';
  const enter = (stage: Stage): void => post({ type: 'stage', stage });
  try {
    const ort = loadOrt(backend, threads, meter);
    // It starts while the files still come. If it cannot, that is said when they are there: they are kept for the next attempt.
    const starting = ort.then((it) => startRuntime(it, backend));
    starting.catch(() => undefined);
    const [loaded, known] = await Promise.all([
      'tensors' in files ? openNetwork(files, geometry, meter) : fetched({ files, geometry }),
      // Without it the file itself can still be opened.
      reference && fetchNetwork(reference, silent).catch(() => undefined),
      ort,
    ]);
    blame = 'backend';
    enter('starting');
    const runtime = await starting;
    void runtime.device?.lost.then(({ reason }) => {
      if (reason !== 'destroyed') post({ type: 'failed', blame, message: 'the GPU was lost' });
    });
    const up = await bringUp(runtime, loaded, known, () => enter('building'));
    predict = up.predict;
    post({ type: 'loaded', threads, precision: up.precision, selfCheckError: up.error });
  } catch (error) {
    // What was told of the file when it was opened may not hold when it is read.
    const isFileFault = error instanceof FileFault;
    const message = isFileFault ? error.message : halfSentence(error);
    post({ type: 'failed', blame: isFileFault ? 'files' : blame, message });
  }
}

const predictFinite: Predict = async (input) => {
  const output = await predict(input);
  if (!allFinite(output.pred)) throw new Error('its numbers overflowed');
  return output;
};

/** The picture that came last; what is known of it stays with it. */
let picture: Raster | undefined;

async function answer({ square, plan, model, ssim }: Order<'reconstruct'>): Promise<void> {
  picture = square ?? picture;
  try {
    if (!picture) throw new Error('no picture came');
    const made = await reconstruct(picture, plan, model, predictFinite, { ssim });
    post({ type: 'reconstructed', made }, [made.picture.data.buffer, made.patchErrors.buffer]);
  } catch (error) {
    post({ type: 'failed', blame: 'backend', message: halfSentence(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'prepare') prepare(data);
  else queue = queue.then(() => (data.type === 'load' ? load(data) : answer(data)));
});
