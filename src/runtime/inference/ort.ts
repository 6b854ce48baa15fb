/** Loads the build of onnxruntime-web that suits a backend; each is fetched only when it is used. */
import type * as Ort from 'onnxruntime-web';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Backend } from './backend';

/** More threads than this help a small model no further. */
const MAX_THREADS = 4;

/** `SharedArrayBuffer` needs a cross-origin isolated page; without it WebAssembly has one thread. */
export const wasmThreads = (): number =>
  self.crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MAX_THREADS) : 1;

/** The plain build is the fastest on a CPU; for the GPU the one with JSPI is 10 MB smaller where the browser has that. */
export async function loadOrt(backend: Backend): Promise<typeof Ort> {
  const absolute = (mjs: string, wasm: string) => ({
    mjs: new URL(mjs, self.location.href).href,
    wasm: new URL(wasm, self.location.href).href,
  });
  if (backend === 'wasm') {
    const ort = await import('onnxruntime-web/wasm');
    ort.env.wasm.wasmPaths = absolute(plainMjs, plainWasm);
    ort.env.wasm.numThreads = wasmThreads();
    return ort;
  }
  const jspi = 'Suspending' in WebAssembly;
  const ort = jspi ? await import('onnxruntime-web/jspi') : await import('onnxruntime-web/webgpu');
  ort.env.wasm.wasmPaths = jspi ? absolute(jspiMjs, jspiWasm) : absolute(asyncifyMjs, asyncifyWasm);
  ort.env.wasm.numThreads = 1;
  return ort;
}
