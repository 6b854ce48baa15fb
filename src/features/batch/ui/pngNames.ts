/** Names that the files in an archive can have on every system. */
import { safeName } from '../../../ui/export/safeName';

/**
 * For each path a name ending in ".png" in place of the picture's own ending; folders stay. Two that would be the same, by some
 * system's reckoning, are numbered.
 */
export function pngNames(paths: readonly string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const parts = path.split('/').filter(Boolean);
    const last = (parts.pop() ?? '').replace(/(?<=.)\.[^.]*$/, '');
    const stem = [...parts, last].map(safeName).join('/');
    const key = (name: string): string => name.normalize('NFC').toLowerCase();
    let name = `${stem}.png`;
    for (let copy = 2; taken.has(key(name)); copy++) name = `${stem} (${copy}).png`;
    taken.add(key(name));
    return name;
  });
}
