/**
 * Reads Python's pickles as data and runs nothing: https://docs.python.org/3/library/pickletools.html lists the opcodes. A pickle can
 * name any class or function. Those of a list that the caller gives stand for something; of all others only what was put into them is
 * kept, without any life of its own.
 */
import { said } from '../../words/said';
import { Sentence } from '../message';
import { MOST_STEPS } from './bounds';
import type { Cursor } from './cursor';

export type Value = unknown;

/** A dict of Python: keys of any kind, in their order. */
export type Dict = Map<Value, Value>;

/** A class or function that is understood. */
export interface Known {
  /** What calling it gives. */
  call?(args: readonly Value[]): Value;
  /** What an instance made without arguments is. */
  create?(): Value;
  /** What it stands for where it is only named. */
  readonly meaning?: string;
}

/** Something that no pickle of Python's own says; the message names it, as a part of a sentence. */
export class Refused extends Sentence {
  override name = 'Refused';
}

export interface Reading {
  /** By "module name", e.g. "collections OrderedDict". */
  readonly known: ReadonlyMap<string, Known>;
  /** What a reference to something outside of the pickle stands for. */
  persistent(id: Value): Value;
}

const MARK = Symbol('mark');

/** A class or function that was named, before anything is done with it. */
export class Named {
  readonly name: string;
  readonly known?: Known;
  constructor(name: string, known?: Known) {
    this.name = name;
    if (known) this.known = known;
  }
}

/** An object of a class that is not understood: what was put into it. */
export class Inert {
  /** Of its class, or of what was called to make it. */
  readonly name: string;
  readonly args: Value;
  state: Value;
  readonly entries: Dict = new Map();
  readonly items: Value[] = [];
  constructor(name: string, args: Value) {
    this.name = name;
    this.args = args;
  }
}

/** The length of the longest whole number that is read; a longer one is no number here. */
const LONGEST_INTEGER = 255;

/** A whole number written out, as protocol 0 has it: `01` and `00` are true and false there. */
function decimal(line: string): Value {
  if (line === '01' || line === '00') return line === '01';
  return line.length > LONGEST_INTEGER ? Number.NaN : Number(line.replace(/L$/, ''));
}

/** A text of protocol 0, in which what Latin-1 has not is written by its number. */
const unescaped = (line: string): string =>
  line.replace(/\\u([0-9a-f]{4})|\\U(0010[0-9a-f]{4}|000[0-9a-f]{5})/gi, (_, four, eight) =>
    String.fromCodePoint(Number.parseInt(four ?? eight, 16)),
  );

/** The opcodes that give one plain value, and how it is read from what is behind them. */
const plainValues: ReadonlyMap<number, (cursor: Cursor) => Value> = new Map<
  number,
  (cursor: Cursor) => Value
>([
  [0x4e, () => null], // NONE
  [0x88, () => true], // NEWTRUE
  [0x89, () => false], // NEWFALSE
  [0x4a, (cursor) => cursor.int32()], // BININT
  [0x4b, (cursor) => cursor.uint8()], // BININT1
  [0x4d, (cursor) => cursor.uint16()], // BININT2
  [0x8a, (cursor) => cursor.integer(cursor.uint8())], // LONG1
  [0x8b, (cursor) => longInteger(cursor, cursor.uint32())], // LONG4
  [0x49, (cursor) => decimal(cursor.line())], // INT
  [0x4c, (cursor) => decimal(cursor.line())], // LONG
  [0x47, (cursor) => cursor.float64()], // BINFLOAT
  [0x46, (cursor) => Number(cursor.line())], // FLOAT
  [0x53, (cursor) => cursor.latinLine().slice(1, -1)], // STRING
  [0x56, (cursor) => unescaped(cursor.latinLine())], // UNICODE
  [0x58, (cursor) => cursor.text(cursor.uint32())], // BINUNICODE
  [0x8c, (cursor) => cursor.text(cursor.uint8())], // SHORT_BINUNICODE
  [0x8d, (cursor) => cursor.text(cursor.uint64())], // BINUNICODE8
  [0x54, (cursor) => cursor.latinText(cursor.uint32())], // BINSTRING
  [0x55, (cursor) => cursor.latinText(cursor.uint8())], // SHORT_BINSTRING
  [0x42, (cursor) => cursor.take(cursor.uint32())], // BINBYTES
  [0x43, (cursor) => cursor.take(cursor.uint8())], // SHORT_BINBYTES
  [0x8e, (cursor) => cursor.take(cursor.uint64())], // BINBYTES8
  [0x96, (cursor) => cursor.take(cursor.uint64())], // BYTEARRAY8
  [0x8f, () => new Set()], // EMPTY_SET
  [0x7d, () => new Map()], // EMPTY_DICT
  [0x5d, () => []], // EMPTY_LIST
  [0x29, () => []], // EMPTY_TUPLE
]);

function longInteger(cursor: Cursor, length: number): Value {
  if (length <= LONGEST_INTEGER) return cursor.integer(length);
  cursor.take(length);
  return Number.NaN;
}

/**
 * The value of the pickle that begins where the cursor stands, which is behind it then. Throws `Refused`, or any Error when the bytes
 * are no pickle. Nothing in it is ever turned into text but its texts.
 */
export function unpickle(cursor: Cursor, { known, persistent }: Reading): Value {
  const stack: Value[] = [];
  const memo = new Map<number, Value>();

  const pop = (): Value => {
    if (stack.length === 0) throw new Error('the pickle takes from an empty stack');
    return stack.pop();
  };
  const top = (): Value => stack.at(-1);
  const sinceMark = (): Value[] => {
    const mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw new Error('the pickle has no mark');
    return stack.splice(mark).slice(1);
  };
  const setItems = (target: Value, items: readonly Value[]): void => {
    const dict = target instanceof Inert ? target.entries : target;
    if (!(dict instanceof Map)) throw new Refused(said('checkpoint.itemsOfNoDict'));
    for (let i = 0; i + 1 < items.length; i += 2) dict.set(items[i], items[i + 1]);
  };
  const append = (target: Value, items: readonly Value[]): void => {
    const list = target instanceof Inert ? target.items : target;
    if (!Array.isArray(list)) throw new Refused(said('checkpoint.itemsOfNoList'));
    for (const item of items) list.push(item);
  };
  const add = (target: Value, items: readonly Value[]): void => {
    if (target instanceof Inert) return append(target, items);
    if (!(target instanceof Set)) throw new Refused(said('checkpoint.itemsOfNoSet'));
    for (const item of items) target.add(item);
  };
  const named = (module: Value, name: Value): Named => {
    if (typeof module !== 'string' || typeof name !== 'string')
      throw new Refused(said('checkpoint.nameNoText'));
    return new Named(`${module}.${name}`, known.get(`${module} ${name}`));
  };
  /** What calling gives; nothing is called. */
  const called = (callee: Value, args: Value): Value => {
    if (!(callee instanceof Named || callee instanceof Inert))
      throw new Refused(said('checkpoint.callOfNoFunction'));
    if (!Array.isArray(args)) throw new Refused(said('checkpoint.callWithoutArguments'));
    const call = callee instanceof Named ? callee.known?.call : undefined;
    return call ? call(args) : new Inert(callee.name, args);
  };
  const made = (type: Value, args: Value): Value => {
    if (!(type instanceof Named || type instanceof Inert))
      throw new Refused(said('checkpoint.objectOfNoClass'));
    const create = type instanceof Named ? type.known?.create : undefined;
    return create ? create() : new Inert(type.name, args);
  };
  const remembered = (key: number): Value => {
    if (!memo.has(key)) throw new Error('the pickle remembers nothing there');
    return memo.get(key);
  };

  for (let steps = 0; ; steps++) {
    if (steps === MOST_STEPS) throw new Refused(said('checkpoint.tooManySteps', { most: MOST_STEPS }));
    const opcode = cursor.uint8();
    switch (opcode) {
      case 0x80: // PROTO
        cursor.uint8();
        break;
      case 0x95: // FRAME
        cursor.take(8);
        break;
      case 0x2e: // STOP
        return pop();
      case 0x28: // MARK
        stack.push(MARK);
        break;
      case 0x30: // POP
        pop();
        break;
      case 0x31: // POP_MARK
        sinceMark();
        break;
      case 0x32: // DUP
        stack.push(top());
        break;
      case 0x74: // TUPLE
      case 0x6c: // LIST
        stack.push(sinceMark());
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.push(stack.splice(Math.max(0, stack.length - (opcode - 0x84))));
        break;
      case 0x64: {
        // DICT
        const dict = new Map();
        setItems(dict, sinceMark());
        stack.push(dict);
        break;
      }
      case 0x61: {
        // APPEND
        const item = pop();
        append(top(), [item]);
        break;
      }
      case 0x65: {
        // APPENDS
        const items = sinceMark();
        append(top(), items);
        break;
      }
      case 0x73: {
        // SETITEM
        const value = pop();
        const key = pop();
        setItems(top(), [key, value]);
        break;
      }
      case 0x75: {
        // SETITEMS
        const items = sinceMark();
        setItems(top(), items);
        break;
      }
      case 0x90: {
        // ADDITEMS
        const items = sinceMark();
        add(top(), items);
        break;
      }
      case 0x91: // FROZENSET
        stack.push(new Set(sinceMark()));
        break;
      case 0x70: // PUT
        memo.set(Number(cursor.line()), top());
        break;
      case 0x67: // GET
        stack.push(remembered(Number(cursor.line())));
        break;
      case 0x71: // BINPUT
        memo.set(cursor.uint8(), top());
        break;
      case 0x72: // LONG_BINPUT
        memo.set(cursor.uint32(), top());
        break;
      case 0x94: // MEMOIZE
        memo.set(memo.size, top());
        break;
      case 0x68: // BINGET
        stack.push(remembered(cursor.uint8()));
        break;
      case 0x6a: // LONG_BINGET
        stack.push(remembered(cursor.uint32()));
        break;
      case 0x63: {
        // GLOBAL
        const module = cursor.line();
        stack.push(named(module, cursor.line()));
        break;
      }
      case 0x93: {
        // STACK_GLOBAL
        const name = pop();
        stack.push(named(pop(), name));
        break;
      }
      case 0x51: // BINPERSID
        stack.push(persistent(pop()));
        break;
      case 0x52: {
        // REDUCE
        const args = pop();
        stack.push(called(pop(), args));
        break;
      }
      case 0x81: {
        // NEWOBJ
        const args = pop();
        stack.push(made(pop(), args));
        break;
      }
      case 0x92: {
        // NEWOBJ_EX
        pop();
        const args = pop();
        stack.push(made(pop(), args));
        break;
      }
      case 0x69: {
        // INST
        const module = cursor.line();
        const type = named(module, cursor.line());
        stack.push(made(type, sinceMark()));
        break;
      }
      case 0x6f: {
        // OBJ
        const [type, ...args] = sinceMark();
        stack.push(made(type, args));
        break;
      }
      case 0x62: {
        // BUILD
        const state = pop();
        const target = top();
        if (target instanceof Inert) target.state = state;
        // An OrderedDict has a state of its own in old files (`_metadata` of a state dict): of no use here.
        else if (!(target instanceof Map)) throw new Refused(said('checkpoint.stateOfNoObject'));
        break;
      }
      default: {
        const read = plainValues.get(opcode);
        if (!read) throw new Refused(said('checkpoint.opcode', { code: `0x${opcode.toString(16)}` }));
        stack.push(read(cursor));
      }
    }
  }
}
