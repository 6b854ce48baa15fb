/** The small model of the fixtures, of which all files of the corpus are made, in everybody's spelling. */
import { readFileSync } from 'node:fs';
import table from '../../../models/checkpoints.json' with { type: 'json' };
import { joinAll, little } from './bytes';

/** A tensor in memory. */
export interface Plain {
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

export type Plains = ReadonlyMap<string, Plain>;

const fixture = readFileSync('e2e/fixtures/checkpoints/hub/model.safetensors');
export const config: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync('e2e/fixtures/checkpoints/hub/config.json', 'utf8'),
);

/** By the hub's names, in the order of the file. */
export const small: Plains = (() => {
  const start = 8 + Number(fixture.readBigUInt64LE());
  const header: Record<string, { shape: number[]; data_offsets: [number, number] }> = JSON.parse(
    fixture.toString('utf8', 8, start),
  );
  const entries = Object.entries(header).filter(([name]) => name !== '__metadata__');
  return new Map(
    entries.map(
      ([
        name,
        {
          shape,
          data_offsets: [from, to],
        },
      ]) => {
        const bytes = Uint8Array.from(fixture.subarray(start + from, start + to));
        return [name, { shape, values: new Float32Array(bytes.buffer) }];
      },
    ),
  );
})();

export const encoder: Plains = new Map([...small].filter(([name]) => name.startsWith('vit.')));

export type Family = keyof typeof table.families;
type Meanings = Readonly<Record<string, string | readonly string[]>>;

const stacked = (parts: readonly Plain[]): Plain => {
  const [{ shape }] = parts;
  const bytes = joinAll(parts.map(({ values }) => new Uint8Array(values.buffer)));
  return { shape: [shape[0] * parts.length, ...shape.slice(1)], values: new Float32Array(bytes.buffer) };
};

/** The same tensors as a family of files calls and stacks them. */
export function spelt(tensors: Plains, family: Family): Plains {
  const { stacks, parts, outside } = table.families[family] as Record<string, Meanings>;
  const theirs = (section: Meanings, hub: string): string | undefined =>
    Object.entries(section).find(([, meaning]) => [meaning].flat().includes(hub))?.[0];
  const found = new Map<string, Plain[]>();
  for (const [name, tensor] of tensors) {
    const [, module, kind = ''] = /^(.*?)(\.weight|\.bias)?$/.exec(name) ?? [];
    const [, stack, number, part] = /^(\D+)\.(\d+)\.(\D.*)$/.exec(module) ?? [];
    const spelling = stack
      ? `${theirs(stacks, stack) ?? stack}.${number}.${theirs(parts, part) ?? part}`
      : (theirs(outside, module) ?? module);
    found.set(spelling + kind, [...(found.get(spelling + kind) ?? []), tensor]);
  }
  // The hub's order is alphabetical, key before query; the stack's is that of the table.
  const inOrder = (name: string, plains: Plain[]): Plain[] =>
    plains.length === 3 && name.includes('qkv') ? [plains[1], plains[0], plains[2]] : plains;
  return new Map([...found].map(([name, plains]) => [name, stacked(inOrder(name, plains))]));
}

export const types = ['F32', 'F16', 'BF16', 'F64'] as const;
export type Type = (typeof types)[number];

const half = new DataView(new ArrayBuffer(4));
/** Exact for the fixture's numbers, which have eight bits. */
function halfOf(value: number): number {
  half.setFloat32(0, value);
  const bits = half.getUint32(0);
  const exponent = ((bits >> 23) & 0xff) - 112;
  const sign = (bits >>> 16) & 0x8000;
  if (exponent >= 1) return sign | (exponent << 10) | ((bits >> 13) & 0x3ff);
  return sign | Math.round(Math.abs(value) * 2 ** 24);
}

/** The numbers as a file has them. */
export function stored({ values }: Plain, type: Type): Uint8Array {
  switch (type) {
    case 'F32':
      return new Uint8Array(values.buffer);
    case 'F64':
      return new Uint8Array(Float64Array.from(values).buffer);
    case 'F16':
      return new Uint8Array(Uint16Array.from(values, halfOf).buffer);
    case 'BF16':
      return new Uint8Array(new Uint16Array(values.buffer).filter((_, i) => i % 2).buffer);
  }
}

/** A number as the eight bytes in front of a safetensors file. */
export const length8 = (value: number | bigint): Uint8Array => little(value, 8);
