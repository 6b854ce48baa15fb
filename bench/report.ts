/** Writes `RESULTS.md` and `results.json` from the rows of a run. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { FullConfig, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import type { Row } from './rows';

const HEAD = `# What was measured

Written by \`npm run bench\`; what each row means, and what limits those that fall short, is in [README.md](README.md). Times drift
from machine to machine: what counts is the ratio to the peer, which did the same work in the same run.
`;

const line = ({ measure, here, peer = '', reach = '', reached }: Row): string =>
  `| ${measure} | ${here} | ${peer} | ${reach} | ${reached === undefined ? '' : reached ? 'yes' : '**no**'} |`;

const fileIn = (name: string): URL => new URL(name, import.meta.url);

export default class Report implements Reporter {
  readonly #sections = new Map<string, Row[]>();
  readonly #failed: string[] = [];

  /** A part of the bench that is run by itself (`-g`) writes nothing over the results of a whole run. */
  readonly #isPart = process.argv.some((word) => /^(-g|--grep|--project)/.test(word));

  onBegin(_: FullConfig): void {
    console.log('Nothing else should be running on this machine.');
  }

  onTestEnd({ title, parent }: TestCase, { attachments, status }: TestResult): void {
    if (status !== 'passed' && status !== 'skipped') {
      this.#failed.push(title);
      return;
    }
    const rows = attachments.flatMap(({ name, body }) =>
      name === 'row' && body ? [JSON.parse(body.toString()) as Row] : [],
    );
    if (rows.length > 0) this.#sections.set(`${title}, ${parent.project()?.name}`, rows);
  }

  onEnd(): void {
    if (this.#isPart) return;
    const gigabytes = Math.round(totalmem() / 2 ** 30);
    const machine = `${availableParallelism()} cores (${cpus()[0].model}), ${gigabytes} GB, Node ${process.version}`;
    const tables = [...this.#sections].map(([title, rows]) =>
      [
        `## ${title[0].toUpperCase()}${title.slice(1)}\n`,
        '| measure | here | peer | reach | reached |',
        '| --- | --- | --- | --- | --- |',
        ...rows.map(line),
      ].join('\n'),
    );
    const missing = this.#failed
      .map((title) => `Not measured in this run, as it failed: ${title}.\n\n`)
      .join('');
    writeFileSync(
      fileIn('RESULTS.md'),
      `${HEAD}\nMachine: ${machine}.\n\n${missing}${tables.join('\n\n')}\n`,
    );
    const sections = Object.fromEntries(this.#sections);
    writeFileSync(fileIn('results.json'), `${JSON.stringify({ machine, sections }, undefined, 2)}\n`);
  }
}
