/**
 * Reads Python's pickles as data and runs nothing: https://docs.python.org/3/library/pickletools.html lists the opcodes. A pickle can
 * name any function to be called; here the names are looked up in a list that the caller gives, and all others are refused.
 */
import { quoted } from '../quoted';
import { MOST_STEPS } from './bounds';
import { Cursor } from './cursor';

export type Value = unknown;

/** A dict of Python: keys of any kind, in their order. */
export type Dict = Map<Value, Value>;

/** A class or function that a pickle may name. */
export interface Known {
  /** What calling it gives. */
  call?(args: readonly Value[]): Value;
  /** What an instance made without arguments is, before its state is set. */
  create?(): Value;
  /** What it stands for where it is only named. */
  readonly meaning?: string;
}

/** Something in a pickle that no file of weights needs; the message names it. */
export class Refused extends Error {
  override name = 'Refused';
}

export interface Reading {
  /** By "module name", e.g. "collections OrderedDict". */
  readonly known: ReadonlyMap<string, Known>;
  /** What a reference to something outside of the pickle stands for. */
  persistent(id: Value): Value;
}

const MARK = Symbol('mark');

/** A global that was named, before anything is done with it. */
export class Named {
  readonly name: string;
  readonly known: Known;
  constructor(name: string, known: Known) {
    this.name = name;
    this.known = known;
  }
}

/** The part of an instance that its state was set to. */
export interface Instance {
  state: Value;
}

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
  [0x47, (cursor) => cursor.float64()], // BINFLOAT
  [0x58, (cursor) => cursor.text(cursor.uint32())], // BINUNICODE
  [0x8c, (cursor) => cursor.text(cursor.uint8())], // SHORT_BINUNICODE
  [0x8d, (cursor) => cursor.text(cursor.uint64())], // BINUNICODE8
  [0x54, (cursor) => cursor.latinText(cursor.uint32())], // BINSTRING
  [0x55, (cursor) => cursor.latinText(cursor.uint8())], // SHORT_BINSTRING
  [0x42, (cursor) => cursor.take(cursor.uint32())], // BINBYTES
  [0x43, (cursor) => cursor.take(cursor.uint8())], // SHORT_BINBYTES
  [0x7d, () => new Map()], // EMPTY_DICT
  [0x5d, () => []], // EMPTY_LIST
  [0x29, () => []], // EMPTY_TUPLE
]);

export const instance = (): Instance => ({ state: undefined });

/** Throws `Refused`, or any Error when the bytes are no pickle. Nothing in it is ever turned into text but its texts. */
export function unpickle(bytes: Uint8Array<ArrayBuffer>, { known, persistent }: Reading): Value {
  const cursor = new Cursor(bytes);
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
    if (!(target instanceof Map)) throw new Refused('items set in something that is not a dict');
    for (let i = 0; i + 1 < items.length; i += 2) target.set(items[i], items[i + 1]);
  };
  const append = (target: Value, items: readonly Value[]): void => {
    if (!Array.isArray(target)) throw new Refused('items appended to something that is not a list');
    for (const item of items) target.push(item);
  };
  const named = (module: Value, name: Value): Named => {
    if (typeof module !== 'string' || typeof name !== 'string') throw new Refused('a name that is no text');
    const found = known.get(`${module} ${name}`);
    if (!found) throw new Refused(quoted(`${module}.${name}`));
    return new Named(`${module}.${name}`, found);
  };
  const remembered = (key: number): Value => {
    if (!memo.has(key)) throw new Error('the pickle remembers nothing there');
    return memo.get(key);
  };

  for (let steps = 0; ; steps++) {
    if (steps === MOST_STEPS) throw new Refused(`more than ${MOST_STEPS.toLocaleString('en')} steps`);
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
        const callee = pop();
        if (!(callee instanceof Named)) throw new Refused('a call of what is no function');
        if (!callee.known.call || !Array.isArray(args)) throw new Refused(`a call of ${quoted(callee.name)}`);
        stack.push(callee.known.call(args));
        break;
      }
      case 0x81: {
        // NEWOBJ
        pop();
        const type = pop();
        if (!(type instanceof Named) || !type.known.create)
          throw new Refused('an object of an unknown class');
        stack.push(type.known.create());
        break;
      }
      case 0x62: {
        // BUILD
        const state = pop();
        const target = top();
        // An OrderedDict has a state of its own in old files (`_metadata` of a state dict): of no use here.
        if (!(target instanceof Map)) {
          if (typeof target !== 'object' || target === null || !('state' in target)) {
            throw new Refused('a state for something that has none');
          }
          (target as Instance).state = state;
        }
        break;
      }
      default: {
        const read = plainValues.get(opcode);
        if (!read) throw new Refused(`opcode 0x${opcode.toString(16)}`);
        stack.push(read(cursor));
      }
    }
  }
}
