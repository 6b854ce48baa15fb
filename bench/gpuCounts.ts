/** What a thread of the page asks of its GPU, counted at the device. */
import type { Page } from '@playwright/test';

export interface Counts {
  readonly maps: number;
  readonly down: number;
  readonly up: number;
  readonly submits: number;
  readonly dispatches: number;
  readonly compiles: number;
  readonly alive: number;
}

/** Put before the thread's own script: counts what it asks of its device, and tells when asked. */
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
const marks = [];
const answers = { ask: () => counted, marks: () => marks };
new BroadcastChannel('gpu-counts').onmessage = ({ data, target }) => { if (data in answers) target.postMessage(answers[data]()); };
`;

/** Notes beside each message to the page what had been counted by then. */
const MARKS = `
const post = self.postMessage;
self.postMessage = (message, ...more) => { marks.push([message.type, { ...counted }]); post.call(self, message, ...more); };
`;

/** To be called before the thread is started; `worker` as its file is called. */
export async function countGpu(page: Page, worker: 'inference' | 'train'): Promise<void> {
  await page.route(new RegExp(`/assets/${worker}\\.worker[^/]*\\.js$`), async (route) => {
    const answer = await route.fetch();
    const counters = worker === 'train' ? COUNTERS + MARKS : COUNTERS;
    await route.fulfill({ response: answer, body: counters + (await answer.text()) });
  });
}

const asked = <Answer>(page: Page, what: 'ask' | 'marks'): Promise<Answer> =>
  page.evaluate(
    (question) =>
      new Promise<Answer>((resolve) => {
        const channel = new BroadcastChannel('gpu-counts');
        channel.onmessage = ({ data }) => {
          channel.close();
          resolve(data);
        };
        channel.postMessage(question);
      }),
    what,
  );

/** Since the thread was started. */
export const counts = (page: Page): Promise<Counts> => asked(page, 'ask');

/** What had been counted at each message of the thread that trains, by the message's type. It must not have ended. */
export const marks = (page: Page): Promise<(readonly [type: string, counts: Counts])[]> =>
  asked(page, 'marks');

/** What is added from one to the other, over so many times. */
export const difference = (before: Counts, after: Counts, times = 1): Counts =>
  Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, (value - before[name as keyof Counts]) / times]),
  ) as unknown as Counts;
