import { expect, test } from 'vitest';
import { Cursor } from './cursor';
import { Inert, type Known, Named, Refused, unpickle, type Value } from './pickle';

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
  );

const known = new Map<string, Known>([
  ['collections OrderedDict', { call: () => new Map() }],
  ['torch FloatStorage', { meaning: 'F32' }],
]);

const read = (pickle: Uint8Array<ArrayBuffer>, persistent = (id: Value): Value => id): Value =>
  unpickle(new Cursor(pickle), { known, persistent });

test.each([
  [2, 'gAJ9cQAoWAEAAABhcQFdcQIoSwFK/v///0pwEQEAR0AEAAAAAAAATohlWAEAAABicQNYAQAAAHhxBIoGAAAAAAABhnEFdS4='],
  [4, 'gASVNgAAAAAAAAB9lCiMAWGUXZQoSwFK/v///0pwEQEAR0AEAAAAAAAATohljAFilIwBeJSKBgAAAAAAAYaUdS4='],
])('plain values come back as Python wrote them with protocol %i', (_, base64) => {
  // pickle.dumps({"a": [1, -2, 70000, 2.5, None, True], "b": ("x", 2**40)}, protocol=…)
  expect(read(Uint8Array.from(Buffer.from(base64, 'base64')))).toEqual(
    new Map<string, unknown>([
      ['a', [1, -2, 70000, 2.5, null, true]],
      ['b', ['x', 2 ** 40]],
    ]),
  );
});

test('a function that is not on the list is named and not run: what it was to be called with is kept', () => {
  const made = read(bytes([0x80, 2], 'cposix\nsystem\n', '(U\x02lst', 'R.'));
  expect(made).toEqual(new Inert('posix.system', ['ls']));
  expect(read(bytes([0x80, 4, 0x8c, 8], 'builtins', [0x8c, 4], 'eval', [0x93], '.'))).toEqual(
    new Named('builtins.eval'),
  );
});

test('what such a function would give is as inert: called, given a state, items and entries', () => {
  const made = read(bytes([0x80, 2], 'cm\nf\n', ')R)R', '}U\x02lrNsb', 'K\x01a', 'U\x01aK\x02s.')) as Inert;
  expect(made.name).toBe('m.f');
  expect(made.state).toEqual(new Map([['lr', null]]));
  expect(made.items).toEqual([1]);
  expect(made.entries).toEqual(new Map([['a', 2]]));
});

test('a known class can only be what it is', () => {
  expect(read(bytes([0x80, 2], 'ctorch\nFloatStorage\n', ')R.'))).toBeInstanceOf(Inert);
  for (const wrong of [']}b.', '}K\x01a.', ']K\x01K\x02s.', 'K\x01)R.', 'K\x01)\x81.', 'cm\nf\nK\x01R.'])
    expect(() => read(bytes([0x80, 2], wrong))).toThrow(Refused);
});

test('an object is its state, and a storage what the caller makes of its reference', () => {
  const namespace = read(bytes([0x80, 2], 'cargparse\nNamespace\n', ')', [0x81], '}U\x02lrNsb.'));
  expect((namespace as Inert).state).toEqual(new Map([['lr', null]]));
  expect(read(bytes([0x80, 2], 'U\x03abcQ.'), (id) => `the ${id}`)).toBe('the abc');
});

test.each([
  // pickle.dumps({"a": [1, -2, 2.5, None, True], "b": ("x", 2**40), "ü": "y"}, protocol=0)
  [
    0,
    'KGRwMApWYQpwMQoobHAyCkkxCmFJLTIKYUYyLjUKYU5hSTAxCmFzVmIKcDMKKFZ4CnA0CkwxMDk5NTExNjI3Nzc2TAp0cDUKc1b8CnA2ClZ5CnA3CnMu',
  ],
  [5, 'gAWVOgAAAAAAAAB9lCiMAWGUXZQoSwFK/v///0dABAAAAAAAAE6IZYwBYpSMAXiUigYAAAAAAAGGlIwCw7yUjAF5lHUu'],
])('protocol %i is read too', (_, base64) => {
  expect(read(Uint8Array.from(Buffer.from(base64, 'base64')))).toEqual(
    new Map<string, unknown>([
      ['a', [1, -2, 2.5, null, true]],
      ['b', ['x', 2 ** 40]],
      ['ü', 'y'],
    ]),
  );
});

test('sets, frozen ones, and objects with keywords are read', () => {
  expect(read(bytes([0x80, 4, 0x8f], '(K\x01K\x02', [0x90], '.'))).toEqual(new Set([1, 2]));
  expect(read(bytes([0x80, 4], '(K\x01', [0x91], '.'))).toEqual(new Set([1]));
  expect(read(bytes([0x80, 4], 'cm\nC\n)}', [0x92], '.'))).toEqual(new Inert('m.C', []));
  expect(read(bytes([0x80, 0], '(K\x01im\nC\n.'))).toEqual(new Inert('m.C', [1]));
  expect(read(bytes([0x80, 0], '(cm\nC\nK\x01o.'))).toEqual(new Inert('m.C', [1]));
});

test('a whole number of a megabyte is none, and takes no time', () => {
  const long = bytes([0x80, 2, 0x8b, 0, 0, 16, 0]);
  const pickle = new Uint8Array(long.length + 2 ** 20 + 1).fill(1);
  pickle.set(long);
  pickle[pickle.length - 1] = 0x2e;
  expect(read(pickle)).toBe(Number.NaN);
});

test('opcodes of extensions and of buffers outside are refused', () => {
  for (const opcode of [0x82, 0x83, 0x84, 0x50, 0x97, 0x98]) {
    expect(() => read(bytes([0x80, 2], '(', [opcode], '.'))).toThrow(Refused);
  }
});

test('a pickle cut anywhere gives an error, never a value', () => {
  const whole = bytes([0x80, 2], '}(U\x01aK\x01U\x01b]K\x02au.');
  expect(read(whole)).toEqual(
    new Map<string, unknown>([
      ['a', 1],
      ['b', [2]],
    ]),
  );
  for (let end = 0; end < whole.length; end++) expect(() => read(whole.slice(0, end))).toThrow();
});
