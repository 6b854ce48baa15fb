import { beforeEach, expect, test, vi } from 'vitest';
import { begun } from '../../../runtime/train/options';
import { ToyBrowser, type ToyTab } from '../../../test/tabs';
import { ToyRecords } from '../../../test/trainer';
import type { Said } from '../../../words/said';
import { type Keeping, type KeptRuns, keeping } from './keeping';
import { FIRST_KNOBS, runOptions, subjectOf } from './presets';
import { newRun, type Run } from './run';
import { createShelf, type SHELVES } from './shelf';

interface Tab extends ToyTab {
  readonly keeper: Keeping;
  readonly problems: readonly Said[];
  state(): KeptRuns;
}

let records: ToyRecords<(typeof SHELVES)[number]>;
let browser: ToyBrowser;

const options = runOptions(subjectOf('small', FIRST_KNOBS), FIRST_KNOBS, 100, 1);
const runAt = (step: number, phase: Run['phase'] = 'running'): Run => ({
  ...newRun({ id: 'run', number: 1, options }),
  ...{ step, phase, progress: { ...begun(new Map()), step } },
});

function openTab(): Tab {
  const tab = browser.openTab();
  const problems: Said[] = [];
  const world = { ...tab, shelf: createShelf(records), date: () => 0 };
  let state: KeptRuns;
  const keeper = keeping(
    world,
    (problem) => problems.push(problem),
    (changes) => {
      state = { ...state, ...changes };
    },
    (id) => id === 'run',
  );
  state = keeper.state;
  return { ...tab, keeper, problems, state: () => state };
}

let first: Tab;
let second: Tab;

beforeEach(async () => {
  records = new ToyRecords();
  browser = new ToyBrowser();
  [first, second] = [openTab(), openTab()];
  expect(await first.keeper.take('run')).toBe(true);
  await first.keeper.keep(runAt(10), []);
});

test('what one tab keeps stands in the list of the other, as going on elsewhere', async () => {
  await vi.waitFor(() => expect(second.state()).toMatchObject({ kept: [{ step: 10 }], elsewhere: ['run'] }));
  expect(first.state().elsewhere).toEqual([]);
  await first.keeper.keep(runAt(20), []);
  await vi.waitFor(() => expect(second.state().kept[0].step).toBe(20));
});

test('a run is one tab’s: another can neither go on with it nor delete it, and is told', async () => {
  expect(await second.keeper.take('run')).toBe(false);
  expect(second.problems).toEqual([{ key: 'train.hasOtherTab' }]);
  await second.state().forget('run');
  expect(records.tables.get('facts')?.size).toBe(1);
  // Nor twice in one.
  expect(await first.keeper.take('run')).toBe(false);
  expect(first.problems).toEqual([]);
});

test('a tab that is closed tells nobody, and the other has its run all the same', async () => {
  await vi.waitFor(() => expect(second.state().elsewhere).toEqual(['run']));
  first.close();
  await vi.waitFor(() => expect(second.state().elsewhere).toEqual([]));
  expect(await second.keeper.take('run')).toBe(true);
});

test('a run that is over can be had once all of it is kept', async () => {
  const { put } = records;
  let write = (): void => undefined;
  records.put = async (...what) => {
    await new Promise<void>((resolve) => {
      write = resolve;
    });
    return put.apply(records, what);
  };
  void first.keeper.keep(runAt(30, 'ended'), []);
  const left = first.keeper.letGo('run');
  await vi.waitFor(() => expect(second.state().elsewhere).toEqual(['run']));
  expect(browser.holders.has('run')).toBe(true);
  await vi.waitFor(() => {
    write();
    expect(browser.holders.has('run')).toBe(false);
  });
  await left;
  await vi.waitFor(() => expect(second.state()).toMatchObject({ kept: [{ step: 30 }], elsewhere: [] }));
  await second.state().forget('run');
  await vi.waitFor(() => expect(first.state().kept).toEqual([]));
});

test('pictures are written once, and again when they could not be', async () => {
  const put = vi.spyOn(records, 'put');
  await first.keeper.keep(runAt(20), []);
  expect(put.mock.lastCall?.[1]).not.toHaveProperty('pictures');
  await first.keeper.letGo('run');
  await first.state().forget('run');
  records.isRefused = true;
  await first.keeper.keep(runAt(30), []);
  expect(first.state().isNotKept).toBe(true);
  records.isRefused = false;
  await first.keeper.keep(runAt(40), []);
  expect(put.mock.lastCall?.[1]).toHaveProperty('pictures');
});

test('of several looks at the list the one that began last counts', async () => {
  const { all } = records;
  let late = (): void => undefined;
  records.all = async (table) => {
    records.all = all;
    const before = await all.call(records, table);
    await new Promise<void>((resolve) => {
      late = resolve;
    });
    return before;
  };
  const early = second.keeper.refresh();
  await first.keeper.keep(runAt(50), []);
  await vi.waitFor(() => expect(second.state().kept[0]?.step).toBe(50));
  late();
  await early;
  expect(second.state().kept[0].step).toBe(50);
});
