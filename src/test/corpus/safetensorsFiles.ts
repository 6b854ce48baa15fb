/** Safetensors files that are cut short, lie about places and lengths, or list what is no tensor. */
import { type Bytes, join, little } from './bytes';
import { type Case, file } from './case';
import { type Entry, raw, safetensors } from './files';
import { small } from './small';

const NAME = 'model.safetensors';
const NOT_WHOLE = `“${NAME}” is not a whole safetensors file:`;
const whole = safetensors(small);
const listEnd = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));

const safe = (name: string, bytes: () => Bytes, outcome: string): Case => ({
  name: `safetensors: ${name}`,
  files: () => [file(bytes(), NAME)],
  outcome,
});

const kindless = `“${NAME}” is neither a safetensors nor a PyTorch file. Bring model.safetensors, pytorch_model.bin or a .pth file.`;
const cut = (bytes: number): string => {
  if (bytes === 0) return `“${NAME}” is empty. Bring model.safetensors, pytorch_model.bin or a .pth file.`;
  if (bytes < 9) return kindless;
  if (bytes < listEnd) return `${NOT_WHOLE} it ends within its list of tensors.`;
  return `${NOT_WHOLE} it ends before “${firstBeyond(bytes)}” does.`;
};
function firstBeyond(bytes: number): string {
  let at = listEnd;
  for (const [name, { values }] of small) {
    at += values.length * 4;
    if (at > bytes) return name;
  }
  return '';
}

const lengths = [0, 1, 7, 8, 9, 100, listEnd - 1, listEnd, listEnd + 1, 100_000, whole.length - 1];

const UNREADABLE = `${NOT_WHOLE} its list of tensors cannot be read.`;
const entry: Entry = { dtype: 'F32', shape: [4, 4], data_offsets: [0, 64] };
const data = new Uint8Array(64);
const listed = (name: string, list: unknown, outcome: string): Case =>
  safe(name, () => raw(list, data), outcome);

const strange = [null, true, 7, 'F32', [], {}, '__proto__'] as const;
const unplaced = `${NOT_WHOLE} it does not say where “w” is.`;
const fields: readonly Case[] = [
  ...strange.map((value) => listed(`an entry that is ${JSON.stringify(value)}`, { w: value }, unplaced)),
  ...[null, 7, [], {}].map((dtype) =>
    listed(`a type that is ${JSON.stringify(dtype)}`, { w: { ...entry, dtype } }, unplaced),
  ),
  ...[null, 7, '4', {}, [4.5], [-4], ['4'], [null], [1e300], [[4]], new Array(9).fill(1)].map((shape) =>
    listed(`a shape that is ${JSON.stringify(shape)}`, { w: { ...entry, shape } }, unplaced),
  ),
  ...[null, 7, '0', {}, [], [0], [0, 64, 64], [-1, 63], [0, '64'], [0, 1.5], [0, 1e300]].map((place) =>
    listed(`a place that is ${JSON.stringify(place)}`, { w: { ...entry, data_offsets: place } }, unplaced),
  ),
  listed(
    'a place beyond the end',
    { w: { ...entry, data_offsets: [1, 65] } },
    `${NOT_WHOLE} it ends before “w” does.`,
  ),
  listed(
    'a place that ends before it begins',
    { w: { ...entry, data_offsets: [64, 0] } },
    `${NOT_WHOLE} “w” takes -64 bytes and should take 64.`,
  ),
  listed(
    'a shape larger than its place',
    { w: { ...entry, shape: [2 ** 26, 2 ** 26] } },
    `${NOT_WHOLE} “w” takes 64 bytes and should take ${2 ** 54}.`,
  ),
];

const long = 'w'.repeat(1e6);
const lists: readonly Case[] = [
  ...['null', '7', '"text"', '[]x', '{', '{"a":', '{]', 'nul', '\u0000'].map((text) =>
    // What does not begin as an object does is no safetensors file to begin with.
    listed(`a list that is ${JSON.stringify(text)}`, text, text.startsWith('{') ? UNREADABLE : kindless),
  ),
  listed('a list that nests a million deep', `{"w":${'['.repeat(1e6)}${']'.repeat(1e6)}}`, UNREADABLE),
  safe('a list that is no UTF-8', () => join(little(4, 8), '{', [0xff, 0xfe], '}', data), UNREADABLE),
  safe(
    'a list longer than the file',
    () => raw('{}', data, 67),
    `${NOT_WHOLE} it ends within its list of tensors.`,
  ),
  safe(
    'a list of 2⁶³ bytes',
    () => raw('{}', data, 2n ** 63n),
    `${NOT_WHOLE} it ends within its list of tensors.`,
  ),
  safe(
    'a list of 2⁶⁴ − 1 bytes',
    () => raw('{}', data, 2n ** 64n - 1n),
    `${NOT_WHOLE} it ends within its list of tensors.`,
  ),
  listed(
    'a list of five megabytes',
    `{"w":"${'x'.repeat(5 * 2 ** 20)}"}`,
    `“${NAME}” has a list of tensors longer than 4 MB, which no model needs, so it was not opened.`,
  ),
  listed(
    '25,000 tensors',
    Object.fromEntries(Array.from({ length: 25_000 }, (_, i) => [`w${i}`, entry])),
    `“${NAME}” holds more than 24,000 tensors, which no model needs, so it was not opened.`,
  ),
  listed(
    'no tensor at all',
    {},
    `“${NAME}” is not a masked autoencoder that can be read: none of its 0 tensors has the name of one.`,
  ),
  listed(
    'a name of a megabyte',
    { [long]: null },
    `${NOT_WHOLE} it does not say where “${'w'.repeat(53)}…${'w'.repeat(26)}” is.`,
  ),
  listed('a name that turns the sentence round', { 'w\u202e': null }, unplaced),
  listed(
    'a name of many lines',
    { 'w\n\n\nYour session is over.': null },
    `${NOT_WHOLE} it does not say where “w Your session is over.” is.`,
  ),
  listed(
    'a name that ends the quotation',
    { 'w” is fine. “': null },
    `${NOT_WHOLE} it does not say where “w" is fine. "” is.`,
  ),
];

export const safetensorsCases: readonly Case[] = [
  ...lengths.map((length) => safe(`cut to ${length} bytes`, () => whole.slice(0, length), cut(length))),
  ...lists,
  ...fields,
];
