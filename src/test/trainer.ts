/** A world to train in: a trainer that does what a test says, and a browser that keeps things as long as the test is. */
import type { Raster } from '../mae/raster';
import type { Records } from '../runtime/browser/records';
import { begun, type Progress } from '../runtime/train/options';
import { firstParameters } from '../runtime/train/parameters';
import type { Beginning, FromTrainer, RunOptions, ToTrainer } from '../runtime/train/protocol';
import type { Trainer } from '../runtime/train/trainer';

/** A run that was asked for, and what it was told. */
export class ToyTraining {
  readonly told: ToTrainer[] = [];
  isReleased = false;

  constructor(
    readonly options: RunOptions,
    readonly pictures: readonly Raster[],
    readonly hear: (event: FromTrainer) => void,
    readonly from?: Beginning,
  ) {}

  get words(): readonly string[] {
    return this.told.map(({ type }) => type);
  }

  ready(): void {
    this.hear({ type: 'ready', learned: 10, threads: 1, held: [] });
  }

  /** Makes the steps from one to another. */
  steps(first: number, last: number, loss = (step: number): number => 1 / step, ms = 10): void {
    for (let step = first; step <= last; step++)
      this.hear({ type: 'step', step, loss: loss(step), rate: 0.001, ms });
  }

  looks(step: number, loss: number): void {
    this.hear({ type: 'heldOut', step, loss, harmonicLoss: 0.5 });
  }

  checkpoint(step: number): Progress {
    const progress = { ...begun(firstParameters(this.options.geometry, 0)), step };
    this.hear({ type: 'checkpoint', progress });
    return progress;
  }

  ends(step: number): void {
    this.checkpoint(step);
    this.hear({ type: 'ended', step });
  }
}

export class ToyTrainer implements Trainer {
  readonly trainings: ToyTraining[] = [];

  get last(): ToyTraining {
    return this.trainings[this.trainings.length - 1];
  }

  train(...run: ConstructorParameters<typeof ToyTraining>): ReturnType<Trainer['train']> {
    const training = new ToyTraining(...run);
    this.trainings.push(training);
    const tell = (message: ToTrainer): void => {
      training.told.push(message);
    };
    return {
      pause: () => tell({ type: 'pause' }),
      goOn: () => tell({ type: 'goOn' }),
      setLearningRate: (peak) => tell({ type: 'setLearningRate', peak }),
      askPreview: () => tell({ type: 'askPreview' }),
      askCheckpoint: () => tell({ type: 'askCheckpoint' }),
      stop: () => tell({ type: 'stop' }),
      release: () => {
        training.isReleased = true;
      },
    };
  }
}

/** Records in memory; `isRefused` as in a browser that keeps nothing. */
export class ToyRecords<Table extends string> implements Records<Table> {
  readonly tables = new Map<string, Map<string, unknown>>();
  isRefused = false;

  private async table(name: string): Promise<Map<string, unknown>> {
    if (this.isRefused) throw new DOMException('', 'QuotaExceededError');
    const table = this.tables.get(name) ?? new Map<string, unknown>();
    this.tables.set(name, table);
    return table;
  }
  async all(name: Table): Promise<readonly unknown[]> {
    return [...(await this.table(name)).values()];
  }
  async get(name: Table, key: string): Promise<unknown> {
    return (await this.table(name)).get(key);
  }
  async put(key: string, values: Readonly<Partial<Record<Table, unknown>>>): Promise<void> {
    for (const [name, value] of Object.entries(values)) (await this.table(name)).set(key, value);
  }
  async remove(key: string, names: readonly Table[]): Promise<void> {
    for (const name of names) (await this.table(name)).delete(key);
  }
}
