/** What the files of PyTorch in the corpus have in common. */
import type { Bytes } from './bytes';
import { type Case, file } from './case';
import * as py from './pickle';
import type { Part } from './zip';

export const PTH = 'x.pth';
/** Of the one tensor, which a model has. */
export const NAME = 'cls_token';
export const BROKEN = `“${PTH}” is not a whole PyTorch file:`;
export const pth = (name: string, bytes: () => Bytes, outcome: string): Case => ({
  name: `torch.save: ${name}`,
  files: () => [file(bytes(), PTH)],
  outcome,
});

/** The storage of the tensor. */
export const w: Part = { name: 'archive/data/0', content: new Uint8Array(64) };
export const tensor = (shape: readonly number[] = [16]): Bytes =>
  py.rebuilt(py.storage('FloatStorage', '0', 16), py.int(0), py.ints(shape), py.ints(py.stridesOf(shape)));
export const table = py.dict([py.text(NAME), tensor()]);
