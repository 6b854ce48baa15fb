/**
 * Ways of sampling the patches to hide: the three of the paper's figure 6. Each is noise for `planMask`, which keeps the patches
 * with the least of it, so that with all of them the ratio is exact and a slider only moves the cut.
 */
import { type Grid, placeIn } from './geometry';
import { torchRand } from './random';

export const strategies = ['random', 'block', 'grid'] as const;

export type Strategy = (typeof strategies)[number];

/** Noise [L] in 0 … 1 for the patches of a picture; throws RangeError as `torchRand` does. */
export function maskNoise(strategy: Strategy, seed: number, grid: Grid): Float32Array {
  switch (strategy) {
    case 'random':
      return torchRand(seed, grid.rows * grid.columns)[0];
    case 'block':
      return blockNoise(seed, grid);
    case 'grid':
      return gridNoise(seed, grid);
  }
}

/** A block's share of the picture, and its largest proportion of sides. */
const BLOCK_AREA = [0.08, 0.4] as const;
const BLOCK_STRETCH = 1 / 0.3;

/** More numbers than covering any picture takes; if they run out, what is left over is hidden last. */
const DRAWS = 4096;

/**
 * Rectangles of random size, proportion and place hide the picture one after the other, as in BEiT (Bao et al. 2021, algorithm 1);
 * what is hidden first gets the most noise.
 */
function blockNoise(seed: number, { rows, columns }: Grid): Float32Array {
  const random = torchRand(seed, DRAWS)[0].values();
  const next = (low: number, high: number): number => low + (high - low) * (random.next().value ?? 0);
  const noise = new Float32Array(rows * columns);
  let covered = 0;
  for (let draw = 0; draw + 4 <= DRAWS && covered < noise.length; draw += 4) {
    const area = next(...BLOCK_AREA) * noise.length;
    const stretch = Math.exp(next(-1, 1) * Math.log(BLOCK_STRETCH));
    const height = Math.min(rows, Math.round(Math.sqrt(area * stretch)));
    const width = Math.min(columns, Math.round(Math.sqrt(area / stretch)));
    const top = Math.floor(next(0, rows - height + 1));
    const left = Math.floor(next(0, columns - width + 1));
    for (let row = top; row < top + height; row++) {
      for (let column = left; column < left + width; column++) {
        const patch = row * columns + column;
        if (noise[patch] === 0) noise[patch] = 1 - covered++ / noise.length;
      }
    }
  }
  return noise;
}

/**
 * Evenly spaced patches stay: one in four at 75 %, a chequerboard at 50 %, one in sixteen near 94 %. In between the order is Bayer's
 * (1973), the one of ordered dithering. The seed moves the pattern.
 */
function gridNoise(seed: number, grid: Grid): Float32Array {
  const bits = Math.ceil(Math.log2(Math.max(grid.rows, grid.columns)));
  const side = 2 ** bits;
  const [right, down] = [seed % side, Math.floor(seed / side) % side];
  return Float32Array.from({ length: grid.rows * grid.columns }, (_, patch) => {
    const [row, column] = placeIn(grid, patch);
    const x = (column + right) % side;
    const y = (row + down) % side;
    let rank = 0;
    for (let bit = 0; bit < bits; bit++) {
      const [xBit, yBit] = [(x >> bit) & 1, (y >> bit) & 1];
      rank = rank * 4 + ((xBit ^ yBit) * 2 + yBit);
    }
    return rank / side ** 2;
  });
}
