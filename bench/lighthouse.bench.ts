/** What Lighthouse says of the built page, as a phone and as a desktop see it. */
import { test } from '@playwright/test';
import { hostOn } from './host';
import { note } from './rows';

const PORT = 9333;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

test('Lighthouse 12', async ({ playwright }, { project }) => {
  const { default: lighthouse, desktopConfig } = await import('lighthouse');
  const { launchOptions = {} } = project.use;
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${PORT}`],
  });
  // As a host sends it that compresses, and as fast as it can: Lighthouse itself makes it slow.
  const { url, server } = await hostOn({ rate: Number.POSITIVE_INFINITY, delay: 0 });
  for (const [device, config] of [
    ['mobile', undefined],
    ['desktop', desktopConfig],
  ] as const) {
    const flags = { port: PORT, onlyCategories: [...CATEGORIES], logLevel: 'error' } as const;
    const run = await lighthouse(url, flags, config);
    if (!run) throw new Error('Lighthouse has nothing to say');
    for (const category of CATEGORIES) {
      const score = run.lhr.categories[category].score ?? 0;
      await note(
        {
          measure: `${device}: ${category}`,
          here: score.toFixed(2),
          reach: '≥ 0.95',
          reached: score >= 0.95,
        },
        { score },
      );
    }
    const blocking = run.lhr.audits['total-blocking-time'].displayValue ?? '';
    await note({ measure: `${device}: total blocking time`, here: blocking });
  }
  await browser.close();
  server.close();
});
