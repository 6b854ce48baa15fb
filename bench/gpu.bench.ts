/** What a tick asks of a GPU. The adapter is a software one: counts and bytes are those of any GPU, times are not. */
import { expect, type Page, test } from '@playwright/test';
import { fixture, open, setRatio, settled } from '../e2e/playground';
import { atMost, count, kb, note } from './rows';
import { tick } from './tick';

interface Counts {
  readonly maps: number;
  readonly down: number;
  readonly up: number;
  readonly submits: number;
  readonly dispatches: number;
  readonly compiles: number;
  readonly alive: number;
}

/** Put before the worker's own script: counts what it asks of its device, and tells when asked. */
const COUNTERS = `
const counted = { maps: 0, down: 0, up: 0, submits: 0, dispatches: 0, compiles: 0, alive: 0 };
const wrap = (type, name, before) => {
  const own = type.prototype[name];
  type.prototype[name] = function (...args) { before.apply(this, args); return own.apply(this, args); };
};
wrap(GPUBuffer, 'mapAsync', function () { counted.maps++; counted.down += this.size; });
wrap(GPUBuffer, 'destroy', function () { if (!this.gone) { this.gone = true; counted.alive--; } });
wrap(GPUDevice, 'createBuffer', () => { counted.alive++; });
for (const name of ['createComputePipeline', 'createComputePipelineAsync']) wrap(GPUDevice, name, () => { counted.compiles++; });
wrap(GPUQueue, 'submit', () => { counted.submits++; });
wrap(GPUQueue, 'writeBuffer', (buffer, offset, data, from = 0, size) => {
  counted.up += size === undefined ? data.byteLength : size * (data.BYTES_PER_ELEMENT ?? 1);
});
wrap(GPUComputePassEncoder, 'dispatchWorkgroups', () => { counted.dispatches++; });
const own = GPUDevice.prototype.createBuffer;
GPUDevice.prototype.createBuffer = function (description) {
  const buffer = own.call(this, description);
  if (description.mappedAtCreation) counted.up += description.size;
  return buffer;
};
new BroadcastChannel('gpu-counts').onmessage = ({ data, target }) => { if (data === 'ask') target.postMessage(counted); };
`;

const counts = (page: Page): Promise<Counts> =>
  page.evaluate(
    () =>
      new Promise<Counts>((resolve) => {
        const channel = new BroadcastChannel('gpu-counts');
        channel.onmessage = ({ data }) => {
          channel.close();
          resolve(data);
        };
        channel.postMessage('ask');
      }),
  );

/** What `ticks` of them add. */
async function added(page: Page, ticks: number): Promise<Counts> {
  const before = await counts(page);
  for (let run = 0; run < ticks; run++) await tick(page);
  const after = await counts(page);
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, (value - before[name as keyof Counts]) / ticks]),
  ) as unknown as Counts;
}

async function onGpu(page: Page): Promise<void> {
  await page.route(/\/assets\/inference\.worker[^/]*\.js$/, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: COUNTERS + (await answer.text()) });
  });
  await open(page);
  await page.getByRole('combobox', { name: 'Backend' }).selectOption('WebGPU');
  await expect(page.getByText(/Runs on WebGPU/)).toBeVisible({ timeout: 120_000 });
  await settled(page);
}

test('what a tick of the built-in model asks of a GPU', async ({ page }) => {
  await onGpu(page);
  await tick(page);
  const each = await added(page, 3);
  await atMost('read-backs (buffer maps)', each.maps, 1, count);
  await atMost('bytes down', each.down, 603e3, kb);
  await atMost('bytes up', each.up, 160e3, kb);
  await note({ measure: 'submits', here: count(each.submits) });
  await note({ measure: 'dispatches', here: count(each.dispatches) });
  let compiles = 0;
  for (const percent of [5, 50, 90, 99]) {
    await setRatio(page, percent);
    await settled(page);
    compiles += (await added(page, 1)).compiles;
  }
  await atMost('shaders compiled after the first at any ratio, at four others', compiles, 0, count);
});

test('buffers after many ticks of a small model', async ({ page }) => {
  await onGpu(page);
  await page
    .getByLabel('Open a model file')
    .setInputFiles(['model.safetensors', 'config.json'].map((name) => fixture(`checkpoints/hub/${name}`)));
  await expect(
    page
      .getByText('The file brings no numbers')
      .or(page.getByText(/Runs on WebGPU/))
      .first(),
  ).toBeVisible({ timeout: 120_000 });
  await settled(page);
  for (let run = 0; run < 20; run++) await tick(page);
  const before = await counts(page);
  for (let run = 0; run < 200; run++) await tick(page);
  const after = await counts(page);
  await note({ measure: 'alive after 20 ticks', here: count(before.alive) });
  await atMost('more alive after 200 others', after.alive - before.alive, 0, count);
});
