/** What this browser remembers from visit to visit, as short text by name. Where it keeps nothing, nothing is remembered. */

const quietly = <T>(act: () => T): T | undefined => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

export const readNote = (name: string): string | undefined =>
  quietly(() => localStorage.getItem(name)) ?? undefined;

/** Nothing for `undefined`. */
export function writeNote(name: string, text: string | undefined): void {
  quietly(() => (text === undefined ? localStorage.removeItem(name) : localStorage.setItem(name, text)));
}

export const notesAbout = (begin: string): string[] =>
  quietly(() => Object.keys(localStorage).filter((name) => name.startsWith(begin))) ?? [];
