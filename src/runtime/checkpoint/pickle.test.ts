import { expect, test } from 'vitest';
import { instance, type Known, Refused, unpickle, type Value } from './pickle';

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
  );

const known = new Map<string, Known>([
  ['collections OrderedDict', { call: () => new Map() }],
  ['argparse Namespace', { create: instance }],
  ['torch FloatStorage', { meaning: 'F32' }],
]);

const read = (pickle: Uint8Array<ArrayBuffer>, persistent = (id: Value): Value => id): Value =>
  unpickle(pickle, { known, persistent });

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

test('a function that is not on the list is named and not run', () => {
  expect(() => read(bytes([0x80, 2], 'cposix\nsystem\n', '(U\x02lst', 'R.'))).toThrow(
    new Refused('“posix.system”'),
  );
  expect(() => read(bytes([0x80, 4, 0x8c, 8], 'builtins', [0x8c, 4], 'eval', [0x93], '.'))).toThrow(
    new Refused('“builtins.eval”'),
  );
});

test('a known class can only be what it is: not called, not given a state it has no use for', () => {
  expect(() => read(bytes([0x80, 2], 'ctorch\nFloatStorage\n', ')R.'))).toThrow(Refused);
  expect(() => read(bytes([0x80, 2], 'ctorch\nFloatStorage\n', ')', [0x81], '.'))).toThrow(Refused);
  expect(() => read(bytes([0x80, 2], ']', '}b.'))).toThrow(Refused);
  expect(() => read(bytes([0x80, 2], '}', 'K\x01a.'))).toThrow(Refused);
  expect(() => read(bytes([0x80, 2], ']K\x01K\x02s.'))).toThrow(Refused);
});

test('an object is its state, and a storage what the caller makes of its reference', () => {
  const namespace = read(bytes([0x80, 2], 'cargparse\nNamespace\n', ')', [0x81], '}U\x02lrNsb.'));
  expect(namespace).toEqual({ state: new Map([['lr', null]]) });
  expect(read(bytes([0x80, 2], 'U\x03abcQ.'), (id) => `the ${id}`)).toBe('the abc');
});

test('opcodes that old pickles know and files of weights do not need are refused', () => {
  for (const opcode of [0x69, 0x6f, 0x82, 0x50, 0x92]) {
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
