/** After so many milliseconds without a change a hand is at rest, and the address follows. */
export const REST_MS = 400;
