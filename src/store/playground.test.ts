import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Sentence } from '../runtime/message';
import type { Model } from '../runtime/models/model';
import { squareGeometry } from '../test/square';
import { HARDWARE, Lab, model, otherModel, raster } from '../test/toy';
import { said } from '../words/said';
import { say } from '../words/say';
import { createPlayground } from './createPlayground';
import { FIRST_MODE, type Place } from './place';
import { freshnessOf, isSettled, type Playground, placeOf, type World } from './playground';
import { samples } from './samples';

const other = otherModel({}, squareGeometry(4, 2));

let lab: Lab;
let world: World;

beforeEach(() => {
  lab = new Lab();
  world = {
    models: [model, other],
    samples,
    decodePhoto: async () => raster(10),
    openModel: async () => other,
    filesOfOpened: () => undefined,
    fetchPhoto: async () => raster(200),
    engine: lab.engine,
  };
});

const open = () => createPlayground(world);
const request = (n: number) =>
  vi.waitFor(() => {
    if (!lab.asked[n]) throw new Error(`reconstruction ${n} has not been asked for`);
    return lab.asked[n];
  });

/** What the page says of what went wrong last. */
function problemIn({ getState }: ReturnType<typeof open>): string | undefined {
  const { problem } = getState();
  return problem && say(problem);
}

async function settled() {
  const store = open();
  (await request(0)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
  return store;
}

test('opening the page reconstructs the first sample with the first model at 75 %', async () => {
  const store = await settled();
  const { photo, result, masking } = store.getState();
  expect(photo?.sample).toBe(samples[0]);
  expect(masking).toMatchObject({ strategy: 'random', ratio: 0.75, seed: 0 });
  expect(result?.scene.plan.idsKeep).toHaveLength(4);
  expect(store.getState().status).toMatchObject({ running: result?.running });
});

describe('the similarity', () => {
  const measures = (ssim: number): void => lab.workers[0].says({ type: 'measured', ssim });

  test('comes after the pictures, and never stands beside those of another mask', async () => {
    const store = await settled();
    expect(store.getState().ssim).toBeUndefined();
    measures(0.5);
    await vi.waitFor(() => expect(store.getState().ssim).toBe(0.5));
    store.getState().setRatio(0.5);
    (await request(1)).answer();
    await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
    expect(store.getState().ssim).toBeUndefined();
  });

  test('is spared a hand in a hurry until it rests', async () => {
    const store = await settled();
    expect(lab.measured).toHaveLength(1);
    lab.answersPage = true;
    for (const ratio of [0.25, 0.5, 0.625]) {
      store.getState().setRatio(ratio);
      await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
    }
    expect(lab.measured).toHaveLength(1);
    await vi.waitFor(() => expect(lab.measured).toHaveLength(2));
  });

  test('is computed only where it is on show', async () => {
    const store = await settled();
    measures(0.5);
    store.getState().setMode('compare');
    store.getState().setRatio(0.5);
    (await request(1)).answer();
    await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(lab.measured).toHaveLength(1);
    store.getState().setMode(FIRST_MODE);
    expect(lab.measured).toHaveLength(2);
  });
});

test('the masked picture follows the slider at once, the result only when it has been computed', async () => {
  const store = await settled();
  const before = store.getState().result;
  store.getState().setRatio(0.5);
  expect(store.getState().scene?.plan.idsKeep).toHaveLength(8);
  expect(store.getState().result).toBe(before);
  expect(isSettled(store.getState())).toBe(false);
  (await request(1)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
  expect(store.getState().result?.scene.plan.idsKeep).toHaveLength(8);
});

test('a result that comes late keeps the numbers of its own mask and does not settle the page', async () => {
  const store = await settled();
  store.getState().setRatio(0.5);
  const late = await request(1);
  store.getState().setRatio(0.25);
  late.answer();
  await vi.waitFor(() => expect(store.getState().result?.scene.plan.idsKeep).toHaveLength(8));
  expect(isSettled(store.getState())).toBe(false);
  expect(store.getState().scene?.plan.idsKeep).toHaveLength(12);
});

test('moving the slider keeps the square, and moving the crop keeps the mask', async () => {
  const store = await settled();
  const before = store.getState().scene;
  store.getState().setRatio(0.5);
  expect(store.getState().scene?.square).toBe(before?.square);
  const between = store.getState().scene;
  store.getState().setCrop({ x: 0.5, y: 0.5, zoom: 2 });
  expect(store.getState().scene?.plan).toBe(between?.plan);
  expect(store.getState().scene?.square).not.toBe(before?.square);
});

test('looking at it in another way asks for no new prediction', async () => {
  const store = await settled();
  store.getState().setView({ pasteVisible: true });
  store.getState().setView({ lens: { x: 0, y: 2, zoom: 2 }, divider: -3 });
  expect(store.getState().view).toMatchObject({
    pasteVisible: true,
    lens: { x: 0.25, y: 0.75, zoom: 2 },
    divider: 0,
  });
  expect(isSettled(store.getState())).toBe(true);
  expect(lab.asked).toHaveLength(1);
});

test('a photograph that cannot be read leaves the picture, the mask and the settings as they were', async () => {
  world = {
    ...world,
    decodePhoto: async () => {
      throw new Sentence(said('photo.empty', { name: 'x.txt' }));
    },
  };
  const store = await settled();
  const before = store.getState();
  await before.choosePhoto(new File([], 'x.txt'));
  const after = store.getState();
  expect(problemIn(store)).toMatch(/^“x.txt” is empty\./);
  for (const kept of ['photo', 'scene', 'result', 'masking', 'crop'] as const) {
    expect(after[kept]).toBe(before[kept]);
  }
});

test('of two photographs chosen quickly the later one wins, even if it is read first', async () => {
  let finishSlow = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    finishSlow = resolve;
  });
  world = {
    ...world,
    decodePhoto: async (_, name) => {
      if (name === 'slow.jpg') await slow;
      return raster(10);
    },
  };
  const store = await settled();
  const first = store.getState().choosePhoto(new File([], 'slow.jpg'));
  await store.getState().choosePhoto(new File([], 'quick.jpg'));
  finishSlow();
  await first;
  expect(store.getState().photo?.title).toBe('quick.jpg');
});

test('a new photograph starts with the centre crop and keeps the mask', async () => {
  const store = await settled();
  store.getState().setCrop({ x: 0.5, y: 0.5, zoom: 3 });
  const plan = store.getState().scene?.plan;
  await store.getState().choosePhoto(new File([], 'mine.jpg'));
  expect(store.getState().crop.zoom).toBe(1);
  expect(store.getState().scene?.plan).toBe(plan);
});

test('settings out of range are brought into it', async () => {
  const store = await settled();
  store.getState().setRatio(7);
  expect(store.getState().masking.ratio).toBe(0.99);
  store.getState().setRatio(Number.NaN);
  expect(store.getState().masking.ratio).toBe(0.99);
  store.getState().setSeed(2 ** 40);
  expect(store.getState().masking.seed).toBe(2 ** 32 - 1);
  store.getState().newMask();
  expect(store.getState().masking.seed).toBe(0);
});

test('a model of another geometry gets a picture and a mask of its own size', async () => {
  const store = await settled();
  store.getState().setModel(other);
  expect(store.getState().scene?.square.width).toBe(4);
  expect(store.getState().scene?.plan.mask).toHaveLength(4);
});

test('when the GPU breaks the page says so and goes on with another backend', async () => {
  lab.gpu = HARDWARE;
  const store = open();
  (await request(0)).fail('device lost');
  (await request(1)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
  expect(lab.loads).toHaveLength(2);
  expect(problemIn(store)).toContain('WebGPU stopped working (device lost)');
  expect(store.getState().result?.running?.backend).toBe('wasm');
});

test('when nothing runs the page says why, and trying again is possible', async () => {
  const { onLoad } = lab;
  lab.onLoad = (worker) => worker.fails('the model could not be fetched', 'files');
  const store = open();
  await vi.waitFor(() => expect(store.getState().status.kind).toBe('failed'));
  lab.onLoad = onLoad;
  expect(problemIn(store)).toBe('Toy cannot run here: the model could not be fetched.');
  await vi.waitFor(() => expect(store.getState().scene).toBeDefined());
  store.getState().reload();
  (await request(0)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
});

test('a request that a newer one replaced is no failure', async () => {
  const store = await settled();
  store.getState().setRatio(0.5);
  await request(1);
  store.getState().setRatio(0.3);
  store.getState().setRatio(0.25);
  lab.asked[1].answer();
  (await request(2)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
  expect(store.getState().problem).toBeUndefined();
});

test('a photograph that is being read keeps the page busy until it is shown', async () => {
  let finish = (): void => undefined;
  const reading = new Promise<void>((resolve) => {
    finish = resolve;
  });
  world = {
    ...world,
    decodePhoto: async () => {
      await reading;
      return raster(10);
    },
  };
  const store = await settled();
  const chosen = store.getState().choosePhoto(new File([], 'mine.jpg'));
  expect(isSettled(store.getState())).toBe(false);
  finish();
  await chosen;
  (await request(1)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
  expect(store.getState().photo?.title).toBe('mine.jpg');
});

test('a crop that cannot move any further asks for nothing', async () => {
  const store = await settled();
  store.getState().setCrop({ x: 0.9, y: 0.1, zoom: 1 });
  expect(isSettled(store.getState())).toBe(true);
  expect(lab.asked).toHaveLength(1);
});

test('when WebAssembly itself breaks the page says so and does not try for ever', async () => {
  const store = open();
  (await request(0)).fail('out of memory');
  await vi.waitFor(() => expect(store.getState().status.kind).toBe('failed'));
  expect(problemIn(store)).toBe('Toy cannot run here: out of memory.');
  expect(lab.loads).toHaveLength(1);
});

const preview = {
  url: 'preview.webp',
  sample: samples[1].id,
  seed: 3,
  ratio: 0.5,
  loss: 0.1,
  psnr: 20,
  ssim: 0.5,
};

test('the reconstruction that came with the model is shown until the real one is there', async () => {
  world = { ...world, models: [{ ...model, preview }] };
  const store = open();
  await vi.waitFor(() => expect(store.getState().result?.loss).toBe(0.1));
  expect(store.getState().photo?.sample).toBe(samples[1]);
  expect(store.getState()).toMatchObject({ masking: { seed: 3, ratio: 0.5 } });
  expect(isSettled(store.getState())).toBe(false);
  (await request(0)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
  expect(store.getState().result?.loss).not.toBe(0.1);
});

test('it is not shown for a scene it was not made from', async () => {
  let arrive = (): void => undefined;
  const arriving = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  world = {
    ...world,
    models: [{ ...model, preview }],
    fetchPhoto: async (url) => {
      if (url === preview.url) await arriving;
      return raster(200);
    },
  };
  const store = open();
  await vi.waitFor(() => expect(store.getState().scene).toBeDefined());
  store.getState().setCrop({ x: 0.5, y: 0.5, zoom: 2 });
  arrive();
  await Promise.resolve();
  expect(store.getState().result).toBeUndefined();
});

test('painting starts from the mask that is shown, and the ratio follows the paint', async () => {
  const store = await settled();
  const before = store.getState().scene?.plan.mask as Uint8Array;
  const visible = before.indexOf(0);
  store.getState().paintPatches([visible], 1, 'stroke 1');
  const { scene, masking } = store.getState();
  expect(scene?.plan.mask).toEqual(before.map((hidden, patch) => (patch === visible ? 1 : hidden)));
  expect(masking.ratio).toBe(13 / 16);
  expect((await request(1)).message.plan.idsKeep).toHaveLength(3);
});

test('a mask made by hand stays when the photograph or the model changes', async () => {
  const store = await settled();
  store.getState().clearMask();
  store.getState().paintPatches([0, 1, 4, 5], 1, 'corner');
  const { plan } = store.getState().scene ?? {};
  await store.getState().choosePhoto(new File([], 'mine.jpg'));
  expect(store.getState().scene?.plan).toBe(plan);
  store.getState().setModel(other);
  expect([...(store.getState().scene?.plan.mask ?? [])]).toEqual([1, 0, 0, 0]);
  store.getState().setModel(model);
  expect(store.getState().scene?.plan.mask).toEqual(plan?.mask);
});

test('after painting the slider hides and shows more at random, and going back brings the painting back', async () => {
  const store = await settled();
  store.getState().clearMask();
  store.getState().paintPatches([0, 1, 4, 5], 1, 'corner');
  const painted = store.getState().scene?.plan.mask;
  store.getState().setRatio(0.5);
  expect([...(store.getState().scene?.plan.mask ?? [])].filter(Boolean)).toHaveLength(8);
  store.getState().setRatio(0.25);
  expect(store.getState().scene?.plan.mask).toEqual(painted);
});

test('undo takes back a whole stroke, a whole slide, and a new mask one by one; redo brings them again', async () => {
  const store = await settled();
  const { paintPatches, setRatio, newMask, undoMask, redoMask } = store.getState();
  const masks = [store.getState().masking];
  const note = () => masks.push(store.getState().masking);
  paintPatches([0], 0, 'stroke 1');
  paintPatches([1], 0, 'stroke 1');
  note();
  setRatio(0.6);
  setRatio(0.3);
  note();
  newMask();
  note();
  for (const expected of masks.slice(0, -1).reverse()) {
    undoMask();
    expect(store.getState().masking).toBe(expected);
  }
  undoMask();
  expect(store.getState().masking).toBe(masks[0]);
  for (const expected of masks.slice(1)) {
    redoMask();
    expect(store.getState().masking).toBe(expected);
  }
  undoMask();
  newMask();
  redoMask();
  expect(store.getState().history.future).toHaveLength(0);
});

test('hiding the last visible patch is refused with a sentence, and the mask stays', async () => {
  const store = await settled();
  store.getState().clearMask();
  const { masking } = store.getState();
  store.getState().invertMask();
  expect(problemIn(store)).toContain('At least one patch must stay visible');
  expect(store.getState().masking).toBe(masking);
});

test('a new mask, a typed seed or another strategy gives up the mask made by hand', async () => {
  const store = await settled();
  for (const give of [
    () => store.getState().newMask(),
    () => store.getState().setSeed(5),
    () => store.getState().setStrategy('grid'),
  ]) {
    store.getState().takeMask();
    expect(store.getState().masking.hand).toBeDefined();
    give();
    expect(store.getState().masking.hand).toBeUndefined();
  }
  expect(store.getState().masking.strategy).toBe('grid');
});

test('a strategy can be chosen after hiding by hand more than the slider goes to', async () => {
  const large = otherModel({}, squareGeometry(32, 2));
  world = { ...world, models: [large] };
  const store = await settled();
  store.getState().clearMask();
  const all = Array.from({ length: 256 }, (_, patch) => patch);
  store.getState().paintPatches(all.slice(1), 1, 'nearly all');
  expect(store.getState().masking.ratio).toBeGreaterThan(0.99);
  store.getState().setStrategy('grid');
  expect(store.getState().scene?.plan.idsKeep).toHaveLength(2);
});

const files = [new File(['weights'], 'mine.pth'), new File(['{}'], 'config.json')];

test('a model that is opened joins the others and is chosen; the same one again takes its own place', async () => {
  const opened: Model = otherModel({ id: 'file-mine', title: 'mine.pth' });
  world = { ...world, openModel: async () => opened };
  const store = await settled();
  await store.getState().openModel(files);
  expect(store.getState().models.map(({ id }) => id)).toEqual(['toy', 'other', 'file-mine']);
  expect(store.getState().model).toBe(opened);
  await store.getState().openModel(files);
  expect(store.getState().models).toHaveLength(3);
});

test('a file that is no model is a problem, and the model that runs goes on', async () => {
  world = {
    ...world,
    openModel: async () => {
      throw new Sentence(said('models.noWeights'));
    },
  };
  const store = await settled();
  const before = store.getState();
  await store.getState().openModel(files);
  expect(problemIn(store)).toBe(say('models.noWeights'));
  expect(store.getState()).toMatchObject({
    model: before.model,
    models: before.models,
    result: before.result,
  });
});

/** A world in which files open when the test says so, the oldest first. */
function slowFiles() {
  const opened: ((model: Model | Error) => void)[] = [];
  world = {
    ...world,
    openModel: () =>
      new Promise((resolve, reject) => {
        opened.push((model) => (model instanceof Error ? reject(model) : resolve(model)));
      }),
  };
  return opened;
}

const named = (id: string): Model => otherModel({ id, title: id });

test('of two model files the one chosen last wins, however slow the first', async () => {
  const opened = slowFiles();
  const store = await settled();
  const slow = store.getState().openModel([new File(['w'], 'slow.pth')]);
  expect(store.getState().reading).toBe('slow.pth');
  const quick = store.getState().openModel(files);
  expect(store.getState().reading).toBe('mine.pth');
  opened[1](named('file-quick'));
  await quick;
  expect(store.getState().reading).toBeUndefined();
  opened[0](named('file-slow'));
  await slow;
  expect(store.getState().model.id).toBe('file-quick');
  expect(store.getState().models.map(({ id }) => id)).toEqual(['toy', 'other', 'file-quick']);
});

test.each<[string, (playground: Playground) => void]>([
  ['a model chosen from the list', ({ setModel }) => setModel(other)],
  ['a link to another model', (state) => state.visit({ ...(placeOf(state) as Place), model: other })],
  ['giving it up', ({ stopReading }) => stopReading()],
])('%s wins over a model file that is still being read', async (_, choose) => {
  const opened = slowFiles();
  const store = await settled();
  for (const outcome of [named('file-slow'), new Sentence(said('models.noWeights'))]) {
    const slow = store.getState().openModel(files);
    choose(store.getState());
    const { model: chosen } = store.getState();
    expect(store.getState().reading).toBeUndefined();
    opened.shift()?.(outcome);
    await slow;
    expect(store.getState()).toMatchObject({ model: chosen, models: [model, other], problem: undefined });
    store.getState().setModel(model);
  }
});

test('a new mask or photograph lets a model file go on being read', async () => {
  const opened = slowFiles();
  const store = await settled();
  const slow = store.getState().openModel(files);
  store.getState().newMask();
  await store.getState().choosePhoto(new File([], 'photo.png'));
  expect(store.getState().reading).toBe('mine.pth');
  opened[0](named('file-mine'));
  await slow;
  expect(store.getState().model.id).toBe('file-mine');
});

test('an error that nobody foresaw is told in the page’s words, and its own go to the console', async ({
  onTestFinished,
}) => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const error = new TypeError("Cannot read properties of undefined (reading 'key')");
  world = { ...world, openModel: () => Promise.reject(error) };
  const store = await settled();
  await store.getState().openModel(files);
  expect(problemIn(store)).toMatch(/^That did not work, for a reason this page did not foresee\./);
  expect(log).toHaveBeenCalledWith(error);
});

test('another way of drawing normalised pixels draws anew, on the network that runs', async () => {
  const store = await settled();
  const { status, result } = store.getState();
  store.getState().setStatistics('truth');
  (await request(1)).answer();
  await vi.waitFor(() => expect(isSettled(store.getState())).toBe(true));
  expect(store.getState().model.statistics).toBe('truth');
  expect(store.getState().status).toBe(status);
  expect(store.getState().result).not.toBe(result);
  expect(lab.loads).toHaveLength(1);
});

test('numbers stand beside the settings they are of, or are known to be old, whatever the model does', async () => {
  /** What can happen, in any order: the person's doing, and the worker's. */
  const steps = {
    ratio: (store: ReturnType<typeof open>) => store.getState().setRatio(0.5),
    mask: (store: ReturnType<typeof open>) => store.getState().newMask(),
    model: (store: ReturnType<typeof open>) => {
      const now = store.getState();
      now.setModel(now.model.id === other.id ? model : other);
    },
    reload: (store: ReturnType<typeof open>) => store.getState().reload(),
    answer: () => lab.asked.at(-1)?.answer(),
    late: () => lab.asked.at(0)?.answer(),
    fail: () => lab.workers.at(-1)?.fails('gone'),
    die: () => lab.workers.at(-1)?.dies('gone'),
    missing: () => {
      lab.onLoad = (worker) => worker.fails('not found', 'files');
    },
    found: () => {
      lab.onLoad = (worker) => worker.loads();
    },
  };
  const names = Object.keys(steps) as (keyof typeof steps)[];
  await assert(
    asyncProperty(array(constantFrom(...names), { maxLength: 10 }), async (sequence) => {
      lab = new Lab();
      world = { ...world, engine: lab.engine };
      const store = await settled();
      for (const name of sequence) {
        steps[name](store);
        await new Promise((resolve) => setTimeout(resolve));
        const { result, scene, status, model: chosen } = store.getState();
        const freshness = freshnessOf(result, scene, status);
        if (freshness === 'current') {
          expect(result?.scene).toMatchObject({ model: chosen, plan: scene?.plan });
          expect(result?.patchErrors).toHaveLength(scene?.plan.mask.length ?? 0);
        }
        // What failed or still loads computes nothing: no number of another model may look as if it were about to be replaced.
        if (status.kind !== 'running') expect(freshness).not.toBe('coming');
        if (isSettled(store.getState())) expect(freshness).toBe('current');
      }
    }),
    { numRuns: 20 },
  );
});
