/** The smallest graph there is. */
import { ElementType, model, node } from './message';
import { IR_VERSION, OPSET } from './version';

/** x float32 [1] → y float32 [1], the same number. */
export const echoGraph = (): Uint8Array<ArrayBuffer> =>
  model(IR_VERSION, OPSET, {
    name: 'echo',
    nodes: [node('Identity', ['x'], 'y', {})],
    initializers: [],
    inputs: [{ name: 'x', type: ElementType.FLOAT, shape: [1] }],
    outputs: [{ name: 'y', type: ElementType.FLOAT, shape: [1] }],
  });
