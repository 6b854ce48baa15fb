/** What keys do, and where. */

export interface Key {
  readonly keys: readonly string[];
  readonly words: string;
}

export const keys: readonly Key[] = [
  { keys: ['Tab'], words: 'The next control; Enter or space presses it.' },
  { keys: ['←', '→'], words: 'On a slider, a tab or a choice: the one before, the next.' },
  { keys: ['Page up', 'Page down'], words: 'On a slider: in larger steps.' },
  { keys: ['Ctrl Z', 'Ctrl Shift Z'], words: 'The mask before, and forward again. On a Mac, Cmd.' },
  { keys: ['Ctrl V'], words: 'Takes a photograph that was copied.' },
  { keys: ['←', '↑', '→', '↓'], words: 'On a mask made by hand, or on the error map: from patch to patch.' },
  { keys: ['Space'], words: 'On a mask made by hand: hides or shows the patch.' },
  { keys: ['Escape'], words: 'Closes what is open.' },
  { keys: ['?'], words: 'Opens this, unless something is being typed.' },
];
