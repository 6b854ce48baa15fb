/** onnxruntime once it has started. */
import type * as Ort from 'onnxruntime-web';
import { echoGraph } from '../onnx/echo';
import type { Backend } from './backend';
import { requestDevice } from './device';
import { told } from './words';

export interface Runtime {
  readonly ort: typeof Ort;
  /** What it computes on; the CPU where it is left out. */
  readonly device?: GPUDevice;
}

/** Rejects with a `Sentence`, half of one. */
export const createSession = (
  { ort, device }: Runtime,
  graph: Uint8Array<ArrayBuffer>,
  options: Ort.InferenceSession.SessionOptions = {},
): Promise<Ort.InferenceSession> =>
  told(
    ort.InferenceSession.create(graph, {
      executionProviders: [device ? { name: 'webgpu', device } : 'wasm'],
      // The graphs are written as they should run. A look for more takes a CPU longer at every start than it ever gives back.
      graphOptimizationLevel: device ? 'all' : 'disabled',
      ...options,
    }),
  );

/** Brings up WebAssembly and its threads, or a GPU, before any network: what hangs there is told from a network that is large. */
export async function startRuntime(ort: typeof Ort, backend: Backend): Promise<Runtime> {
  const runtime: Runtime = { ort, ...(backend === 'webgpu' && { device: await requestDevice() }) };
  const session = await createSession(runtime, echoGraph());
  await session.release();
  // Compiled by now.
  ort.env.wasm.wasmBinary = undefined;
  return runtime;
}
