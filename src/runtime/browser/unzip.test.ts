import { downloadZip } from 'client-zip';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { spell } from '../../words/say';
import { Sentence } from '../message';
import { unzip } from './unzip';

const file = (content: BlobPart, name = 'classes.zip') => new File([content], name);
const everything = () => true;
const texts = async (archive: File) =>
  Promise.all(
    (await unzip(archive, everything)).map(async ({ path, file: found }) => [path, await found.text()]),
  );

test('what the page zips it unzips', async () => {
  const zip = downloadZip([
    { name: 'cats/1.png', input: 'one' },
    { name: '狗/2.png', input: 'two' },
  ]);
  expect(await texts(file(await zip.blob()))).toEqual([
    ['cats/1.png', 'one'],
    ['狗/2.png', 'two'],
  ]);
});

test('what other programs compressed is unpacked', async () => {
  const zip = zipSync({ 'a/long.txt': strToU8('long '.repeat(1000)) });
  expect(zip.length).toBeLessThan(1000);
  expect(await texts(file(zip as Uint8Array<ArrayBuffer>))).toEqual([['a/long.txt', 'long '.repeat(1000)]]);
});

test('only what is wanted is unpacked', async () => {
  const zip = zipSync({ 'a.png': strToU8('a'), 'b.txt': strToU8('b') });
  const found = await unzip(file(zip as Uint8Array<ArrayBuffer>), (name) => name.endsWith('.png'));
  expect(found.map(({ path }) => path)).toEqual(['a.png']);
});

test('what is no archive, or half of one, gets a sentence', async () => {
  const zip = zipSync({ 'a.png': strToU8('a'.repeat(99)) }, { level: 0 });
  for (const content of ['no archive', zip.subarray(0, 60)]) {
    const error = await unzip(file(content as BlobPart), everything).catch((reason) => reason);
    expect(error).toBeInstanceOf(Sentence);
    expect(spell((error as Sentence).said)).toContain('classes.zip is no archive');
  }
});
