/**
 * A browser that translates the page puts elements of its own in the place of text nodes. What React must find again is then gone: a
 * text beside others cannot be changed, taken away or stood before. Text that is alone in its element can always be written anew.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

const root = new URL('..', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);

const isNode = (value: unknown): value is Node => typeof (value as Node | undefined)?.type === 'string';
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
const isElement = ({ type }: Node): boolean => type === 'JSXElement' || type === 'JSXFragment';

/** What is handed to a component as something drawn: by convention no bare text, unless it stands alone where it is put. */
const SLOTS = ['children', 'aside', 'foot', 'header', 'view', 'modelSource', 'photoSource', 'beside'];

type Kind = 'nothing' | 'fixed text' | 'text' | 'elements';

/** The most that an expression can be; what is neither seen to be elements nor nothing may be text. */
function kindOf(node: Node): Kind {
  const worst = (...parts: unknown[]): Kind => {
    const kinds = parts.filter(isNode).map(kindOf);
    return kinds.includes('text') || kinds.includes('fixed text')
      ? 'text'
      : kinds.includes('elements')
        ? 'elements'
        : 'nothing';
  };
  const { callee, object, property, name, value } = node as Node & Record<string, Node>;
  switch (node.type) {
    case 'JSXElement':
    case 'JSXFragment':
      return 'elements';
    case 'Literal':
      return typeof value === 'string' ? 'fixed text' : value === null ? 'nothing' : 'text';
    case 'ConditionalExpression':
      return worst(node.consequent, node.alternate);
    case 'LogicalExpression':
      return node.operator === '&&' ? worst(node.right) : worst(node.left, node.right);
    case 'CallExpression': {
      const isMap = callee.type === 'MemberExpression' && (callee.property as Node).name === 'map';
      const [given] = node.arguments as Node[];
      const hasElements = isMap && given && holdsElement(given);
      return hasElements ? 'elements' : SLOTS.includes(String(callee.name)) ? 'elements' : 'text';
    }
    case 'MemberExpression':
    case 'ChainExpression':
      return isNode(property) && SLOTS.includes(String(property.name)) && isNode(object)
        ? 'elements'
        : node.type === 'ChainExpression'
          ? kindOf(node.expression as Node)
          : 'text';
    case 'Identifier':
      return SLOTS.includes(String(name)) ? 'elements' : String(name) === 'undefined' ? 'nothing' : 'text';
    default:
      return 'text';
  }
}

const holdsElement = (node: Node): boolean => isElement(node) || childrenOf(node).some(holdsElement);

function isSeen({ type, value, expression }: Node): boolean {
  if (type === 'JSXText') return !/^\s*\n\s*$/.test(String(value));
  return !(type === 'JSXExpressionContainer' && (expression as Node).type === 'JSXEmptyExpression');
}

/** The rule that an element breaks, if it breaks one. */
function fault(element: Node): string | undefined {
  const seen = (element.children as Node[]).filter(isSeen);
  const kinds = seen.map((child) =>
    child.type === 'JSXText'
      ? 'fixed text'
      : child.type === 'JSXExpressionContainer'
        ? kindOf(child.expression as Node)
        : 'fixed element',
  );
  const isLone = kinds.length === 1 && element.type === 'JSXElement';
  if (isLone) return undefined;
  if (kinds.includes('text')) return 'text that changes stands beside something else';
  const changes = kinds.includes('elements') || element.type === 'JSXFragment';
  return changes && kinds.includes('fixed text') ? 'text stands beside what comes and goes' : undefined;
}

function faultsIn(node: Node, code: string, found: string[] = []): string[] {
  const words = isElement(node) ? fault(node) : undefined;
  if (words) found.push(`line ${code.slice(0, node.start).split('\n').length}: ${words}`);
  for (const child of childrenOf(node)) faultsIn(child, code, found);
  return found;
}

const faultsOf = (code: string): string[] =>
  faultsIn(parseSync('a.tsx', code, { preserveParens: false }).program as unknown as Node, code);

test.each(files)('no text of %s can be lost by a translation', (name) => {
  expect(faultsOf(readFileSync(new URL(name, root), 'utf8'))).toEqual([]);
});

test.each([
  '<p>{count} of {total}</p>',
  '<p>{isLoud && "loud"}<b /></p>',
  '<p>{isLoud ? "loud" : <i>quiet</i>}<b /></p>',
  '<p>A word, {isLoud && <b>loud</b>}</p>',
  '<p>{list.map((one) => <b key={one} />)} of them</p>',
  '<>{words}</>',
])('%s is refused', (jsx) => {
  expect(faultsOf(`const a = ${jsx};`)).toHaveLength(1);
});

test.each([
  '<p>{words}</p>',
  '<p>{count + " of " + total}</p>',
  '<p>A word <b>in bold</b></p>',
  '<p><span>{words}</span>{isLoud && <b>loud</b>}</p>',
])('%s is not', (jsx) => {
  expect(faultsOf(`const a = ${jsx};`)).toEqual([]);
});
