/** Names that a file can have on every system. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: no system wants them in a name.
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"|?*\\]/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 120;

/** One folder or file name; never empty, never one that leads out of the archive. */
export function safeName(part: string): string {
  const plain = [...part.replace(FORBIDDEN, '_')]
    .slice(0, LONGEST)
    .join('')
    .replace(/[. ]+$/, '')
    .trimStart();
  if (plain === '') return '_';
  return RESERVED.test(plain) ? `_${plain}` : plain;
}

/** The same for a file made here, by a name that need not be quoted in a shell or in LaTeX: without spaces and folders. */
export const fileStem = (name: string): string => safeName(name.trim().replaceAll(/[\s/]+/g, '-'));
