/** What is to be said, before it is said: the key of a message and what stands in its gaps. It crosses threads, and outlives a change of language. */
import type { GetICUArgs } from '@schummar/icu-type-parser';
import type { en } from './en';

type Messages = typeof en;

/** As `en`, in other words. */
export type Translation = {
  readonly [Namespace in keyof Messages]: { readonly [Name in keyof Messages[Namespace]]: string };
};

/** "namespace.name" of a message. */
export type Key = {
  [Namespace in keyof Messages]: `${Namespace}.${keyof Messages[Namespace] & string}`;
}[keyof Messages];

type TextOf<K extends Key> = K extends `${infer Namespace extends keyof Messages}.${infer Name}`
  ? Name extends keyof Messages[Namespace]
    ? Messages[Namespace][Name] & string
    : never
  : never;

/** What the gaps of a message take: names and numbers, or something else that is to be said. */
type ValuesOf<K extends Key> = GetICUArgs<
  TextOf<K>,
  { ICUArgument: Words | number; ICUNumberArgument: number; ICUDateArgument: Date }
>;

/** Nothing for a message without gaps. */
export type Gaps<K extends Key> = K extends Key
  ? keyof ValuesOf<K> extends never
    ? []
    : [values: ValuesOf<K>]
  : never;

/** The messages without gaps: what a title, a label or an option is said by. */
export type Phrase = { [K in Key]: Gaps<K> extends [] ? K : never }[Key];

export interface Said {
  readonly key: Key;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** What stands in a sentence or for one: something of ours that is to be said, or text as it came, such as a name or a browser's own words. */
export type Words = Said | string;

/** Of a message, what is to be said; `say` says it. */
export function said<K extends Key>(key: K, ...gaps: Gaps<K>): Said {
  const [values] = gaps as [Said['values']?];
  return values ? { key, values } : { key };
}

export const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string';
