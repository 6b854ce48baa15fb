/** Loads the build of onnxruntime-web that suits a backend; each is fetched only when it is used. */
import type * as Ort from 'onnxruntime-web';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiMjs from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Backend } from './backend';
import { gpuBuild } from './gpuBuild';
import type { Meter } from './meter';
import { standInFor } from './standIn';

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

const NOT_FETCHED = 'a part of the page could not be fetched; check the connection and try again';

interface Coming {
  /** Resolves when all of it has come. Rejects with an Error that says what went wrong. */
  readonly fetched: Promise<void>;
  /** Compiled as it comes. */
  readonly module: Promise<WebAssembly.Module>;
}

/** WebAssembly compiles from a stream only what calls itself so, and plain hosts call it anything. */
const asWasm = (response: Response): Response =>
  response.headers.get('Content-Type')?.startsWith('application/wasm')
    ? response
    : new Response(response.body, { headers: { 'Content-Type': 'application/wasm' } });

async function countBytes({ headers, body }: Response, meter: Meter): Promise<void> {
  // Of a compressed answer the length says nothing about the bytes that come.
  if (!headers.has('Content-Encoding')) meter.expect(Number(headers.get('Content-Length')));
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) meter.count(part.value.length);
}

async function askFor(url: string): Promise<Response> {
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok || !response.body) throw new Error(NOT_FETCHED);
  // Whatever answers in place of the host, as the sign-in page of a network does.
  if (response.headers.get('Content-Type')?.startsWith('text/html')) {
    throw new Error('the server sent something else than a part of the page; reload the page');
  }
  return response;
}

function fetchWasm({ wasm }: Build, meter: Meter): Coming {
  const answer = askFor(wasm);
  // By the time that the second is asked for it, the first has begun to use up the body.
  const copy = answer.then((response) => response.clone());
  const module = Promise.all([answer, copy]).then(([response]) =>
    WebAssembly.compileStreaming(asWasm(response)),
  );
  module.catch(() => undefined);
  return {
    fetched: copy.then((response) =>
      countBytes(response, meter).catch(() => {
        throw new Error(NOT_FETCHED);
      }),
    ),
    module,
  };
}

export interface ComingOrt {
  /** Ready to be started, which then waits for its WebAssembly. */
  readonly ort: Promise<typeof Ort>;
  /** Resolves when all of its files have come. Rejects with an Error that says what went wrong. */
  readonly fetched: Promise<void>;
}

/** The build of onnxruntime-web that suits a backend. To be called once in a worker. */
export function loadOrt(backend: Backend, threads: number, meter: Meter): ComingOrt {
  const build = buildFor(backend);
  const absolute = (url: string): string => new URL(url, self.location.href).href;
  const mjs = absolute(build.mjs);
  const wasm = fetchWasm(build, meter);
  const scripts = Promise.all([build.load(), import(/* @vite-ignore */ mjs)]).then(
    ([ort]) => ort,
    () => {
      throw new Error(NOT_FETCHED);
    },
  );
  return {
    ort: scripts.then((ort) => {
      ort.env.wasm.wasmPaths = { mjs };
      ort.env.wasm.wasmBinary = standInFor(wasm.module);
      ort.env.wasm.numThreads = threads;
      return ort;
    }),
    fetched: Promise.all([scripts, wasm.fetched]).then(() => undefined),
  };
}
