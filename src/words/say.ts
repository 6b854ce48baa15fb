/** Says messages in the language of the page. Threads do not: they name what is to be said, and the page says it. */
import format from 'icu-minify/format';
import { createElement, Fragment, type ReactNode } from 'react';
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
type Values = Readonly<Record<string, unknown>>;

/** To make one takes longer than to use it a hundred times. */
function kept<Made>(make: (locale: string) => Made): (locale: string) => Made {
  const made = new Map<string, Made>();
  return (locale) => {
    const one = made.get(locale) ?? make(locale);
    made.set(locale, one);
    return one;
  };
}

/** Numbers as the language groups them; no message asks for another way. */
const formatters = {
  getNumberFormat: kept((locale) => new Intl.NumberFormat(locale)),
  getPluralRules: kept((locale) => new Intl.PluralRules(locale)),
  getDateTimeFormat: kept((locale) => new Intl.DateTimeFormat(locale)),
};

let language: Language = 'en';
let messages: Translation = en;
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
  if (wanted === language) return;
  const loaded = await loaders[wanted]();
  if (mine !== newest) return;
  language = wanted;
  messages = loaded;
  for (const listener of listeners) listener();
}

/** Fills a message; the keys and gaps were checked where it was named. */
function fill(key: Key, values: Values = {}): unknown {
  const [namespace, name] = key.split('.') as [keyof Translation, never];
  const spelt = Object.entries(values).map(([gap, value]) => [gap, isSaid(value) ? sayWhat(value) : value]);
  return format<ReactNode>(messages[namespace][name], language, Object.fromEntries(spelt), { formatters });
}

const sayWhat = ({ key, values }: Said): string => String(fill(key, values));

/** The text of a message in the language of the page, its gaps filled. */
export function say(what: Said): string;
export function say<K extends Key>(key: K, ...values: Gaps<K>): string;
export function say(what: Key | Said, values?: object): string {
  return sayWhat(typeof what === 'string' ? { key: what, values: values as Said['values'] } : what);
}

/** What is said, whether it is ours or came as text. */
export const spell = (words: Words): string => (isSaid(words) ? sayWhat(words) : words);

/**
 * As `say`, for a message with <tags> in it, each drawn by the function of its name. Texts between them have elements of their own: a
 * browser that translates the page takes away those that have none, and what changes in them would not be seen.
 */
export function sayRich<K extends Key>(key: K, tags: Tags, ...gaps: Gaps<K>): ReactNode {
  const [values] = gaps as [Said['values']?];
  const parts = fill(key, { ...values, ...tags }) as ReactNode;
  if (!Array.isArray(parts)) return parts;
  const drawn = parts.map((part) => (typeof part === 'string' ? createElement('span', null, part) : part));
  // Whose order never changes needs no keys.
  return createElement(Fragment, null, ...drawn);
}
