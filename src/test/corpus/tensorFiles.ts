/** Tensors of PyTorch with anything in place of their storages, places, shapes and strides. */
import { join, little } from './bytes';
import type { Case } from './case';
import { archive } from './files';
import * as py from './pickle';
import { BROKEN, NAME, PTH, pth, tensor, w } from './pth';

const noNumbers = `“${PTH}” does not hold the numbers of “${NAME}”.`;
const short = `${BROKEN} the numbers of “${NAME}” are cut short.`;
const at = py.storage('FloatStorage', '0', 16);
const told = (name: string, value: Uint8Array, outcome: string): Case =>
  pth(name, () => archive(py.dict([py.text(NAME), value]), [w]), outcome);

export const tensorCases: readonly Case[] = [
  ...(
    [
      ['none', py.none],
      ['a number', py.int(0)],
      ['text', py.text('0')],
      ['2⁶⁰ lists', py.doubling(60)],
      ['a dict', join('}')],
      ['one that is not there', py.storage('FloatStorage', '7', 16)],
      ['one outside of the archive', py.storage('FloatStorage', '../../0', 16)],
      ['the table itself', py.storage('FloatStorage', '../data.pkl', 16)],
      ['another tensor', tensor()],
    ] as const
  ).map(([name, storage]) =>
    told(`a storage that is ${name}`, py.rebuilt(storage, py.int(0), py.ints([16]), py.ints([1])), noNumbers),
  ),
  ...(
    [
      ['none', py.none],
      ['less than nothing', join('J', little(0xffffffff, 4))],
      ['a half', py.float(0.5)],
      ['text', py.text('0')],
      ['endless', py.float(Number.POSITIVE_INFINITY)],
    ] as const
  ).map(([name, offset]) =>
    told(`an offset that is ${name}`, py.rebuilt(at, offset, py.ints([16]), py.ints([1])), noNumbers),
  ),
  ...(
    [
      ['none', py.none],
      ['a number', py.int(16)],
      ['text', py.text('16')],
      ['halves', py.tuple(py.float(0.5))],
      ['text in a list', py.tuple(py.text('16'))],
      ['2⁶⁰ lists', py.doubling(60)],
      ['of nine sides', py.ints(new Array(9).fill(1))],
      ['of other length than the strides', py.ints([4, 4])],
    ] as const
  ).map(([name, shape]) =>
    told(`a shape that is ${name}`, py.rebuilt(at, py.int(0), shape, py.ints([1])), noNumbers),
  ),
  ...(
    [
      ['none', py.none],
      ['a number', py.int(1)],
      ['2⁶⁰ lists', py.doubling(60)],
    ] as const
  ).map(([name, strides]) =>
    told(`strides that are ${name}`, py.rebuilt(at, py.int(0), py.ints([16]), strides), noNumbers),
  ),
  told('a tensor of no arguments', py.call(py.global('torch._utils', '_rebuild_tensor_v2')), noNumbers),
  told(
    'every second number, and there are not twice as many',
    py.rebuilt(at, py.int(0), py.ints([9]), py.ints([2])),
    short,
  ),
  told(
    'channels last, beginning too late',
    py.rebuilt(at, py.int(1), py.ints([1, 4, 2, 2]), py.ints([16, 1, 8, 4])),
    short,
  ),
  told('a stride of 2⁵⁰', py.rebuilt(at, py.int(0), py.ints([2]), py.ints([2 ** 50])), short),
  told('a tensor longer than its storage', tensor([17]), short),
  told('a tensor that begins too late', py.rebuilt(at, py.int(1), py.ints([16]), py.ints([1])), short),
  told('a tensor that begins nowhere', py.rebuilt(at, py.int(2 ** 52), py.ints([16]), py.ints([1])), short),
  told('a tensor of 2¹⁰⁰ numbers', tensor([2 ** 50, 2 ** 50]), short),
];
