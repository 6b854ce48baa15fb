/** Training a model of one's own, as somebody does who wants to see one learn. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { png } from './files';
import { picture, settled, visit as test } from './playground';
import {
  button,
  done,
  heldOut,
  keptRuns,
  learning,
  numbers,
  openTrain,
  pause,
  run,
  setSteps,
  train,
  view,
} from './training';

/** What a run is shown, as one picture. */
const shown = (page: Page, number: number) => run(page, number).getByRole('img', { name: /cuts of step/ });

const stripes = (name: string, width: number) =>
  png(`${name}.png`, 96, 96, 'grey', 8, (y) =>
    Buffer.from(Array.from({ length: 96 }, (_, x) => (Math.floor((x + y) / width) % 2 ? 230 : 20))),
  );

/** The share of the first held-out picture's pixels that are drawn exactly as they are. */
const shareKept = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [drawn, original] = ['Drawn', 'Original'].map((name) => {
      const canvas = document.querySelector<HTMLCanvasElement>(`[aria-label="${name}, held-out picture 1"]`);
      const { width = 0, height = 0 } = canvas ?? {};
      const bytes = canvas?.getContext('2d')?.getImageData(0, 0, width, height).data.buffer;
      return new Uint32Array(bytes as ArrayBuffer);
    });
    return drawn.filter((pixel, i) => pixel === original[i]).length / drawn.length;
  });

test('a model learns from the samples, stands in the menu of models, and draws', async ({ page }) => {
  await train(page, 40);
  await done(page, 1, 40);
  const errors = await heldOut(page);
  expect(errors.length).toBeGreaterThan(4);
  expect(errors.at(-1)).toBeLessThan(0.95 * errors[0]);
  const [step, training, held, harmonic] = await numbers(page, 1);
  expect(step).toBe(40);
  expect(Math.max(training, held, harmonic)).toBeLessThan(10);
  await expect(run(page, 1).getByRole('img', { name: 'Drawn, held-out picture 1' })).toBeVisible();
  expect(await shareKept(page)).toBeLessThan(0.1);
  await view(page).getByRole('switch', { name: 'Paste visible patches' }).click();
  await expect.poll(() => shareKept(page)).toBeGreaterThanOrEqual(0.25);
  await view(page).getByRole('switch', { name: 'Paste visible patches' }).click();
  await button(page, 'Use it').click();
  await expect(run(page, 1)).toContainText('It is the page’s model now');
  await page.getByRole('tab', { name: 'One picture' }).click();
  await settled(page);
  await expect(page.getByRole('combobox', { name: 'Model' })).toContainText('Trained here 1 (64 × 64, 75 %)');
  await expect(picture(page, 'Reconstruction')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Loss' })).toHaveText(/\d\.\d/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('while it learns I see what it is shown, behind its masks', async ({ page }) => {
  await train(page, 400);
  await expect(run(page, 1)).toContainText(/Shown in step \d+/, { timeout: 60_000 });
  const [, step] = /Shown in step (\d+)/.exec(await run(page, 1).innerText()) ?? [];
  await expect(shown(page, 1)).toHaveAccessibleName(
    /^12 of the 32 cuts of step \d+ behind their masks, which hide 48 of 64 patches each$/,
  );
  const grey = await shown(page, 1)
    .locator('canvas')
    .evaluateAll((all) =>
      (all as HTMLCanvasElement[]).map((canvas) => {
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        let hidden = 0;
        for (let at = 0; at < data.length; at += 4)
          if (data[at] === 128 && data[at + 1] === 128 && data[at + 2] === 128) hidden++;
        return hidden / (canvas.width * canvas.height);
      }),
    );
  expect(grey).toHaveLength(12);
  // A visible patch may have a grey pixel of its own.
  for (const share of grey) expect(share).toBeCloseTo(0.75, 2);
  await expect(run(page, 1)).not.toContainText(`Shown in step ${step}`);
  await button(page, 'Stop').click();
});

test('I pause it, change the learning rate and go on', async ({ page }) => {
  await train(page, 60);
  await expect(run(page, 1)).toContainText('Learning: step', { timeout: 60_000 });
  await button(page, 'Pause').click();
  await expect(run(page, 1)).toContainText('Paused after step');
  const paused = await run(page, 1).getByText('Paused after step').innerText();
  await page.waitForTimeout(1500);
  expect(await run(page, 1).getByText('Paused after step').innerText()).toBe(paused);
  await run(page, 1).getByRole('textbox', { name: 'Learning rate' }).fill('0.001');
  await button(page, 'Go on').click();
  await done(page, 1, 60);
});

test('after a reload I go on with the run, or delete it', async ({ page }) => {
  await train(page, 400);
  await expect(run(page, 1)).toContainText('Learning: step', { timeout: 60_000 });
  await button(page, 'Pause').click();
  await expect(run(page, 1)).toContainText('Paused after step');
  await expect(run(page, 1)).toContainText('Kept in this browser after step');
  const [, step] = /step (\d+) of/.exec(await run(page, 1).innerText()) ?? [];
  await page.reload();
  const kept = view(page).getByRole('region', { name: 'Kept from before' });
  await expect(kept).toContainText(`${step} of 400 steps`);
  await kept.getByRole('button', { name: /^Go on with/ }).click();
  await expect(run(page, 1)).toContainText('Learning: step', { timeout: 60_000 });
  await button(page, 'Stop').click();
  await expect(run(page, 1)).toContainText(/Done: \d+ steps/, { timeout: 60_000 });
  const [made] = await numbers(page, 1);
  expect(made).toBeGreaterThanOrEqual(Number(step));
  await button(page, 'Close').click();
  await kept.getByRole('button', { name: /^Delete/ }).click();
  await expect(kept).toHaveCount(0);
});

test('a run that goes on in one tab is not offered in another, until that tab is closed', async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  await openTrain(other);
  await train(page, 400);
  await learning(page);
  await pause(page);
  const kept = keptRuns(other);
  await expect(kept).toContainText('It goes on in another tab of this page.');
  await expect(kept.getByRole('button', { name: /^Use it/ })).toBeVisible();
  await expect(kept.getByRole('button', { name: /^(Go on|Delete)/ })).toHaveCount(0);
  await page.close();
  await expect(kept).not.toContainText('another tab');
  await kept.getByRole('button', { name: /^Go on with/ }).click();
  await learning(other);
  await expect(kept).toHaveCount(0);
});

test('a tab that I leave keeps its run at once', async ({ page }) => {
  await train(page, 400);
  await learning(page);
  await expect(run(page, 1)).not.toContainText('Kept in this browser');
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(run(page, 1)).toContainText('Kept in this browser after step');
  await expect(run(page, 1)).toContainText('Learning: step');
});

test('kept runs say what room they take, and I delete them all at once', async ({ page }) => {
  await train(page, 10);
  await done(page, 1, 10);
  await button(page, 'Begin').click();
  await done(page, 2, 10);
  await expect(run(page, 1)).toContainText('Kept in this browser after step 10');
  await expect(run(page, 2)).toContainText('Kept in this browser after step 10');
  await button(page, 'Close').first().click();
  await button(page, 'Close').click();
  const kept = view(page).getByRole('region', { name: 'Kept from before' });
  await expect(kept).toContainText(/2 runs take [1-9]\d*\.\d MB in this browser/);
  await kept.getByRole('button', { name: 'Delete all' }).click();
  const question = page.getByRole('dialog', { name: 'Delete all runs kept from before?' });
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(question).toBeHidden();
  await kept.getByRole('button', { name: 'Delete all' }).click();
  await question.getByRole('button', { name: 'Delete 2 runs' }).click();
  await expect(kept).toHaveCount(0);
  await expect(view(page)).toBeFocused();
  await page.reload();
  await expect(view(page)).toBeVisible();
  await expect(kept).toHaveCount(0);
});

test('a checkpoint that finds no room is told, and the word goes when one does', async ({ page }) => {
  test.slow();
  const devtools = await page.context().newCDPSession(page);
  const pauseAndGoOn = async (): Promise<void> => {
    await button(page, 'Pause').click();
    await expect(run(page, 1)).toContainText('Paused after step');
    await button(page, 'Go on').click();
  };
  const told = view(page).getByText(/^This browser did not keep the newest checkpoint/);
  await train(page, 4000);
  await expect(run(page, 1)).toContainText('Learning: step', { timeout: 60_000 });
  await pauseAndGoOn();
  await expect(run(page, 1)).toContainText('Kept in this browser after step');
  const { origin } = new URL(page.url());
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  // Chromium goes by the room that there was up to half a minute ago.
  await expect(async () => {
    await pauseAndGoOn();
    await expect(told).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 90_000 });
  await expect(run(page, 1)).toContainText('Learning: step');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await pauseAndGoOn();
  await expect(told).toBeHidden();
});

test('my own pictures are learned from, and a broken one is told and left out', async ({ page }) => {
  await openTrain(page);
  const broken = { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') };
  await view(page)
    .getByLabel('Add pictures')
    .setInputFiles([stripes('wide', 16), broken, stripes('narrow', 8)]);
  await expect(page.getByRole('alert')).toContainText('broken.png');
  await expect(view(page)).toContainText('14 pictures');
  await view(page).getByRole('switch', { name: 'The photographs that come with this page' }).uncheck();
  await expect(view(page)).toContainText('2 pictures');
  await expect(view(page)).toContainText('The lower right quarter of each is held out');
  await setSteps(page, 12);
  await button(page, 'Begin').click();
  await done(page, 1, 12);
});

test('a second run stands beside the first, 15 % against 75 %', async ({ page }) => {
  await train(page, 20);
  await done(page, 1, 20);
  await view(page).getByRole('slider', { name: 'Hidden' }).fill('15');
  await button(page, 'Begin').click();
  await done(page, 2, 20);
  await expect(view(page).getByRole('region', { name: 'Run 2, 15 % hidden' })).toBeVisible();
  const [[, , , first], [, , , second]] = [await numbers(page, 1), await numbers(page, 2)];
  expect(second).toBe(first);
  await expect(shown(page, 1)).toHaveAccessibleName(/hide 48 of 64 patches each/);
  await expect(shown(page, 2)).toHaveAccessibleName(/hide 10 of 64 patches each/);
  await expect(page).toHaveURL(/trained=0\.15/);
});

test('what I download is a model that the page opens', async ({ page }) => {
  await train(page, 10);
  await done(page, 1, 10);
  const download = page.waitForEvent('download');
  await button(page, 'Download').click();
  const archive = readFileSync(await (await download).path());
  for (const name of ['model.safetensors', 'config.json', 'preprocessor_config.json'])
    expect(archive.includes(name)).toBe(true);
});

test('how long a run takes is measured first, and it can be stopped at any time', async ({ page }) => {
  await openTrain(page);
  await expect(view(page)).toContainText('It takes about 1 minute');
  await button(page, 'Begin').click();
  await expect(run(page, 1)).toContainText('Measuring how long a step takes');
  await expect(run(page, 1)).toContainText(/Learning: step \d+ of/, { timeout: 90_000 });
  await expect(view(page)).toContainText(/\d+ steps of \d+ ms\./);
  await button(page, 'Stop').click();
  await expect(run(page, 1)).toContainText(/Done: \d+ steps/, { timeout: 60_000 });
});

test('a link says that the page’s model is trained further', async ({ page }) => {
  await page.goto('./#mode=train&further=yes&steps=10');
  const beginWith = view(page).getByRole('combobox', { name: 'Begin with' });
  await expect(beginWith).toHaveValue('model');
  await beginWith.selectOption('Nothing: a new model');
  await expect(page).not.toHaveURL(/further/);
  await page.goBack();
  await expect(beginWith).toHaveValue('model');
});

test('a link opens the room with its knobs, also in Chinese', async ({ page }) => {
  await page.goto('./#mode=train&preset=middle&trained=0.5&loss=all&lang=zh-CN');
  const room = page.getByRole('region', { name: '训练', exact: true }).first();
  await expect(room.getByRole('radio', { name: '五分钟' })).toBeChecked();
  await room.getByText('更多', { exact: true }).click();
  await expect(room.getByRole('slider', { name: '掩码率' })).toHaveValue('50');
  await expect(room.getByRole('radio', { name: '所有图像块' })).toBeChecked();
  await room.getByRole('textbox', { name: '步数' }).fill('10');
  await room.getByRole('button', { name: '开始', exact: true }).click();
  await expect(room).toContainText('已完成：10 步', { timeout: 90_000 });
});
