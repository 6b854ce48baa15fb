/** Which tokens of pictures lie on what they are of, and not around it: a rule of thumb. */
import { principalComponents } from './components';
import { type Grid, placeIn } from './geometry';

/** Of the patches `ids` [N], 1 for those at the edge of the picture: [N]. */
export function atTheEdge(ids: Int32Array, grid: Grid): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(ids, (patch) => {
    const [row, column] = placeIn(grid, patch);
    return Number(row === 0 || column === 0 || row === grid.rows - 1 || column === grid.columns - 1);
  });
}

/**
 * Of tokens [N · width], 1 for the foreground: [N]. As in DINOv2's figures (Oquab et al., https://arxiv.org/abs/2304.07193), they are
 * parted at the mean along the direction in which they differ most. Which side is the background, nothing says; here it is the one that
 * has more of the tokens at the edge, `edge` [N]. Of tokens that do not differ all are foreground.
 */
export function foregroundOf(tokens: Float32Array, edge: Uint8Array): Uint8Array<ArrayBuffer> {
  const [along] = principalComponents(tokens, edge.length, 1);
  const isAbove = Uint8Array.from(along, (x) => Number(x > 0));
  // Rounding may put tokens that do not differ on either side.
  if (!isAbove.includes(1) || !isAbove.includes(0)) return isAbove.fill(1);
  const edges = edge.reduce((sum, one) => sum + one, 0);
  const edgesAbove = edge.reduce((sum, one, token) => sum + one * isAbove[token], 0);
  const background = Number(edgesAbove * 2 > edges);
  return isAbove.map((side) => Number(side !== background));
}
