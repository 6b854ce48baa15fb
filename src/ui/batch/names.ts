/** Names that the files in an archive can have on every system. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: no system wants them in a name.
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\]/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 120;

/** One folder or file name; never empty, never one that leads out of the archive. */
function safePart(part: string): string {
  const plain = [...part.replace(FORBIDDEN, '_')]
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '')
    .trimStart();
  if (plain === '') return '_';
  return RESERVED.test(plain) ? `_${plain}` : plain;
}

/**
 * For each path a name ending in ".png" in place of the picture's own ending; folders stay. Two that would be the same, by some
 * system's reckoning, are numbered.
 */
export function pngNames(paths: readonly string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    const parts = path.split('/').filter(Boolean);
    const last = (parts.pop() ?? '').replace(/(?<=.)\.[^.]*$/, '');
    const stem = [...parts, last].map(safePart).join('/');
    const key = (name: string): string => name.normalize('NFC').toLowerCase();
    let name = `${stem}.png`;
    for (let copy = 2; taken.has(key(name)); copy++) name = `${stem} (${copy}).png`;
    taken.add(key(name));
    return name;
  });
}
