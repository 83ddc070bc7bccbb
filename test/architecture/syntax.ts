import { parseSync, Visitor } from 'oxc-parser';
import type { Function as FunctionNode, ArrowFunctionExpression, Program } from 'oxc-parser';

/** What the checks read in a file. */
export interface Syntax {
  program: Program;
  /** Module names as they are written, those of type imports and of `import()` too. */
  imports: readonly string[];
  functions: readonly Measured[];
  /** Names of the types and interfaces that the file exports. */
  types: readonly string[];
  /** The text of the comments, without their marks. */
  comments: readonly string[];
}

export interface Measured {
  /** Null for a function without a name, such as a callback. */
  name: string | null;
  /** From the line of its first word to the line of its last brace. */
  lines: number;
}

const ODD = /\b(?:somebody|whoever|nobody|whom|stands|so many)\b/gi;

/** Words that a reader in a second language stumbles over; a comment names the actor instead. */
export const oddWords = (comment: string): string[] => comment.match(ODD) ?? [];

const parsed = new Map<string, Syntax>();

/** Parses a file; the same text is parsed once. Throws for a file with a syntax error. */
export function syntaxOf(path: string, text: string): Syntax {
  const key = `${path}\n${text}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const syntax = {
    program,
    imports: importsIn(program),
    functions: functionsIn(program, text),
    types: typesIn(program),
    comments: comments.map(({ value }) => value.replace(/^\s*\*+/gm, '').trim()),
  };
  parsed.set(key, syntax);
  return syntax;
}

function importsIn(program: Program): string[] {
  const names: string[] = [];
  const add = (node: { source: unknown }): void => {
    const source = node.source as { value?: unknown } | null;
    if (typeof source?.value === 'string') names.push(source.value);
  };
  new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  }).visit(program);
  return names;
}

function functionsIn(program: Program, text: string): Measured[] {
  const found: Measured[] = [];
  const names = new Map<unknown, string>();
  const lineOf = lineCounter(text);
  const name = (value: unknown, key: unknown): void => {
    const { name: word, value: literal } = key as { name?: string; value?: string | number };
    names.set(value, `${word ?? literal ?? '?'}`);
  };
  const measure = (node: FunctionNode | ArrowFunctionExpression): void => {
    if (node.body === null) return;
    const own = 'id' in node ? node.id?.name : undefined;
    found.push({ name: own ?? names.get(node) ?? null, lines: lineOf(node.end - 1) - lineOf(node.start) + 1 });
  };
  new Visitor({
    VariableDeclarator: ({ init, id }) => name(init, id),
    Property: ({ value, key }) => name(value, key),
    MethodDefinition: ({ value, key }) => name(value, key),
    PropertyDefinition: ({ value, key }) => name(value, key),
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program);
  return found;
}

function typesIn(program: Program): string[] {
  const types: string[] = [];
  new Visitor({
    ExportNamedDeclaration({ declaration }) {
      if (declaration?.type === 'TSTypeAliasDeclaration' || declaration?.type === 'TSInterfaceDeclaration')
        types.push(declaration.id.name);
    },
  }).visit(program);
  return types;
}

/** Returns a function from an offset to its line, counted from 0. */
function lineCounter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
