/** The room in which models are trained, as a person reaches it. */
import { expect, type Page } from '@playwright/test';
import { open } from './playground';

export const view = (page: Page) => page.getByRole('region', { name: 'Train', exact: true });
export const run = (page: Page, number: number) =>
  view(page).getByRole('region', { name: new RegExp(`^Run ${number},`) });
export const button = (page: Page, name: string | RegExp) =>
  view(page).getByRole('button', { name, exact: true });

export async function openTrain(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('tab', { name: 'Train' }).click();
  await expect(view(page)).toBeVisible();
}

export async function setSteps(page: Page, steps: number): Promise<void> {
  const field = view(page).getByRole('textbox', { name: 'Steps' });
  if (!(await field.isVisible())) await view(page).getByText('More', { exact: true }).click();
  await field.fill(String(steps));
}

export async function train(page: Page, steps: number): Promise<void> {
  await openTrain(page);
  await setSteps(page, steps);
  await button(page, 'Begin').click();
}

export const done = async (page: Page, number: number, steps: number): Promise<void> =>
  expect(run(page, number)).toContainText(`Done: ${steps} steps`, { timeout: 90_000 });

/** Of the last numbers of a run: steps, and the errors in training, held out and of interpolation. */
export async function numbers(page: Page, number: number): Promise<number[]> {
  const table = view(page).getByRole('table', { name: 'The last numbers' });
  const heads = await table.getByRole('columnheader').allInnerTexts();
  const cells = table.locator(`tbody td:nth-child(${2 + heads.indexOf(`Run ${number}`)})`);
  return (await cells.allInnerTexts()).map(Number.parseFloat);
}

/** The errors of what is held out, from first to last. */
export async function heldOut(page: Page): Promise<number[]> {
  await view(page).getByText('Held-out error, step by step').click();
  const rows = view(page).locator('details[open] table tbody td');
  return (await rows.allInnerTexts()).map(Number.parseFloat);
}

export const keptRuns = (page: Page) => view(page).getByRole('region', { name: 'Kept from before' });

/** That a run made steps; compiling them takes most of the time. */
export const learning = async (page: Page, number = 1): Promise<void> =>
  expect(run(page, number)).toContainText(/Learning: step [1-9]/, { timeout: 60_000 });

/** Pauses a run, which keeps it. */
export async function pause(page: Page): Promise<void> {
  await button(page, 'Pause').click();
  await expect(run(page, 1)).toContainText('Kept in this browser after step');
}
