/**
 * Reads Python's pickles as data and runs nothing: https://docs.python.org/3/library/pickletools.html lists the opcodes. A pickle can
 * name any function to be called; here the names are looked up in a list that the caller gives, and all others are refused.
 */

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

export const instance = (): Instance => ({ state: undefined });

const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

/** Throws `Refused`, or any Error when the bytes are no pickle. */
export function unpickle(bytes: Uint8Array<ArrayBuffer>, { known, persistent }: Reading): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: Value[] = [];
  const memo: Value[] = [];
  let at = 0;

  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error('the pickle ends too soon');
    at += length;
    return bytes.subarray(at - length, at);
  };
  const byte = (): number => take(1)[0];
  /** Where the next `length` bytes are, which are then behind. */
  const pass = (length: number): number => {
    at += length;
    return at - length;
  };
  const uint16 = (): number => view.getUint16(pass(2), true);
  const uint32 = (): number => view.getUint32(pass(4), true);
  const uint64 = (): number => Number(view.getBigUint64(pass(8), true));
  const line = (): string => {
    const end = bytes.indexOf(10, at);
    if (end < 0) throw new Error('the pickle ends within a line');
    const text = utf8.decode(bytes.subarray(at, end));
    at = end + 1;
    return text;
  };
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
  const named = (module: string, name: string): Named => {
    const found = known.get(`${module} ${name}`);
    if (!found) throw new Refused(`${module}.${name}`);
    return new Named(`${module}.${name}`, found);
  };
  const longInteger = (length: number): number => {
    const digits = take(length);
    let value = 0n;
    digits.forEach((digit, i) => {
      value |= BigInt(digit) << BigInt(8 * i);
    });
    return Number(BigInt.asIntN(8 * length, value));
  };

  for (;;) {
    const opcode = byte();
    switch (opcode) {
      case 0x80: // PROTO
        byte();
        break;
      case 0x95: // FRAME
        take(8);
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
      case 0x4e: // NONE
        stack.push(null);
        break;
      case 0x88: // NEWTRUE
        stack.push(true);
        break;
      case 0x89: // NEWFALSE
        stack.push(false);
        break;
      case 0x4a: // BININT
        stack.push(uint32() | 0);
        break;
      case 0x4b: // BININT1
        stack.push(byte());
        break;
      case 0x4d: // BININT2
        stack.push(uint16());
        break;
      case 0x8a: // LONG1
        stack.push(longInteger(byte()));
        break;
      case 0x47: // BINFLOAT
        stack.push(view.getFloat64(pass(8)));
        break;
      case 0x58: // BINUNICODE
        stack.push(utf8.decode(take(uint32())));
        break;
      case 0x8c: // SHORT_BINUNICODE
        stack.push(utf8.decode(take(byte())));
        break;
      case 0x8d: // BINUNICODE8
        stack.push(utf8.decode(take(uint64())));
        break;
      case 0x54: // BINSTRING
        stack.push(latin.decode(take(uint32())));
        break;
      case 0x55: // SHORT_BINSTRING
        stack.push(latin.decode(take(byte())));
        break;
      case 0x42: // BINBYTES
        stack.push(take(uint32()));
        break;
      case 0x43: // SHORT_BINBYTES
        stack.push(take(byte()));
        break;
      case 0x7d: // EMPTY_DICT
        stack.push(new Map());
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        stack.push([]);
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
        memo[byte()] = top();
        break;
      case 0x72: // LONG_BINPUT
        memo[uint32()] = top();
        break;
      case 0x94: // MEMOIZE
        memo.push(top());
        break;
      case 0x68: // BINGET
        stack.push(memo[byte()]);
        break;
      case 0x6a: // LONG_BINGET
        stack.push(memo[uint32()]);
        break;
      case 0x63: {
        // GLOBAL
        const module = line();
        stack.push(named(module, line()));
        break;
      }
      case 0x93: {
        // STACK_GLOBAL
        const name = String(pop());
        stack.push(named(String(pop()), name));
        break;
      }
      case 0x51: // BINPERSID
        stack.push(persistent(pop()));
        break;
      case 0x52: {
        // REDUCE
        const args = pop();
        const callee = pop();
        if (!(callee instanceof Named)) throw new Refused('a call of something that is not a function');
        if (!callee.known.call || !Array.isArray(args)) throw new Refused(`a call of ${callee.name}`);
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
      default:
        throw new Refused(`opcode 0x${opcode.toString(16)}`);
    }
  }
}
