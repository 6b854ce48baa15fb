/** What files of weights are called. */

/** By transformers and the hub, the same weights in either, in the order of preference. */
export const PREFERRED: readonly string[] = ['model.safetensors', 'pytorch_model.bin'];

/** By nearly everybody; what is in a file says more. */
export const USUAL = /\.(safetensors|bin|pth|pt|th|ckpt|pkl|pth\.tar)$/i;
