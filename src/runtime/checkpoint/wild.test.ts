/** Files as people have them, written by PyTorch in all its modes: each draws what transformers draws. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { predictionOf, worstOf } from '../../test/network';
import type { OpenedFile } from '../models/model';
import { openModel } from '../models/open';

interface Wild {
  readonly files: readonly { readonly name: string; readonly files: string[]; readonly outcome: Outcome }[];
  readonly expected: Readonly<Record<Outcome, readonly number[]>>;
}
type Outcome = 'whole' | 'features';

const folder = mkdtempSync(join(tmpdir(), 'wild-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RECIPE = 'models/recipe';
execFileSync(`.venv/bin/python`, ['-m', 'page.wild', folder], { cwd: RECIPE, stdio: 'pipe' });
const { files, expected }: Wild = JSON.parse(readFileSync(join(folder, 'wild.json'), 'utf8'));

test.each(files)('$name', async ({ files: paths, outcome }) => {
  const model = await openModel(paths.map((path) => new File([readFileSync(path)], basename(path))));
  const { tensors } = model.files as OpenedFile;
  expect(model.target).toBe(outcome === 'whole' ? 'pixels' : 'features');
  expect(worstOf(await predictionOf(model.geometry, tensors), expected[outcome])).toBeLessThan(1e-4);
});
