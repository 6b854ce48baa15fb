/**
 * Gives onnxruntime WebAssembly that is compiled while it is still being fetched. By itself it takes either an address, which it would
 * fetch a second time, or all of the bytes, which it would compile only when the last one is there.
 */

/** Instead of the bytes: an empty buffer, in place of which the module is instantiated. */
export function standInFor(module: Promise<WebAssembly.Module>): ArrayBuffer {
  const standIn = new ArrayBuffer(0);
  const instantiate = WebAssembly.instantiate as (...args: unknown[]) => Promise<unknown>;
  WebAssembly.instantiate = (async (source: unknown, imports: unknown) =>
    ArrayBuffer.isView(source) && source.buffer === standIn
      ? { module: await module, instance: await instantiate(await module, imports) }
      : instantiate(source, imports)) as typeof WebAssembly.instantiate;
  return standIn;
}
