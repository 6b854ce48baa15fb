/**
 * What the tensors of a masked autoencoder are called: from everybody's names to those of the published files on the hub
 * (transformers 4), which are ours too. The table has the hub's names and, for each family of files, what its names mean: one of
 * the hub's, or several whose tensors it stacks in rows, from top to bottom. A name means the same in every family. The recipe
 * reads the same table.
 */
import table from '../../../models/checkpoints.json' with { type: 'json' };

type Meanings = Readonly<Record<string, string | readonly string[]>>;
type Section = 'stacks' | 'parts' | 'outside';

const families: readonly Readonly<Record<Section, Meanings>>[] = Object.values(table.families);

function byAnyName(section: Section): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>(table.hub[section].map((name) => [name, [name]]));
  for (const family of families) {
    for (const [name, hub] of Object.entries(family[section])) found.set(name, [hub].flat());
  }
  return found;
}

/** In front of a block's number. */
const stacks = byAnyName('stacks');
/** Behind it, and in front of `weight` or `bias`. */
const parts = byAnyName('parts');
/** Outside of the blocks, without `weight` and `bias`. */
const outside = byAnyName('outside');

/** What a tensor is called on the hub: one name, several if it holds several in its rows, none if it is unknown. */
export function hubNames(name: string): readonly string[] {
  const [, module, kind] = /^(.*?)(\.(?:weight|bias))?$/s.exec(name) ?? [];
  const block = /^(\D+)\.(0|[1-9]\d*)\.(\D.*)$/.exec(module);
  if (!block) return (outside.get(module) ?? []).map((hub) => hub + (kind ?? ''));
  const [, stack, number, part] = block;
  return (stacks.get(stack) ?? []).flatMap((before) =>
    (parts.get(part) ?? []).map((behind) => `${before}.${number}.${behind}${kind ?? ''}`),
  );
}
