import { expect, test } from 'vitest';
import { said } from '../../words/said';
import { say } from '../../words/say';
import { Sentence } from '../message';
import { halfSentence, told } from './words';

test('what onnxruntime says is quoted as its own words, clipped', async () => {
  const asked = told(Promise.reject(new Error(`[WebGPU] ${'x'.repeat(1e6)}`)));
  const words = await asked.catch((error: Error) => error.message);
  expect(words).toMatch(/^onnxruntime reports “\[WebGPU\] x+…x+”$/);
  expect(words?.length).toBeLessThan(200);
});

test.each(['std::bad_alloc', 'WebAssembly.Memory(): could not allocate memory', 'RangeError: Out of memory'])(
  '%s is memory that this device does not give',
  async (message) => {
    expect(say(halfSentence(new RangeError(message)))).toBe('this device does not give it enough memory');
    await expect(told(Promise.reject(new Error(message)))).rejects.toThrow('not give it enough memory');
  },
);

test('a half sentence of ours stays; an error of the browser’s is quoted', () => {
  const ours = new Sentence(said('inference.answered', { status: 404, url: 'weights' }));
  expect(say(halfSentence(ours))).toBe('the server answered 404 for weights');
  expect(say(halfSentence(new TypeError('x is undefined')))).toBe('it broke off with “x is undefined”');
});
