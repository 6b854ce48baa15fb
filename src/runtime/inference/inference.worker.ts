/** The thread the network runs on, and all that is made of its numbers. Every call waits for the one before: onnxruntime allows no two at once. */
import './keepWorkers';
import { allFinite } from '../../mae/finite';
import type { Raster } from '../../mae/raster';
import { type Predict, reconstruct, similarity } from '../../mae/reconstruct';
import { said } from '../../words/said';
import { FileFault } from '../checkpoint/problem';
import { Sentence } from '../message';
import { bringUp } from './bringUp';
import type { Later } from './fetchFile';
import { fetchNetwork, openNetwork } from './load';
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

/** What waits until the first picture is there, or for a while where none is asked for. */
const chores: (() => void | Promise<void>)[] = [];
const CHORES_WAIT_MS = 2000;

function doChores(): void {
  for (const chore of chores.splice(0)) queue = queue.then(chore);
}

const later: Later = (chore) => void chores.push(chore);

const silent = createMeter(() => undefined);

async function load({ backend, threads, files, geometry, reference }: Order<'load'>): Promise<void> {
  let blame: Blame = 'files';
  const enter = (stage: Stage): void => post({ type: 'stage', stage });
  try {
    const meter = createMeter((received, total) => post({ type: 'progress', received, total }));
    const arriving = loadOrt(backend, threads, meter);
    // It starts while the weights still come. If it cannot, that is said when they are there: they are kept for the next attempt.
    const starting = arriving.then((ort) => startRuntime(ort, backend));
    starting.catch(() => undefined);
    const [loaded, known] = await Promise.all([
      'tensors' in files
        ? openNetwork(files, geometry, meter)
        : fetchNetwork({ files, geometry }, meter, later),
      // Without it the file itself can still be opened.
      reference && fetchNetwork(reference, silent, later).catch(() => undefined),
      arriving,
    ]);
    blame = 'backend';
    enter('starting');
    const runtime = await starting;
    void runtime.device?.lost.then(({ reason }) => {
      if (reason !== 'destroyed') post({ type: 'failed', blame, message: said('inference.gpuLost') });
    });
    const up = await bringUp(runtime, loaded, known, () => enter('building'));
    predict = up.predict;
    const { precision, error, check } = up;
    if (check) chores.unshift(() => checkNumbers(check));
    post({ type: 'loaded', threads, precision, check: check ? 'coming' : (error ?? 'none') });
    setTimeout(doChores, CHORES_WAIT_MS);
  } catch (error) {
    // What was told of the file when it was opened may not hold when it is read.
    const isFileFault = error instanceof FileFault;
    post({ type: 'failed', blame: isFileFault ? 'files' : blame, message: halfSentence(error) });
  }
}

async function checkNumbers(check: () => Promise<number>): Promise<void> {
  try {
    post({ type: 'checked', error: await check() });
  } catch (error) {
    post({ type: 'failed', blame: 'backend', message: halfSentence(error) });
  }
}

const predictFinite: Predict = async (input) => {
  const output = await predict(input);
  if (!allFinite(output.pred)) throw new Sentence(said('inference.overflowed'));
  return output;
};

/** The picture that came last; what is known of it stays with it. */
let picture: Raster | undefined;

/** How similar the reconstruction is that was kept last. */
let measured = (): number => Number.NaN;

async function answer({ square, plan, model, isKept }: Order<'reconstruct'>): Promise<void> {
  picture = square ?? picture;
  try {
    if (!picture) throw new Error('no picture came');
    const truth = picture;
    const made = await reconstruct(truth, plan, model, predictFinite);
    if (isKept) {
      const drawn = { ...made.picture, data: made.picture.data.slice() };
      measured = () => similarity(truth, drawn, plan, model);
    }
    post({ type: 'reconstructed', made }, [made.picture.data.buffer, made.patchErrors.buffer]);
    doChores();
  } catch (error) {
    post({ type: 'failed', blame: 'backend', message: halfSentence(error) });
  }
}

function follow(order: ToWorker): void | Promise<void> {
  switch (order.type) {
    case 'load':
      return load(order);
    case 'reconstruct':
      return answer(order);
    case 'measure':
      return post({ type: 'measured', ssim: measured() });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  queue = queue.then(() => follow(data));
});
