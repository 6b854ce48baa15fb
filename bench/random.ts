/** Files as large as the published models, with random weights: the published ones cannot be part of a measurement that runs anywhere. */
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import type { FullGeometry } from '../src/runtime/checkpoint/network';
import { tensorShapes } from '../src/runtime/checkpoint/shapes';

const decoder = { width: 512, depth: 8, heads: 16, mlp: 2048 };
const common = { height: 224, width: 224, patchSize: 16, channels: 3, decoder, layerNormEps: 1e-6 };

export const BASE: FullGeometry = { ...common, encoder: { width: 768, depth: 12, heads: 12, mlp: 3072 } };
export const LARGE: FullGeometry = { ...common, encoder: { width: 1024, depth: 24, heads: 16, mlp: 4096 } };
export const HUGE: FullGeometry = {
  ...common,
  patchSize: 14,
  encoder: { width: 1280, depth: 32, heads: 16, mlp: 5120 },
};

/** Numbers of one tensor, small enough for what is computed of them to stay finite. */
const kinds = {
  F32: {
    bytes: 4,
    ones: (length: number) => new Float32Array(length).fill(1),
    some: (length: number, next: () => number) => {
      const values = new Float32Array(length);
      for (let i = 0; i < length; i++) values[i] = (next() / 2 ** 32 - 0.5) * 0.06;
      return values;
    },
  },
  F16: {
    bytes: 2,
    ones: (length: number) => new Uint16Array(length).fill(0x3c00),
    // Any sign, exponents from 2⁻⁹ to 2⁻⁶, any fraction.
    some: (length: number, next: () => number) => {
      const values = new Uint16Array(length);
      for (let i = 0; i < length; i++) {
        const bits = next();
        values[i] = ((bits >>> 31) << 15) | ((6 + ((bits >>> 28) & 3)) << 10) | ((bits >>> 8) & 0x3ff);
      }
      return values;
    },
  },
} as const;

/** Writes random weights in the published file's names and shapes as safetensors, tensor by tensor. */
export function writeRandom(path: string, geometry: FullGeometry, kind: keyof typeof kinds): void {
  const { bytes, ones, some } = kinds[kind];
  const shapes = [...tensorShapes(geometry)];
  let end = 0;
  const entries = shapes.map(([name, shape]) => {
    const begin = end;
    end += shape.reduce((product, side) => product * side, bytes);
    return [name, { dtype: kind, shape, data_offsets: [begin, end] }];
  });
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = openSync(path, 'w');
  writeSync(file, length);
  writeSync(file, header);
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  for (const [name, shape] of shapes) {
    const numbers = shape.reduce((product, side) => product * side, 1);
    const isScale = /(layernorm\w*|decoder_norm)\.weight$/.test(name);
    writeSync(file, new Uint8Array((isScale ? ones(numbers) : some(numbers, next)).buffer));
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
