/**
 * Ways of sampling the patches to hide: the three of the paper's figure 6. Each is noise for `planMask`, which keeps the patches
 * with the least of it, so that with all of them the ratio is exact and a slider only moves the cut.
 */
import { torchRand } from './random';

export const strategies = ['random', 'block', 'grid'] as const;

export type Strategy = (typeof strategies)[number];

/** Noise [grid²] in 0 … 1 for a picture of grid × grid patches; throws RangeError as `torchRand` does. */
export function maskNoise(strategy: Strategy, seed: number, grid: number): Float32Array {
  switch (strategy) {
    case 'random':
      return torchRand(seed, grid * grid)[0];
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
function blockNoise(seed: number, grid: number): Float32Array {
  const random = torchRand(seed, DRAWS)[0].values();
  const next = (low: number, high: number): number => low + (high - low) * (random.next().value ?? 0);
  const noise = new Float32Array(grid * grid);
  let covered = 0;
  for (let draw = 0; draw + 4 <= DRAWS && covered < noise.length; draw += 4) {
    const area = next(...BLOCK_AREA) * noise.length;
    const stretch = Math.exp(next(-1, 1) * Math.log(BLOCK_STRETCH));
    const height = Math.min(grid, Math.round(Math.sqrt(area * stretch)));
    const width = Math.min(grid, Math.round(Math.sqrt(area / stretch)));
    const top = Math.floor(next(0, grid - height + 1));
    const left = Math.floor(next(0, grid - width + 1));
    for (let row = top; row < top + height; row++) {
      for (let column = left; column < left + width; column++) {
        const patch = row * grid + column;
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
function gridNoise(seed: number, grid: number): Float32Array {
  const bits = Math.ceil(Math.log2(grid));
  const side = 2 ** bits;
  const [right, down] = [seed % side, Math.floor(seed / side) % side];
  return Float32Array.from({ length: grid * grid }, (_, patch) => {
    const x = ((patch % grid) + right) % side;
    const y = (Math.floor(patch / grid) + down) % side;
    let rank = 0;
    for (let bit = 0; bit < bits; bit++) {
      const [xBit, yBit] = [(x >> bit) & 1, (y >> bit) & 1];
      rank = rank * 4 + ((xBit ^ yBit) * 2 + yBit);
    }
    return rank / side ** 2;
  });
}
