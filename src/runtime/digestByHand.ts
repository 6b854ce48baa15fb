/** The part of hash-wasm that is fetched only where a browser keeps its own hashes to itself. */
export { sha256 } from 'hash-wasm';
