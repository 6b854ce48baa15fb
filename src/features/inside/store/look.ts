/** One look into a network: what was seen, with what it was seen of. */
import { patchCount } from '../../../mae/geometry';
import { wholePlan } from '../../../mae/mask';
import { tokensBefore } from '../../../runtime/checkpoint/network';
import type { Scene } from '../../../runtime/inference/scene';
import type { Inspector } from '../../../runtime/inside/inspector';
import type { Seen } from '../../../runtime/inside/tapped';
import { tapNames } from '../../../runtime/onnx/builder';
import type { Choice } from './choice';

export interface Look {
  readonly scene: Scene;
  readonly choice: Choice;
  readonly seen: Seen;
  /** [T − before] the patches of the tokens, in their order. */
  readonly ids: Int32Array;
  readonly before: 0 | 1;
}

/** Of the scene's picture, or of what its mask leaves of it. Rejects as the inspector does. */
export async function lookAt(
  inspector: Pick<Inspector, 'look'>,
  scene: Scene,
  choice: Choice,
  signal: AbortSignal,
): Promise<Look> {
  const { geometry } = scene.model;
  const patches = patchCount(geometry);
  const plan = choice.isWhole ? wholePlan(patches) : scene.plan;
  const { half, block, sight } = choice;
  const isAttention = sight === 'attention';
  const seen = await inspector.look(
    { ...scene, plan },
    { half, ...(isAttention ? { attention: [block - 1] } : { tokens: [block] }) },
    signal,
  );
  const name = isAttention ? tapNames.attention(block - 1) : tapNames.tokens(block);
  const ids = half === 'decoder' ? Int32Array.from({ length: patches }, (_, patch) => patch) : plan.idsKeep;
  return { scene, choice, seen: seen[name], ids, before: tokensBefore(geometry) };
}
