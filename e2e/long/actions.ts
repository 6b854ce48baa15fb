/** What a person can do to the page, for sequences of it. */

import { expect, type Page } from '@playwright/test';
import type { AsyncCommand } from 'fast-check';
import fc from 'fast-check';
import { choosePhotograph, fixture, slider } from '../playground';
import { expectLaws } from './laws';

/** What has to be known of the page to know what can be done. */
export interface Where {
  tab: string;
  strategy: string;
  layout?: string;
  figure?: string;
  pasted?: boolean;
}

type Act = (page: Page) => Promise<unknown>;

/** `after` is told of every state that the page came to rest in. */
export type After = (page: Page) => Promise<void>;

/** By its words: what a figure grows by may push them away from under the mouse, for which a click waits. */
const radio =
  (name: string): Act =>
  async (page) => {
    const chosen = page.getByRole('radio', { name, exact: true });
    await page.locator('label').filter({ has: chosen }).click();
    await expect(chosen).toBeChecked();
  };
const press =
  (name: string): Act =>
  (page) =>
    page.getByRole('button', { name, exact: true }).click();
const key =
  (keys: string): Act =>
  (page) =>
    page.keyboard.press(keys);

/** A list of ratios takes the slider's place. */
const hasSlider = ({ figure }: Where): boolean => figure !== 'Ratios';
const inOnePicture = ({ tab }: Where): boolean => tab === 'One picture';
const byHand = ({ strategy, tab, layout }: Where): boolean =>
  tab === 'One picture' && strategy === 'By hand' && layout === 'Side by side';

/** One of many patches, painted without a mouse. */
const paint =
  (row: number, column: number): Act =>
  async (page) => {
    await page.getByRole('gridcell', { name: `Row ${row}, column ${column}, ` }).focus();
    await page.keyboard.press('Space');
  };

async function dragSlider(page: Page, from: number, to: number): Promise<void> {
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('the slider is not shown');
  const at = (part: number) => [box.x + 12 + part * (box.width - 24), box.y + box.height / 2] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

class Action implements AsyncCommand<Where, Page> {
  readonly #words: string;
  readonly #act: Act;
  readonly #when: (where: Where) => boolean;
  readonly #after: After;
  constructor(words: string, act: Act, when: (where: Where) => boolean, after: After) {
    this.#words = words;
    this.#act = act;
    this.#when = when;
    this.#after = after;
  }
  check = (where: Readonly<Where>): boolean => this.#when(where);
  async run(where: Where, page: Page): Promise<void> {
    await this.#act(page);
    Object.assign(where, await expectLaws(page));
    await this.#after(page);
  }
  toString = (): string => this.#words;
}

/** All kinds of actions, each with whatever it is done with. */
export function allActions(after: After): fc.Arbitrary<AsyncCommand<Where, Page>>[] {
  const action = (words: string, act: Act, when: (where: Where) => boolean = () => true) =>
    new Action(words, act, when, after);
  const oneOf = (
    words: string,
    names: readonly string[],
    act: (name: string) => Act,
    when?: (where: Where) => boolean,
  ) => fc.constantFrom(...names).map((name) => action(`${words} ${name}`, act(name), when));
  const always = (words: string, act: Act, when?: (where: Where) => boolean) =>
    fc.constant(action(words, act, when));
  const patch = fc.integer({ min: 1, max: 14 });
  return [
    fc
      .integer({ min: 0, max: 198 })
      .map((half) => action(`ratio ${half / 2}`, (page) => slider(page).fill(String(half / 2)), hasSlider)),
    fc
      .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([from, to]) => action(`drag ${from} to ${to}`, (page) => dragSlider(page, from, to), hasSlider)),
    fc
      .integer({ min: 0, max: 2 ** 32 - 1 })
      .map((seed) =>
        action(`seed ${seed}`, (page) =>
          page.getByRole('spinbutton', { name: 'Seed', exact: true }).fill(String(seed)),
        ),
      ),
    always('new mask', press('New mask')),
    oneOf('strategy', ['Random', 'Block', 'Grid', 'By hand'], radio),
    oneOf('view', ['Side by side', 'Wipe', 'Errors', 'Steps'], radio, inOnePicture),
    oneOf(
      'tab',
      ['One picture', 'Interpolation', 'Inside', 'Recognise', 'Train', 'Figure', 'Two at once', 'Many files'],
      (name) => (page) => page.getByRole('tab', { name }).click(),
    ),
    // Whence numbers are compared with PyTorch's.
    always('one picture, side by side, random', async (page) => {
      await page.getByRole('tab', { name: 'One picture' }).click();
      await radio('Side by side')(page);
      await radio('Random')(page);
    }),
    oneOf('sample', ['A cup of coffee', 'Mountains', 'Two dogs at a window', 'Half a fig'], press),
    always('own photograph', (page) => choosePhotograph(page, fixture('photo.png'))),
    always('a file that is no picture', async (page) => {
      await choosePhotograph(page, {
        name: 'words.png',
        mimeType: 'image/png',
        buffer: Buffer.from('words'),
      });
      await expect(page.getByRole('alert')).toContainText('words.png');
      await page.getByRole('button', { name: 'Dismiss' }).click();
    }),
    always(
      'paste',
      (page) => page.getByRole('switch', { name: 'Paste visible patches' }).click(),
      ({ pasted }) => pasted !== undefined,
    ),
    fc
      .integer({ min: 10, max: 80 })
      .map((zoom) =>
        action(
          `magnify ${zoom / 10}`,
          (page) => page.getByRole('slider', { name: 'Magnify' }).fill(String(zoom / 10)),
          inOnePicture,
        ),
      ),
    fc
      .tuple(patch, patch)
      .map(([row, column]) => action(`paint ${row}, ${column}`, paint(row, column), byHand)),
    always('undo', key('Control+z')),
    always('redo', key('Control+Shift+z')),
    always('back', (page) => page.evaluate(() => history.back())),
    always('forward', (page) => page.evaluate(() => history.forward())),
    oneOf('figure', ['Ratios', 'Masks', 'All patches'], radio, ({ tab }) => tab === 'Figure'),
    oneOf(
      'width',
      ['320', '360', '768', '1024', '1440'],
      (width) => (page) => page.setViewportSize({ width: Number(width), height: 800 }),
    ),
    always('share', async (page) => {
      await press('Share')(page);
      await key('Escape')(page);
    }),
    always('other colours', (page) => page.emulateMedia({ colorScheme: 'dark' })),
  ];
}
