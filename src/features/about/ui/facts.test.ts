import { expect, test } from 'vitest';
import type { Playground } from '../../../store/playground';
import { model } from '../../../test/toy';
import { said } from '../../../words/said';
import { factsOf, type Surroundings } from './facts';

const world: Surroundings = {
  isSecureContext: true,
  crossOriginIsolated: false,
  innerWidth: 1440,
  innerHeight: 900,
  devicePixelRatio: 2,
  navigator: { userAgent: 'A browser', hardwareConcurrency: 4, language: 'de' },
  location: { href: 'https://example.org/#ratio=0.5' },
};

const page = (facts: object): Playground =>
  ({ model, status: { kind: 'probing' }, ...facts }) as unknown as Playground;

test('each fact is a line with its name', () => {
  const lines = factsOf(page({}), world).split('\n');
  for (const line of lines) expect(line).toMatch(/^[A-Z][\w ]+: .+$/);
  expect(lines).toContain('Address: https://example.org/#ratio=0.5');
  expect(lines).toContain('Model: Toy, 8 × 8 × 3, patches of 2, target pixels');
  expect(lines).toContain('Threads: 4, not isolated');
  expect(lines).toContain('Runs: probing');
});

test('what it runs on is said with the reason, and a message only when there is one', () => {
  const running = { backend: 'wasm', threads: 2, precision: 'float32', reason: 'there is no GPU' };
  const facts = factsOf(
    page({ status: { kind: 'running', running }, problem: said('page.nothingPasted') }),
    world,
  );
  expect(facts).toContain('Runs: WebAssembly, 2 threads: there is no GPU');
  expect(facts).toContain('Message: The clipboard holds no picture.');
  expect(factsOf(page({}), world)).not.toContain('Message');
});

test('nothing of a photograph is among them', () => {
  const photo = { kind: 'own', title: 'Me at the beach.jpg' };
  expect(factsOf(page({ photo }), world)).not.toContain('beach');
});
