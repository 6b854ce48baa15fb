/**
 * The random numbers of PyTorch's CPU generator, bit for bit: MT19937 (Matsumoto & Nishimura 1998) seeded by one integer.
 * A seed therefore means the same mask here and in a notebook.
 */

const N = 624;
const M = 397;

export const MAX_SEED = 2 ** 32 - 1;

/** The seed that comes `steps` seeds after this one; after the last comes 0. */
export const seedAfter = (seed: number, steps = 1): number => (seed + steps) % (MAX_SEED + 1);

/** Gives one 32-bit word after another, without end. No generator: the self-check at the start asks for 150,000 of them. */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(N);
  state[0] = seed;
  for (let i = 1; i < N; i++) {
    const previous = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, previous) + i;
  }
  const refill = (): void => {
    for (let i = 0; i < N; i++) {
      const joined = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
      state[i] = state[(i + M) % N] ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
  };
  let at = N;
  return () => {
    if (at === N) {
      refill();
      at = 0;
    }
    let y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}

/**
 * What `torch.manual_seed(seed); torch.rand(a); torch.rand(b); …` gives for the lengths asked for: numbers in 0 … 1, 1 excluded.
 * Throws RangeError for a seed that is not an integer in 0 … 2³² − 1.
 */
export function torchRand(seed: number, ...lengths: number[]): Float32Array[] {
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
    throw new RangeError(`a seed is a whole number from 0 to ${MAX_SEED}, not ${seed}`);
  }
  const next = mersenneTwister(seed);
  return lengths.map((length) => {
    const numbers = new Float32Array(length);
    for (let i = 0; i < length; i++) numbers[i] = (next() & 0xffffff) * 2 ** -24;
    return numbers;
  });
}
