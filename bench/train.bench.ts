/** A step of training beside PyTorch's, what the page is like meanwhile, and whether anything is left behind by many steps. */
import { test } from '@playwright/test';
import { felt } from './main';
import { memory } from './memory';
import { atMost, count, mb, median, ms, note, percent, quantile, times } from './rows';
import { batchTime, begin, begun, goOn, inPyTorch, nextSteps, pause, type Step } from './training';

const ROUNDS = 3;
const STEPS = 30;

test('a step of training, the preset of five minutes', async ({ page }) => {
  await begin(page, 'middle');
  const here: number[] = [];
  const peers: Step[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    here.push(...(await nextSteps(page, STEPS)));
    await pause(page);
    peers.push(await inPyTorch((await begun(page)).options, STEPS));
    await goOn(page);
  }
  await pause(page);
  const { options, pictures } = await begun(page);
  const own = { batch: batchTime(options, pictures, STEPS), all: median(here) };
  const peer = {
    batch: median(peers.map(({ batch }) => batch)),
    step: median(peers.map(({ step }) => step)),
  };
  const whole = peer.batch + peer.step;
  await note({
    measure: `a step with its batch / PyTorch’s, ${options.threads} threads each`,
    here: times(own.all / whole),
    peer: `${ms(own.all)} / ${ms(whole)}`,
  });
  await note({
    measure: '– without making the batch',
    here: times((own.all - own.batch) / peer.step),
    peer: `${ms(own.all - own.batch)} / ${ms(peer.step)}`,
  });
  await note({
    measure: '– making the batch, the same code in Node / the recipe’s cuts, which are not mixed',
    here: times(own.batch / peer.batch),
    peer: `${ms(own.batch)} / ${ms(peer.batch)}`,
  });
  await note({
    measure: `steps a second, of ${options.batch} pictures each`,
    here: (1000 / own.all).toFixed(1),
    peer: `PyTorch ${(1000 / whole).toFixed(1)}`,
  });
});

test('the page while it trains, the preset of five minutes', async ({ page }) => {
  await begin(page, 'middle');
  await nextSteps(page, 1);
  const { frames, longTasks } = await felt(page, () => page.waitForTimeout(20_000));
  const inTime = frames.filter((frame) => frame <= 20).length / frames.length;
  await note({ measure: 'frames within 20 ms, of 20 s', here: percent(100 * inTime) });
  await atMost('frames, 95th percentile', quantile(frames, 0.95), 17, ms);
  await note({ measure: 'longest frame', here: ms(Math.max(...frames)) });
  await atMost('tasks longer than 50 ms', longTasks.length, 0, count);
});

test('memory over 2,000 steps, the preset of one minute', async ({ page }) => {
  await begin(page, 'small');
  const after = async (steps: number): Promise<number> => {
    await nextSteps(page, steps);
    await pause(page);
    return memory(page);
  };
  const before = await after(200);
  await goOn(page);
  const grown = (await after(2_000)) - before;
  await note({ measure: 'after 200 steps and garbage collection', here: mb(before) });
  await atMost('growth over 2,000 more', (100 * grown) / before, 3, percent, mb(grown));
});
