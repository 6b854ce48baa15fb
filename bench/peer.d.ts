/** onnxruntime-node is large, and installed by `npm run bench` only. Its types are those of onnxruntime-web, which is always here. */
declare module 'onnxruntime-node' {
  export * from 'onnxruntime-web';
}
