/** Compiles the messages in `src/words` when the page is built, so that their parser is no part of the page. */
import compile from 'icu-minify/compile';
import { type Plugin, parseSync } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | undefined)?.type === 'string';

/** What the properties of objects have as their values, if it is text. */
function textsIn(node: Node): Node[] {
  const { type, value } = node;
  const own = type === 'Property' && isNode(value) && value.type === 'Literal' ? [value] : [];
  return [...own, ...Object.values(node).flat().filter(isNode).flatMap(textsIn)];
}

/** The code of a module of messages with each of them compiled. */
export function compiled(code: string): string {
  const { program } = parseSync('messages.ts', code);
  return textsIn(program as unknown as Node)
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, value }) =>
        text.slice(0, start) + JSON.stringify(compile(String(value))) + text.slice(end),
      code,
    );
}

/** A file for each language, by its name: `en.ts`, `zh.ts`, `pt-BR.ts`. */
export const CATALOG = /\/src\/words\/[a-z]{2}(-[A-Z]{2})?\.ts$/;

export const messages: Plugin = {
  name: 'messages',
  enforce: 'pre',
  transform: (code, id) => (CATALOG.test(id) ? compiled(code) : undefined),
};
