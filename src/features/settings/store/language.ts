/** Which language the page speaks: the one that a link names, else the one chosen last, else the first that the browser asks for and the page has. */
import { createStore } from 'zustand/vanilla';
import { readNote, writeNote } from '../../../runtime/browser/notes';
import { among, type Fields, type LinkPart, readFields } from '../../../store/link';
import { type Language, languages, speak, spoken } from '../../../words/say';

const KEY = 'lang';
const all = Object.keys(languages) as Language[];

/** The language that a BCP 47 tag asks for; "zh-TW" and "zh" get the Chinese that there is. */
export const languageFor = (tag: string): Language | undefined =>
  all.find((language) => language.split('-')[0] === tag.toLowerCase().split('-')[0]);

interface Chosen {
  /** By the person, or by the link that led here; the browser's wish is not a choice, and stands in no link. */
  readonly language?: Language;
}

const chosen = createStore<Chosen>()(() => ({}));

async function goOver(language: Language): Promise<void> {
  chosen.setState({ language });
  await speak(language);
}

/** The language at the start of the page; resolves when it is spoken. Where its words cannot be loaded, English stays. */
export async function speakAtStart(): Promise<void> {
  const named = among(all, readFields(location.hash.slice(1))[KEY] ?? '') ?? among(all, readNote(KEY) ?? '');
  const wished = navigator.languages.map(languageFor).find((language) => language !== undefined);
  if (named) chosen.setState({ language: named });
  await speak(named ?? wished ?? 'en').catch(() => undefined);
}

/** The person's own choice, which is remembered. Rejects where the words cannot be loaded. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  chosen.setState({ language });
  writeNote(KEY, language);
}

/** A link that names no language leaves the one that is spoken. */
export const languageLink: LinkPart = {
  keys: [KEY],
  write: (): Fields => {
    const { language } = chosen.getState();
    return language ? { [KEY]: language } : {};
  },
  read: ({ [KEY]: text }) => {
    if (text === undefined) return [];
    const language = among(all, text);
    if (!language) return [KEY];
    if (language !== spoken()) goOver(language).catch(() => undefined);
    return [];
  },
  subscribe: chosen.subscribe,
};
