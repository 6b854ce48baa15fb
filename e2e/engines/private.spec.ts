/** A private window of Firefox, which keeps nothing; those of Chromium are what every other test runs in. */
import { expect } from '@playwright/test';
import { fixture, untilSettled } from '../playground';
import { test } from './test';

test.skip(
  ({ browserName }) => browserName !== 'firefox',
  'Firefox alone has private windows of a kind of its own',
);
test.use({ isPrivate: true });

test('in a private window the page starts and draws, and a download is held in memory, which is said before', async ({
  tab,
  hub,
  baseURL,
}) => {
  const settled = () => tab.evaluate(untilSettled, undefined);
  await tab.goto(baseURL as string);
  await settled();
  await tab.choose('Choose a photograph', fixture('photo.png'));
  await expect.poll(() => tab.text('region', 'Photograph')).toContain('photo.png, which stays');
  await settled();
  const loss = await tab.text('status', 'Loss');
  expect(loss).toMatch(/^0\.\d{4}$/);
  await tab.click('button', 'More models');
  await tab.click('button', 'MAE-Base about 448 MB');
  expect(await tab.text('region', 'What will be downloaded')).toContain(
    'This browser gives the page no place to keep a model, as in a private window',
  );
  hub.bytesAtOnce = Math.ceil(hub.content.length / 3);
  await tab.click('button', 'Download 0.3 MB');
  await expect
    .poll(() => tab.text('region', 'Kept on this machine'))
    .toContain('in memory until the page is closed');
  await tab.click('button', 'Close');
  await settled();
  expect(await tab.text('status', 'Loss')).not.toBe(loss);
  await tab.reload();
  await settled();
  expect(await tab.text('region', 'Model and backend')).not.toContain('facebook/vit-mae-base');
  expect(tab.complaints).toEqual([]);
});
