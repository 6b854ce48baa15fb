/**
 * Pictures of every kind that a stranger may bring, one after the other, without a reload. `models/recipe/page/picture_corpus.py`
 * makes them and says what is to become of each.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { choosePhotograph, open, pixels, settled, test, worstDifference } from '../playground';

const recipe = new URL('../../models/recipe/', import.meta.url).pathname;
const python = join(recipe, '.venv/bin/python');

interface Entry {
  readonly name: string;
  /** Of any number, and of all on average, in levels of 255. */
  readonly worst: number | null;
  readonly mean: number;
  readonly says: string | null;
  /** May be shown as far as it goes, or refused. */
  readonly damaged: boolean;
}

/** What the page says to a file: that it is shown, or a sentence. */
const answerTo = (page: Page, name: string): Promise<string> =>
  page.evaluate(
    async (title) => {
      const answer = (): string | undefined => {
        const problem = document.querySelector('[role="alert"] p')?.textContent ?? '';
        if (problem.includes(`“${title}”`)) return problem;
        const isShown = [...document.querySelectorAll('p')].some(
          ({ textContent }) => textContent === `${title}, which stays on this machine`,
        );
        return isShown ? 'shown' : undefined;
      };
      const deadline = 10_000;
      return new Promise<string>((resolve) => {
        const look = (): void => {
          const found = answer();
          if (found) end(found);
        };
        const observer = new MutationObserver(look);
        const timer = setTimeout(() => end('no answer within ten seconds'), deadline);
        const end = (found: string): void => {
          clearTimeout(timer);
          observer.disconnect();
          resolve(found);
        };
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      });
      // The page writes any run of spaces as one.
    },
    name.replace(/\s+/g, ' '),
  );

/** Pixels without their alphas, against those of Pillow. */
function difference(found: Buffer, expected: Buffer): { worst: number; mean: number } {
  let [worst, sum] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const away = Math.abs(found[Math.floor(i / 3) * 4 + (i % 3)] - expected[i]);
    worst = Math.max(worst, away);
    sum += away;
  }
  return { worst, mean: sum / expected.length };
}

/** One sentence about the file and one about what to do, in the page's own words. */
const LAW = /^“[^”]+” (is|has|can|could) [^“”]{10,160}(\.|: [^“”]{10,100}\.)( (Choose|Export) [^.]+\.)?$/;

test('every kind of picture is shown as Pillow reads it, and of everything else a sentence is said', async ({
  page,
}) => {
  test.skip(!existsSync(python), 'models/recipe has no Python environment yet: scripts/setup.sh makes one');
  test.setTimeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  execFileSync(python, ['-m', 'page.picture_corpus', folder], { cwd: recipe });
  const entries: Entry[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  expect(entries.length).toBeGreaterThan(150);

  const wrong: string[] = [];
  const complain = (words: string): void => void wrong.push(words);
  page.on('console', (message) => message.type() === 'error' && complain(`console: ${message.text()}`));
  page.on('pageerror', (error) => complain(`error: ${error.message}`));

  await open(page);
  let last = await pixels(page, 'Original');
  for (const { name, worst, mean, says, damaged } of entries) {
    await choosePhotograph(page, join(folder, name));
    const answer = await answerTo(page, name);
    const found = await pixels(page, 'Original');
    if (answer === 'shown') {
      last = found;
      if (says) complain(`${name}: is shown, expected “${says}”`);
      if (says || damaged) continue;
      const away = difference(found, readFileSync(join(folder, `${name}.rgb`)));
      if (away.worst > (worst ?? 255) || away.mean > (mean || 255))
        complain(`${name}: ${away.worst} at worst, ${away.mean.toFixed(2)} on average`);
    } else {
      if (worstDifference(found, last) > 0) complain(`${name}: the last picture is gone`);
      const isRight = says ? answer.includes(says) : damaged;
      if (!isRight || !LAW.test(answer)) complain(`${name}: ${answer}`);
    }
  }
  rmSync(folder, { recursive: true });
  expect(wrong).toEqual([]);
  await settled(page);
});
