/** What happens between a click and the pictures, and while the slider is dragged. */
import { type Page, test } from '@playwright/test';
import reference from '../e2e/fixtures/reference.json' with { type: 'json' };
import {
  choosePhotograph,
  fixture,
  fixturePixels,
  open,
  pixels,
  setRatio,
  settled,
  worstDifference,
} from '../e2e/playground';
import golden from '../models/mae-tiny/golden.json' with { type: 'json' };
import { openAlone } from './alone';
import { countPictures, drag, felt, mainThreadTimes, moveEachFrame, scriptTime } from './main';
import { profileNode, timeNode } from './node';
import { byOperator } from './operators';
import { atMost, count, median, ms, note, quantile, times } from './rows';
import { clickToPictures, newMask, tick } from './tick';

const WEIGHTS = 'models/mae-tiny/model.safetensors';
const THREADS = 2;

async function ready(page: Page): Promise<void> {
  await open(page);
  await choosePhotograph(page, fixture(reference.photo));
  await settled(page);
}

test('a tick of the built-in model, 75 % hidden', async ({ page, browser }) => {
  await ready(page);
  const worst: number[] = [];
  for (const { file, kind, seed, ratio } of reference.pictures) {
    if (kind !== 'reconstruction') continue;
    await page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
    await setRatio(page, ratio * 100);
    await settled(page);
    worst.push(worstDifference(await pixels(page, 'Reconstruction'), await fixturePixels(page, file)));
  }
  await note({
    measure: 'largest difference of a drawn pixel from PyTorch',
    here: `${Math.max(...worst)} of 255`,
  });
  await setRatio(page, 75);
  await settled(page);
  const alone = await openAlone(browser, THREADS);
  const [clicks, networks, bare]: number[][] = [[], [], []];
  for (let round = -1; round < 5; round++) {
    for (let run = 0; run < 8; run++) {
      const { click, network } = await tick(page);
      if (round < 0) continue;
      clicks.push(click);
      networks.push(network);
    }
    const own = await alone.time(8);
    if (round >= 0) bare.push(...own);
  }
  await alone.close();
  const peer = median(bare);
  const click = median(clicks);
  const alike = `onnxruntime-web alone ${ms(peer)}`;
  await atMost('click to pictures / onnxruntime-web alone', click / peer, 1.25, times, alike);
  await note({ measure: '– click to pictures, median of 40', here: ms(click), peer: alike });
  await note({ measure: '– of these the network', here: ms(median(networks)), peer: alike });

  const single = await openAlone(browser, 1);
  const web = median(await single.time(20));
  await single.close();
  const node = await timeNode(WEIGHTS, 40, 1);
  await note({
    measure: 'onnxruntime-web / onnxruntime-node, one thread each',
    here: times(web / (node.encoder + node.decoder)),
    peer: `${ms(web)} / ${ms(node.encoder)} + ${ms(node.decoder)}`,
  });

  const button = await newMask(page);
  const main = await mainThreadTimes(browser, page, 40, () => clickToPictures(button));
  const idle = await mainThreadTimes(browser, page, 40, () => button.evaluate(() => undefined));
  // What the question itself costs is not the page's.
  await atMost('main thread a tick, processor time, median of 40', median(main) - median(idle), 4, ms);
  const scripts = await scriptTime(page, 40, () => clickToPictures(button));
  await note({ measure: '– of these the page’s scripts, CPU profile, mean of 40', here: ms(scripts) });
});

test('a tick by operator, one thread each, the graphs as they are written', async ({ browser }) => {
  const alone = await openAlone(browser, 1, true);
  const web = byOperator(await alone.profile(20), 5 + 20);
  await alone.close();
  const { events, runs } = await profileNode(WEIGHTS, 40);
  const node = byOperator(events, runs);
  const all = [...web.values()].reduce((a, b) => a + b);
  for (const [operator, spent] of [...web].sort((a, b) => b[1] - a[1])) {
    const peer = node.get(operator) ?? Number.NaN;
    await note({
      measure: operator,
      here: `${ms(spent)}, ${Math.round((100 * spent) / all)} % of the kernels’ time`,
      peer: `onnxruntime-node ${ms(peer)}: ${times(spent / peer)}`,
    });
  }
});

test('ten seconds of dragging the slider', async ({ page }) => {
  await countPictures(page);
  await ready(page);
  await drag(page, 2000);
  const { frames, longTasks, pictures, duration } = await felt(page, () => drag(page, 10_000));
  await atMost('tasks longer than 50 ms', longTasks.length, 0, count);
  await atMost('frames, 95th percentile', quantile(frames, 0.95), 17, ms);
  await note({ measure: 'pictures a second', here: ((pictures * 1000) / duration).toFixed(1) });
});

/** In place of onnxruntime-web: a network that answers at once with the numbers of the self-check. */
const STUB = `
const golden = ${JSON.stringify({ indices: golden.indices, pred: golden.cases[0].pred })};
class Tensor {
  constructor(type, data, dims) { Object.assign(this, { type, data, dims }); }
  async getData() { return this.data; }
  dispose() {}
}
const pred = new Float32Array(196 * 768);
golden.indices.forEach((index, i) => { pred[index] = golden.pred[i]; });
let made = 0;
export const env = { wasm: {} };
export const InferenceSession = { create: async () => {
  const which = made++;
  const answer = which === 1 ? { latent: new Tensor('float32', new Float32Array(50 * 192), [50, 192]) }
    : { pred: new Tensor('float32', pred, [196, 768]) };
  return { run: async () => answer, release: async () => {} };
} };
export { Tensor };
`;

test('dragging with a network that answers at once', async ({ page }) => {
  await page.route(/\/assets\/ort\.wasm\.[^/]*\.js$/, (route) =>
    route.fulfill({ body: STUB, contentType: 'text/javascript' }),
  );
  await countPictures(page);
  await ready(page);
  await moveEachFrame(page, 2000);
  let moves = 0;
  const { frames, longTasks, pictures, duration } = await felt(page, async () => {
    moves = await moveEachFrame(page, 10_000);
  });
  const rate = (pictures * 1000) / duration;
  await note(
    {
      measure: 'pictures a second',
      here: rate.toFixed(1),
      peer: `${((moves * 1000) / duration).toFixed(1)} moves, one in each frame`,
      reach: '≥ 60, as many as there are frames',
      reached: rate >= 59,
    },
    { rate },
  );
  await note({ measure: 'frames, 95th percentile', here: ms(quantile(frames, 0.95)) });
  await note({ measure: 'tasks longer than 50 ms', here: count(longTasks.length) });
});
