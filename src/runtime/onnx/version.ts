/** Of ONNX: the operators that the graphs are written in, and the file format. */
export const OPSET = 20;
export const IR_VERSION = 9;
