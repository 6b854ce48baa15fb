/** What is true of the page whenever it has come to rest, whatever was done to it. */
import { expect, type Page } from '@playwright/test';
import { lenKeep } from '../../src/mae/mask';
import { settled } from '../playground';

const PATCHES = 196;

/** What the page shows, as a person would read it off. */
interface Shown {
  /** What the address says, after its #. */
  readonly address: Readonly<Record<string, string>>;
  readonly tab: string;
  readonly percent: number;
  readonly seed: string;
  readonly strategy: string;
  readonly layout?: string;
  readonly figure?: string;
  readonly pasted?: boolean;
  readonly magnified?: number;
  /** The file of the sample that is pressed. */
  readonly sample?: string;
  readonly ratioWords: string;
  readonly visible?: string;
  readonly loss?: string;
  readonly overflow: number;
  readonly alerts: readonly string[];
}

const read = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const one = <Kind extends Element>(selector: string) =>
      document.querySelector<Kind>(selector) ?? undefined;
    const labelled = (label: string): HTMLInputElement | undefined =>
      [...document.querySelectorAll('label')].find(({ textContent }) => textContent?.trim() === label)
        ?.control as HTMLInputElement | undefined;
    const chosen = (legend: string): string | undefined =>
      [...document.querySelectorAll('fieldset')]
        .find((set) => set.querySelector('legend')?.textContent === legend)
        ?.querySelector('input:checked')
        ?.closest('label')
        ?.textContent?.trim();
    const output = (name: string) =>
      one<HTMLElement>(`output[aria-label="${name}"]`)?.textContent ?? undefined;
    const ratio = labelled('Mask ratio');
    const magnify = labelled('Magnify');
    return {
      // Of a page as it begins the address says nothing yet.
      address: Object.fromEntries(
        new URLSearchParams(location.hash.slice(1) || 'image=coffee&strategy=random&ratio=0.75&seed=0'),
      ),
      tab: one('[role="tab"][aria-selected="true"]')?.textContent ?? '',
      percent: ratio?.valueAsNumber ?? Number.NaN,
      seed: labelled('Seed')?.value ?? '',
      strategy: chosen('Which patches are hidden') ?? '',
      layout: chosen('View'),
      figure: chosen('Figure'),
      pasted: labelled('Paste visible patches')?.checked,
      magnified: magnify?.valueAsNumber,
      sample: one<HTMLImageElement>('.photo-controls [aria-pressed="true"] img')?.src,
      ratioWords: ratio?.getAttribute('aria-valuetext') ?? '',
      visible: output('Visible patches'),
      loss: output('Loss'),
      overflow: document.documentElement.scrollWidth - innerWidth,
      alerts: [...document.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent ?? ''),
    };
  });

const tabs: Record<string, string | undefined> = {
  'One picture': undefined,
  Interpolation: 'interpolation',
  Inside: 'inside',
  Recognise: 'recognise',
  Train: 'train',
  Figure: 'figure',
  'Two at once': 'compare',
  'Many files': 'batch',
};
const layouts: Record<string, string | undefined> = {
  'Side by side': undefined,
  Wipe: 'wipe',
  Errors: 'errors',
  Steps: 'steps',
};

/** Where the address says something else than the controls. */
function contradictions({ tab, seed, layout, pasted, strategy, percent, sample, address }: Shown): string[] {
  const isByHand = strategy === 'By hand';
  const isRatio = address.ratio === 'painted' || Math.abs(Number(address.ratio) * 100 - percent) < 0.26;
  const isOwn = address.image?.startsWith('own-') && !sample?.includes('/samples/');
  const isShown = isOwn || sample?.includes(`/${address.image}`);
  const pairs: Record<string, readonly [unknown, unknown]> = {
    mode: [address.mode, tabs[tab]],
    ratio: [address.ratio, isRatio ? address.ratio : percent],
    seed: [address.seed, seed],
    mask: [address.mask !== undefined, isByHand],
    strategy: [address.strategy, isByHand ? address.strategy : strategy.toLowerCase()],
    image: [address.image, isShown ? address.image : sample],
    view: [address.view, tab === 'One picture' ? layouts[layout ?? ''] : address.view],
    pasted: [address.pasted, pasted === undefined ? address.pasted : pasted ? 'yes' : undefined],
  };
  return Object.entries(pairs).flatMap(([name, [inAddress, onPage]]) =>
    inAddress === onPage ? [] : `${name} is ${inAddress} in the address and ${onPage} on the page`,
  );
}

/** Waits until the page rests, expects every law, and returns what is shown. */
export async function expectLaws(page: Page): Promise<Shown> {
  await settled(page);
  let shown = await read(page);
  // The address follows when the hand has rested.
  const unlike = async (): Promise<string[]> => {
    shown = await read(page);
    return contradictions(shown);
  };
  await expect.poll(unlike, { intervals: [10, 20, 50, 100], timeout: 10_000 }).toEqual([]);
  expect(shown.overflow).toBeLessThanOrEqual(0);
  const { strategy, percent, ratioWords, visible, loss, address } = shown;
  if (strategy !== 'By hand') {
    expect(ratioWords).toContain(`${lenKeep(PATCHES, Number(address.ratio))} of ${PATCHES} patches visible`);
    expect(Number(address.ratio) * 100).toBeCloseTo(percent, 0);
  }
  const count = /\d+ of 196/.exec(ratioWords)?.[0];
  if (visible !== undefined) {
    expect(visible).toBe(count);
    expect(loss).toMatch(count?.startsWith('196 ') ? /^(–|\d\.\d{4})$/ : /^\d\.\d{4}$/);
  }
  return shown;
}
