/** Says messages in the language of the page. Threads do not: they name what is to be said, and the page says it. */
import type { ReactNode } from 'react';
import { createTranslator } from 'use-intl/core';
import { en } from './en';
import { type Gaps, isSaid, type Key, type Said, type Translation, type Words } from './said';

/** By their BCP 47 names, each called what its speakers call it. A further language is a file beside `zh.ts` and a line here. */
export const languages = { en: 'English', 'zh-CN': '简体中文' } as const;

export type Language = keyof typeof languages;

const loaders: Record<Language, () => Promise<Translation>> = {
  en: async () => en,
  'zh-CN': async () => (await import('./zh')).zh,
};

type Tags = Readonly<Record<string, (chunks: ReactNode) => ReactNode>>;

/** The keys and gaps are checked where messages are named; here they are text. */
interface Translate {
  (key: string, values?: Readonly<Record<string, unknown>>): string;
  rich(key: string, values?: Readonly<Record<string, unknown>>): ReactNode;
}

const translatorOf = (locale: Language, messages: Translation): Translate =>
  createTranslator({ locale, messages, timeZone: 'UTC' }) as unknown as Translate;

let language: Language = 'en';
let translate = translatorOf(language, en);
const listeners = new Set<() => void>();

/** The language that is spoken now. */
export const spoken = (): Language => language;

/** Called after each change of the language. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let newest = 0;

/** Goes over to a language; a later choice wins. Rejects if its words cannot be loaded: then the language stays. */
export async function speak(wanted: Language): Promise<void> {
  const mine = ++newest;
  const messages = await loaders[wanted]();
  if (mine !== newest) return;
  language = wanted;
  translate = translatorOf(wanted, messages);
  for (const listener of listeners) listener();
}

const spelt = (values?: Readonly<Record<string, unknown>>) =>
  values &&
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isSaid(value) ? sayWhat(value) : value]),
  );

const sayWhat = ({ key, values }: Said): string => translate(key, spelt(values));

/** The text of a message in the language of the page, its gaps filled. */
export function say(what: Said): string;
export function say<K extends Key>(key: K, ...values: Gaps<K>): string;
export function say(what: Key | Said, values?: object): string {
  return sayWhat(typeof what === 'string' ? { key: what, values: values as Said['values'] } : what);
}

/** What is said, whether it is ours or came as text. */
export const spell = (words: Words): string => (isSaid(words) ? sayWhat(words) : words);

/** As `say`, for a message with <tags> in it, each drawn by the function of its name. */
export function sayRich<K extends Key>(key: K, tags: Tags, ...gaps: Gaps<K>): ReactNode {
  const [values] = gaps as [Said['values']?];
  return translate.rich(key, { ...spelt(values), ...tags });
}
