/** Light, dark, or as the device has it. */
import { createStore } from 'zustand/vanilla';
import { readNote, writeNote } from '../../../runtime/browser/notes';
import { among } from '../../../store/link';

export const themes = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

const KEY = 'theme';

export const theme = createStore<{ readonly theme: Theme }>()(() => ({
  theme: among(themes, readNote(KEY) ?? '') ?? 'auto',
}));

export function chooseTheme(chosen: Theme): void {
  theme.setState({ theme: chosen });
  writeNote(KEY, chosen === 'auto' ? undefined : chosen);
}
