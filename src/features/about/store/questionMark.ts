/** Whether the key `?` opens what the page says of itself, remembered from visit to visit. Who speaks to a computer presses keys unknowingly. */
import { createStore } from 'zustand/vanilla';
import { readNote, writeNote } from '../../../runtime/browser/notes';

const KEY = 'question-mark';

export const questionMark = createStore<{ readonly isOn: boolean }>()(() => ({
  isOn: readNote(KEY) !== 'off',
}));

export function turnQuestionMark(isOn: boolean): void {
  questionMark.setState({ isOn });
  writeNote(KEY, isOn ? undefined : 'off');
}
