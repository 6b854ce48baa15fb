/** An ONNX model without weights, written message by message: the fields of onnx.proto that a graph of ours has. */
import { narrow } from '../checkpoint/narrow';
import { type Bytes, float, integer, message, packedFloats, packedIntegers, text } from './protobuf';

/** TensorProto.DataType */
export const ElementType = { FLOAT: 1, INT32: 6, INT64: 7, FLOAT16: 10 } as const;
export type ElementType = (typeof ElementType)[keyof typeof ElementType];

/** AttributeProto.AttributeType */
const AttributeType = { FLOAT: 1, INT: 2, INTS: 7 } as const;
/** TensorProto.DataLocation */
const EXTERNAL = 1;

/** A whole number, whole numbers, or, marked as such, a number that need not be whole. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** The names of its sizes or the sizes themselves. */
export type Dimensions = readonly (string | number)[];

function attribute(name: string, value: Attribute): Bytes {
  if (typeof value === 'number') {
    return message(5, text(1, name), integer(3, value), integer(20, AttributeType.INT));
  }
  if ('float' in value) {
    return message(5, text(1, name), float(2, value.float), integer(20, AttributeType.FLOAT));
  }
  const values = value.flatMap((one) => integer(8, one));
  return message(5, text(1, name), values, integer(20, AttributeType.INTS));
}

/** One operator; attributes stand in the order of their names. */
export function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>>,
): Bytes {
  return message(
    1,
    inputs.flatMap((name) => text(1, name)),
    text(2, output),
    text(4, operator),
    Object.keys(attributes)
      .sort()
      .flatMap((name) => attribute(name, attributes[name])),
  );
}

const entry = (key: string, value: string): Bytes => message(13, text(1, key), text(2, value));

/** Of the types that weights are handed over in. */
const WEIGHT_BYTES = { [ElementType.FLOAT]: 4, [ElementType.FLOAT16]: 2 };

/** A tensor that is handed over under its own name when the model is loaded. */
export function externalTensor(
  name: string,
  shape: readonly number[],
  type: keyof typeof WEIGHT_BYTES,
): Bytes {
  const bytes = shape.reduce((product, side) => product * side, WEIGHT_BYTES[type]);
  return message(
    5,
    shape.flatMap((side) => integer(1, side)),
    integer(2, type),
    text(8, name),
    entry('location', name),
    entry('offset', '0'),
    entry('length', String(bytes)),
    integer(14, EXTERNAL),
  );
}

/** A list of numbers, or a single number without dimensions. */
export function constantTensor(name: string, type: ElementType, values: readonly number[] | number): Bytes {
  const [shape, list] = typeof values === 'number' ? [[], [values]] : [[values.length], values];
  const data = {
    [ElementType.FLOAT]: () => packedFloats(4, list),
    [ElementType.INT32]: () => packedIntegers(5, list),
    [ElementType.INT64]: () => packedIntegers(7, list),
    // Their bits, as integers.
    [ElementType.FLOAT16]: () => packedIntegers(5, [...narrow(Float32Array.from(list))]),
  };
  return message(
    5,
    shape.flatMap((side) => integer(1, side)),
    integer(2, type),
    data[type](),
    text(8, name),
  );
}

export interface Value {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Dimensions;
}

function value(field: number, { name, type, shape }: Value): Bytes {
  const dimensions = shape.flatMap((side) =>
    message(1, typeof side === 'number' ? integer(1, side) : text(2, side)),
  );
  const tensor = message(1, integer(1, type), message(2, dimensions));
  return message(field, text(1, name), message(2, tensor));
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly Bytes[];
  readonly initializers: readonly Bytes[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** The whole file. */
export function model(irVersion: number, opset: number, graph: Graph): Uint8Array<ArrayBuffer> {
  const { name, nodes, initializers, inputs, outputs } = graph;
  return Uint8Array.from([
    ...integer(1, irVersion),
    ...message(
      7,
      nodes.flat(),
      text(2, name),
      initializers.flat(),
      inputs.flatMap((input) => value(11, input)),
      outputs.flatMap((output) => value(12, output)),
    ),
    ...message(8, text(1, ''), integer(2, opset)),
  ]);
}
