/**
 * Larger than any masked autoencoder and any file of one. What goes beyond is refused with the number before anything is counted,
 * made or drawn by it, so that no file of a stranger's keeps the page busy for long.
 */

/** Pixels along a picture, and patches. */
export const MOST_PIXELS = 2048;
export const MOST_PATCHES_ALONG = 128;
/** Of a pixel: satellites have a dozen, and cameras of their kind a few hundred. */
export const MOST_CHANNELS = 512;

/** Of a stack of blocks. */
export const MOST_BLOCKS = 128;
export const WIDEST = 16_384;
export const WIDEST_MLP = 65_536;

/**
 * Tensors in a file: 128 blocks in both stacks, each tensor on its own and with the scale of int8, are 5,655; an optimizer has two for
 * each beside them, and an average of the weights one.
 */
export const MOST_LISTED = 24_000;
/** So deep may they lie in it; those of a model that was saved as an object lie ten deep. */
export const MOST_NESTED = 64;
/** Of a tensor; PyTorch allows 64. */
export const MOST_SIDES = 8;

const MB = 2 ** 20;
/** In bytes: the list of tensors of a safetensors file, in which 600 take 70 kB, and a config.json. */
export const LONGEST_HEADER = 4 * MB;
export const LONGEST_CONFIG = MB;
/** Of a ZIP archive's list of contents, and of the pickle in it: a checkpoint with its optimizer has a quarter of one. */
export const LONGEST_DIRECTORY = 8 * MB;
export const LONGEST_PICKLE = 16 * MB;
/** Opcodes of a pickle; that checkpoint has 100,000. */
export const MOST_STEPS = 1_000_000;

export const inMegabytes = (bytes: number): string => `${bytes / MB} MB`;
