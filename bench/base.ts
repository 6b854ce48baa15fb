/** A file as large as MAE-Base, with random weights: the published one cannot be part of a measurement that runs anywhere. */
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { tensorShapes } from '../src/runtime/checkpoint/shapes';

const BASE = {
  imageSize: 224,
  patchSize: 16,
  encoder: { width: 768, depth: 12, heads: 12, mlp: 3072 },
  decoder: { width: 512, depth: 8, heads: 16, mlp: 2048 },
  layerNormEps: 1e-6,
};

/** Writes it as float32 safetensors, tensor by tensor; weights are small enough for the numbers to stay finite. */
export function writeBase(path: string): void {
  const shapes = [...tensorShapes(BASE)];
  let end = 0;
  const entries = shapes.map(([name, shape]) => {
    const begin = end;
    end += shape.reduce((product, side) => product * side, 4);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = openSync(path, 'w');
  writeSync(file, length);
  writeSync(file, header);
  let state = 1;
  for (const [name, shape] of shapes) {
    const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
    const isScale = /(layernorm\w*|decoder_norm)\.weight$/.test(name);
    for (let i = 0; i < values.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      values[i] = isScale ? 1 : (state / 2 ** 32 - 0.5) * 0.06;
    }
    writeSync(file, new Uint8Array(values.buffer));
  }
  closeSync(file);
}

/** The most memory that any renderer of a browser has had so far, in bytes: from Linux's own books. */
export function peakOfRenderers(): number {
  const peaks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        if (!readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
        const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
        return Number(kilobytes ?? 0) * 1024;
      } catch {
        return 0; // It has ended in the meantime.
      }
    });
  return Math.max(0, ...peaks);
}
