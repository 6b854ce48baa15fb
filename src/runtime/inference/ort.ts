/** Loads the build of onnxruntime-web that suits a backend; each is fetched only when it is used. */
import type * as Ort from 'onnxruntime-web';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { said } from '../../words/said';
import { Sentence } from '../message';
import type { Backend } from './backend';
import { gpuBuild } from './gpuBuild';
import type { Meter } from './meter';

interface Build {
  readonly mjs: string;
  readonly wasm: string;
  readonly load: () => Promise<typeof Ort>;
}

/** The plain build is the fastest on a CPU. */
function buildFor(backend: Backend): Build {
  if (backend === 'wasm') {
    return { mjs: plainMjs, wasm: plainWasm, load: () => import('onnxruntime-web/wasm') };
  }
  return gpuBuild() === 'jspi'
    ? { mjs: jspiMjs, wasm: jspiWasm, load: () => import('onnxruntime-web/jspi') }
    : { mjs: asyncifyMjs, wasm: asyncifyWasm, load: () => import('onnxruntime-web/webgpu') };
}

const NOT_FETCHED = said('inference.partNotFetched');

/**
 * A build's WebAssembly. onnxruntime would fetch it too, but without a word of how far it is or what went wrong, and to fetch it twice,
 * once for the words, takes longer than what it would compile meanwhile. Throws a `Sentence`, half of one, that says what went wrong.
 */
async function fetchWasm({ wasm }: Build, meter: Meter): Promise<ArrayBuffer> {
  const response = await fetch(wasm).catch(() => undefined);
  if (!response?.ok || !response.body) throw new Sentence(NOT_FETCHED);
  // Whatever answers in place of the host, as the sign-in page of a network does.
  if (response.headers.get('Content-Type')?.startsWith('text/html')) {
    throw new Sentence(said('inference.otherThanPart'));
  }
  // Of a compressed answer the length says nothing about the bytes that come.
  if (!response.headers.has('Content-Encoding')) meter.expect(Number(response.headers.get('Content-Length')));
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    meter.count(part.value.length);
    parts.push(part.value);
    length += part.value.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

/** The build of onnxruntime-web that suits a backend, with its files at hand. Throws a `Sentence`, half of one, that says what went wrong. */
export async function loadOrt(backend: Backend, threads: number, meter: Meter): Promise<typeof Ort> {
  const build = buildFor(backend);
  const [ort, binary] = await Promise.all([
    build.load().catch(() => {
      throw new Sentence(NOT_FETCHED);
    }),
    fetchWasm(build, meter),
  ]);
  const absolute = (url: string): string => new URL(url, self.location.href).href;
  ort.env.wasm.wasmPaths = { mjs: absolute(build.mjs), wasm: absolute(build.wasm) };
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmBinary = binary;
  return ort;
}
