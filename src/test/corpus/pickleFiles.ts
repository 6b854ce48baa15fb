/** Pickles that ask for more than data, or are none. */
import { join, little } from './bytes';
import type { Case } from './case';
import { archive } from './files';
import * as py from './pickle';
import { BROKEN, PTH, pth, tensor, w } from './pth';

const odd = (what: string): string =>
  `“${PTH}” has a table of tensors with ${what} in it, which PyTorch does not write, so it was not opened; nothing in it was run.`;
const noTable = `${BROKEN} its table of tensors cannot be read.`;
const noTensors = `“${PTH}” holds no tensors by name, however deep one looks.`;

const harmful = [
  ['os', 'system'],
  ['posix', 'system'],
  ['nt', 'system'],
  ['subprocess', 'Popen'],
  ['subprocess', 'check_output'],
  ['builtins', 'eval'],
  ['builtins', 'exec'],
  ['builtins', '__import__'],
  ['builtins', 'getattr'],
  ['__builtin__', 'eval'],
  ['runpy', '_run_code'],
  ['importlib', 'import_module'],
  ['webbrowser', 'open'],
  ['socket', 'socket'],
  ['shutil', 'rmtree'],
  ['torch', 'load'],
  ['torch.hub', 'load'],
  ['torch._utils', '_rebuild_tensor'],
  ['collections', 'namedtuple'],
  ['argparse', '_sys'],
  ['constructor', 'prototype'],
  ['', ''],
] as const;

export const pickleCases: readonly Case[] = [
  ...harmful.flatMap(([module, name]): Case[] => [
    pth(
      `a call of ${module}.${name}`,
      () => archive(py.call(py.global(module, name), py.text('id'))),
      noTensors,
    ),
    pth(
      `a call of ${module}.${name} by the stack`,
      () => archive(join(py.text(module), py.text(name), [0x93], py.tuple(py.text('id')), 'R')),
      noTensors,
    ),
  ]),
  ...[0x00, 0x22, 0x50, 0x82, 0x83, 0x84, 0x97, 0x98, 0xff].map((opcode) =>
    pth(
      `opcode 0x${opcode.toString(16)}`,
      () => archive(join('}', [opcode])),
      odd(`opcode 0x${opcode.toString(16)}`),
    ),
  ),
  ...[0x46, 0x49, 0x4c, 0x53, 0x56, 0x67, 0x69, 0x6f, 0x70, 0x8b, 0x8e, 0x90, 0x91, 0x92, 0x96].map(
    (opcode) =>
      pth(
        `opcode 0x${opcode.toString(16)} with nothing behind it`,
        () => archive(join('}', [opcode])),
        noTable,
      ),
  ),
  ...['0', 'a', 'e', 's', 'u', 't', 'l', 'd', 'R', 'b', 'Q', '1'].map((opcode) =>
    pth(`“${opcode}” on an empty stack`, () => archive(join(opcode)), noTable),
  ),
  pth('a memory of nothing', () => archive(py.get(7)), noTable),
  pth('a text longer than the file', () => archive(join('X', little(2 ** 31, 4))), noTable),
  pth('a text of 2⁶³ bytes', () => archive(join([0x8d], little(2n ** 63n, 8))), noTable),
  pth('a line without an end', () => archive(join('cposix')), noTable),
  pth(
    'a number of 255 bytes in place of the dict',
    () => archive(join([0x8a, 255], new Uint8Array(255).fill(0x7f))),
    noTensors,
  ),
  pth('no value but an end', () => archive(new Uint8Array(0)), noTable),
  ...(
    [
      ['None', py.none],
      ['a number', py.int(7)],
      ['text', py.text('w')],
      ['a list', py.list(py.int(1))],
      ['an empty dict', join('}')],
      ['2⁶⁰ lists', py.doubling(60)],
      ['a tensor', tensor()],
      ['a class', py.global('torch', 'FloatStorage')],
      ['a model that is text', py.dict([py.text('model'), py.text('x')])],
      ['a model that is empty', py.dict([py.text('model'), join('}')])],
    ] as const
  ).map(([name, value]) => pth(`${name} in place of the dict`, () => archive(value, [w]), noTensors)),
  ...(
    [
      ['None', py.none],
      ['a number', py.int(7)],
      ['text', py.text('w')],
      ['2⁶⁰ lists', py.doubling(60)],
      ['a class', py.global('torch', 'FloatStorage')],
      ['a dict', py.dict([py.int(1), py.int(2)])],
    ] as const
  ).map(([name, value]) =>
    pth(`${name} in place of a tensor`, () => archive(py.dict([py.text('w'), value]), [w]), noTensors),
  ),
  ...(
    [
      ['None', py.none],
      ['half a number', py.float(0.5)],
      ['2⁶⁰ lists', py.doubling(60)],
      ['a tensor', tensor()],
    ] as const
  ).map(([name, value]) =>
    pth(`${name} in place of a name`, () => archive(py.dict([value, tensor()]), [w]), noTensors),
  ),
  pth(
    '2⁶⁰ lists for a function’s name',
    () => archive(join(py.doubling(60), py.text('x'), [0x93])),
    odd('a name that is no text'),
  ),
  pth('a call of a number', () => archive(py.call(py.int(7))), odd('a call of what is no function')),
  pth('a call of a class', () => archive(py.call(py.global('torch', 'FloatStorage'))), noTensors),
  pth('an object of a function', () => archive(py.object(py.global('torch', 'Size'), py.none)), noTensors),
  pth(
    'a state for a number',
    () => archive(join(py.int(7), py.none, 'b')),
    odd('a state for something that has none'),
  ),
  pth(
    'an item for a number',
    () => archive(join(py.int(7), py.int(1), py.int(2), 's')),
    odd('items set in something that is not a dict'),
  ),
  pth(
    'a value appended to a dict',
    () => archive(join('}', py.int(1), 'a')),
    odd('items appended to something that is not a list'),
  ),
  pth('a reference to a number', () => archive(py.persistent(py.int(7))), noTensors),
  pth('a reference to 2⁶⁰ lists', () => archive(py.persistent(py.doubling(60))), noTensors),
  pth('a storage of a kind that is none', () => archive(py.storage('Size', '0', 4)), noTensors),
  pth('two million steps', () => archive(new Uint8Array(2e6).fill(0x4e)), odd('more than 1,000,000 steps')),
  pth(
    'twenty megabytes of table',
    () => archive(new Uint8Array(20 * 2 ** 20).fill(0x4e)),
    `“${PTH}” has a table of tensors longer than 16 MB, which no model needs, so it was not opened.`,
  ),
  pth(
    '25,000 tensors',
    () =>
      archive(py.dict(...Array.from({ length: 25_000 }, (_, i) => [py.text(`w${i}`), tensor()] as const)), [
        w,
      ]),
    `“${PTH}” holds more than 24,000 tensors, which no model needs, so it was not opened.`,
  ),
  ...[10, 100, 1000].map((length) =>
    pth(
      `a table cut to ${length} bytes`,
      () => archive(join('(', py.dict([py.text('w'.repeat(2000)), py.none])).slice(0, length)),
      noTable,
    ),
  ),
];
