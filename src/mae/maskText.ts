/** A mask written down, for a notebook: as JSON, and as the Python lines that make the same mask in PyTorch. */
import { type Geometry, type Grid, gridOf } from './geometry';
import type { MaskPlan } from './mask';
import type { Strategy } from './strategy';

export interface MaskFacts {
  /** The model's name. */
  readonly model: string;
  readonly geometry: Geometry;
  readonly strategy: Strategy | 'hand';
  /** 0 … 2³² − 1; of a mask made by hand it only orders the patches. */
  readonly seed: number;
  /** What was asked for, 0 … 0.99; how many patches that is stands in the plan. */
  readonly ratio: number;
  readonly plan: MaskPlan;
}

/** The numbers of one row of patches after the other. */
function rowsOf(values: ArrayLike<number>, { rows, columns }: Grid): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => values[row * columns + column]),
  );
}

/** Height and width as one number where they are the same, as people write it. */
const sides = (height: number, width: number): string =>
  height === width ? String(height) : `[${height}, ${width}]`;

/** One field a line; the mask one line for each row of patches, 0 visible, 1 hidden. */
export function maskJson({ model, geometry, strategy, seed, ratio, plan }: MaskFacts): string {
  const grid = gridOf(geometry);
  const rows = rowsOf(plan.mask, grid).map((row) => `    ${JSON.stringify(row)}`);
  const fields = {
    model: JSON.stringify(model),
    image_size: sides(geometry.height, geometry.width),
    patch_size: geometry.patchSize,
    grid: sides(grid.rows, grid.columns),
    strategy: JSON.stringify(strategy),
    seed,
    mask_ratio: ratio,
    ids_keep: JSON.stringify([...plan.idsKeep]),
    ids_restore: JSON.stringify([...plan.idsRestore]),
    mask: `[\n${rows.join(',\n')}\n  ]`,
  };
  const lines = Object.entries(fields).map(([name, value]) => `  "${name}": ${value}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

const KINDS: Record<MaskFacts['strategy'], string> = {
  random: 'random',
  block: 'block-wise',
  grid: 'grid-wise',
  hand: 'made by hand',
};

/** The shuffle drawn anew: PyTorch's own random numbers, sorted. Of equal numbers the earlier patch comes first, as on the page. */
const drawnShuffle = (seed: number, patches: number): string[] => [
  `torch.manual_seed(${seed})`,
  `noise = torch.rand(1, ${patches})`,
  'ids_shuffle = torch.argsort(noise, dim=1, stable=True)',
  'ids_restore = torch.argsort(ids_shuffle, dim=1)',
];

/** The shuffle as numbers, for masks that PyTorch has no function for. */
function writtenShuffle({ idsRestore, idsKeep }: MaskPlan, grid: Grid): string[] {
  const digits = String(idsRestore.length - 1).length;
  const rows = rowsOf(idsRestore, grid).map(
    (row) => `    [${row.map((place) => String(place).padStart(digits)).join(', ')}],`,
  );
  return [
    `# For each patch, as they lie in the picture, its place in the shuffle: ${idsKeep.length} and above are hidden.`,
    'ids_restore = torch.tensor([',
    ...rows,
    `]).reshape(1, ${idsRestore.length})`,
    'ids_shuffle = torch.argsort(ids_restore, dim=1)',
  ];
}

/**
 * Lines that leave `ids_keep` [1, K], `ids_restore` [1, L] and `mask` [1, L] (0 visible, 1 hidden), as the `random_masking` of the
 * paper's code returns them, with the page's very numbers.
 */
export function maskPython({ geometry, strategy, seed, ratio, plan }: MaskFacts): string {
  const [patches, visible] = [plan.mask.length, plan.idsKeep.length];
  const seeded = strategy === 'hand' ? '' : `, seed ${seed}`;
  const shuffle =
    strategy === 'random' ? drawnShuffle(seed, patches) : writtenShuffle(plan, gridOf(geometry));
  return [
    `# Mask of MAE Playground: ${KINDS[strategy]}${seeded}, ratio ${Number(ratio.toFixed(4))}, ${visible} of ${patches} patches visible`,
    'import torch',
    '',
    ...shuffle,
    `ids_keep = ids_shuffle[:, :${visible}]`,
    `mask = (ids_restore >= ${visible}).float()  # 0 visible, 1 hidden`,
    '',
  ].join('\n');
}
