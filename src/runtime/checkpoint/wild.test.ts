/** Files as people have them, written by PyTorch in all its modes: each draws what transformers draws. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { predictionOf, worstOf } from '../../test/network';
import type { OpenedFile } from '../models/model';
import { openModel } from '../models/open';

interface Wild {
  readonly files: readonly {
    readonly name: string;
    readonly files: string[];
    /** `features` of an encoder alone; of all others which model it is. */
    readonly outcome: string;
  }[];
  readonly expected: Readonly<Record<string, readonly number[]>>;
}

const folder = mkdtempSync(join(tmpdir(), 'wild-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RECIPE = 'models/recipe';

function write(): Wild {
  execFileSync('.venv/bin/python', ['-m', 'page.wild', folder], { cwd: RECIPE, stdio: 'pipe' });
  return JSON.parse(readFileSync(join(folder, 'wild.json'), 'utf8'));
}

if (existsSync(`${RECIPE}/.venv/bin/python`)) {
  const { files, expected } = write();
  test.each(files)('$name', async ({ files: paths, outcome }) => {
    const model = await openModel(paths.map((path) => new File([readFileSync(path)], basename(path))));
    const { tensors } = model.files as OpenedFile;
    expect(model.target).toBe(outcome === 'features' ? 'features' : 'pixels');
    expect(worstOf(await predictionOf(model.geometry, tensors), expected[outcome])).toBeLessThan(1e-4);
  });
} else {
  test.skip('PyTorch is not here to write them: scripts/setup.sh gets it', () => undefined);
}
