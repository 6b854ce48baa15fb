/** Files as people have them, written by PyTorch in all its modes: each draws what transformers draws. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Target } from '../../mae/target';
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
  /** Null where the code that made it predicts nothing. */
  readonly expected: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Of those that do not predict pixels as they are shown them. */
const targets: Readonly<Record<string, Target>> = {
  features: 'features',
  'without a class token, of MAE-pytorch': 'normalised-channels',
  'without a class token, of MAE-pytorch, told of pixels': 'unit-pixels',
};

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
    expect(model.target).toBe(targets[outcome] ?? 'pixels');
    const pred = await predictionOf(model.geometry, tensors);
    const told = expected[outcome].map((value, i) => value ?? pred[i]);
    expect(worstOf(pred, told)).toBeLessThan(1e-4);
  });
} else {
  test.skip('PyTorch is not here to write them: scripts/setup.sh gets it', () => undefined);
}
