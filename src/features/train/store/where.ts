/** Where runs compute: where the page's backend says, by the page's own rules, and not on a GPU that failed a run of this visit unless it is asked for by name. */
import type { StoreApi } from 'zustand/vanilla';
import { type Attempt, backendFailed, backendNames, planAttempts } from '../../../runtime/inference/backend';
import { type Gpu, NO_GPU } from '../../../runtime/inference/gpu';
import { Sentence } from '../../../runtime/message';
import type { Needs } from '../../../runtime/models/limits';
import type { RunOptions } from '../../../runtime/train/protocol';
import type { Playground } from '../../../store/playground';
import { said, type Words } from '../../../words/said';

export interface Where extends Attempt {
  /** Whether a person asked for WebGPU: then nothing else is tried. */
  readonly isByName: boolean;
}

export interface WhereWorld {
  readonly playground: StoreApi<Playground>;
  /** Never rejects. */
  readonly probe: () => Promise<Gpu>;
  /** That WebAssembly can have; 0 where there is none. */
  readonly threads: number;
}

export interface Whereabouts {
  /** As the page's backend is now. Never rejects. */
  look(): Promise<Where>;
  /** As `look`. Throws a `Sentence`, half of one, where nothing can compute. */
  find(): Promise<Where>;
  /** Takes note of a GPU that failed a run; whether the run may be tried elsewhere. */
  leaves(where: Where | undefined, why: Words): boolean;
}

/** No model that is trained here is too large for any backend. */
const NEEDS: Needs = { numbers: 0 };

export function createWhere(world: WhereWorld, tell: (where: Where) => void): Whereabouts {
  let failure: Words | undefined;
  let newest = 0;
  let known: Gpu | undefined;

  /** What there is stays the same in a visit; asked again while the page's own model keeps it busy, it may answer too late. */
  async function gpu(): Promise<Gpu> {
    const found = known ?? (await world.probe());
    if (found.kind !== 'none') known = found;
    return found;
  }

  async function look(): Promise<Where> {
    const thisLook = ++newest;
    const choice = world.playground.getState().backend;
    const isByName = choice === 'webgpu';
    const found = choice === 'wasm' ? NO_GPU : await gpu();
    const [first] = planAttempts(choice, { gpu: found, threads: world.threads }, NEEDS, failure);
    const isOther = isByName && first.backend !== 'webgpu';
    const where: Where = isOther
      ? {
          backend: 'webgpu',
          threads: 1,
          reason: said('inference.asChosen'),
          obstacle: first.reason,
          isByName,
        }
      : { ...first, isByName };
    if (thisLook === newest) tell(where);
    return where;
  }

  return {
    look,
    find: async () => {
      const where = await look();
      const { backend, obstacle } = where;
      if (obstacle) throw new Sentence(backendFailed(backendNames[backend], obstacle));
      return where;
    },
    leaves: (where, why) => {
      failure = why;
      void look();
      return !where?.isByName;
    },
  };
}

/** Of the visit, and not of the run: one that is kept goes on wherever there is something to compute on. */
export const optionsAt = (options: RunOptions, { backend, threads }: Where): RunOptions => ({
  ...options,
  device: backend,
  threads,
});
