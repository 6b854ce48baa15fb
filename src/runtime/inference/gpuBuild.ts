/** Which build of onnxruntime a GPU is used with. */

/** The one with JSPI is 10 MB smaller, where the browser has that. */
export const gpuBuild = (): 'jspi' | 'asyncify' => ('Suspending' in WebAssembly ? 'jspi' : 'asyncify');
