/** Harm done to files at random, for the fuzzer: every file it makes is told by numbers, which fast-check makes smaller. */
import fc from 'fast-check';
import { type Bytes, join, little } from './bytes';
import * as py from './pickle';

/** A place in a file, as a share of it: most are near the beginning or the end, where the lists are. */
const place = fc.oneof(
  fc.double({ min: 0, max: 0.02, noNaN: true }),
  fc.double({ min: 0.97, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

type Harm = (bytes: Bytes) => Bytes;

const flip = fc.tuple(place, fc.integer({ min: 0, max: 7 })).map(
  ([at, bit]): Harm =>
    (bytes) => {
      const harmed = bytes.slice();
      if (harmed.length) harmed[Math.min(harmed.length - 1, Math.floor(at * harmed.length))] ^= 1 << bit;
      return harmed;
    },
);

const overwrite = fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 12 })).map(
  ([at, by]): Harm =>
    (bytes) => {
      const harmed = bytes.slice();
      const from = Math.floor(at * Math.max(0, harmed.length - by.length));
      harmed.set(by.subarray(0, harmed.length - from), from);
      return harmed;
    },
);

const cut = place.map(
  (at): Harm =>
    (bytes) =>
      bytes.slice(0, Math.floor(at * bytes.length)),
);

const insert = fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(
  ([at, what]): Harm =>
    (bytes) => {
      const from = Math.floor(at * bytes.length);
      return join(bytes.subarray(0, from), what, bytes.subarray(from));
    },
);

/** A stretch is there twice, or gone. */
const repeat = fc.tuple(place, place, fc.boolean()).map(
  ([a, b, isGone]): Harm =>
    (bytes) => {
      const [from, to] = [a, b].map((at) => Math.floor(at * bytes.length)).sort((x, y) => x - y);
      return join(bytes.subarray(0, to), bytes.subarray(isGone ? to : from));
    },
);

/** One to twenty of them, one after the other. */
export const harms: fc.Arbitrary<Harm> = fc
  .array(fc.oneof({ weight: 4, arbitrary: flip }, overwrite, cut, insert, repeat), {
    minLength: 1,
    maxLength: 20,
  })
  .map((all) => (bytes) => all.reduce((harmed, harm) => harm(harmed), bytes));

/** Numbers that programs stumble over. */
const oddNumber = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 1e300, 4, 32, 64, 128, 224),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

export const oddText = fc.oneof(
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    'F32',
    'vit_mae',
    '0',
    'NaN',
    '“”',
    '\u202e',
    'a\nb',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  oddNumber,
  oddText,
  fc.constantFrom(null, true, false),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Parts of pickles, good and bad, in any order. */
export const program: fc.Arbitrary<Bytes> = fc
  .array(
    fc.oneof(
      oddText.map(py.text),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(py.int),
      fc.double().map(py.float),
      fc.constantFrom(...[...'}]()0125aestudlbRQN2.'].map((opcode) => join(opcode))),
      fc.integer({ min: 0, max: 5 }).map((at) => join('q', [at])),
      fc.integer({ min: 0, max: 5 }).map((at) => join('h', [at])),
      fc.constantFrom(
        py.global('collections', 'OrderedDict'),
        py.global('torch._utils', '_rebuild_tensor_v2'),
        py.global('argparse', 'Namespace'),
        py.global('torch', 'FloatStorage'),
        py.global('os', 'system'),
        py.storage('FloatStorage', '0', 16),
        py.rebuilt(py.storage('FloatStorage', '0', 16), py.int(0), py.ints([16]), py.ints([1])),
        py.doubling(40),
        join([0x93]),
        join([0x81]),
        join([0x94]),
        join([0x85]),
        join([0x87]),
      ),
      fc.uint8Array({ maxLength: 3 }).map((bytes) => join(bytes)),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((length) => join('X', little(length, 4))),
    ),
    { maxLength: 40 },
  )
  .map((parts) => join(...parts));
