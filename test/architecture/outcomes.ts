import { Visitor } from 'oxc-parser';
import type { Expression, TSType } from 'oxc-parser';
import type { Sources } from './sources.ts';
import { syntaxOf, type Syntax } from './syntax.ts';

/** Outcome words, each with the files that use it. */
export type Words = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The words that functions answer with: literals of a `Promise<'a' | 'b'>`, also where the union is a type of the same
 * file, and of a property `outcome` in a type.
 */
export function outcomeWords(sources: Sources): Words {
  const words = new Map<string, Set<string>>();
  for (const [path, text] of sources) {
    const syntax = syntaxOf(path, text);
    const aliases = aliasesIn(syntax);
    const add = (word: string): unknown => words.set(word, (words.get(word) ?? new Set()).add(path));
    new Visitor({
      TSTypeReference({ typeName, typeArguments }) {
        if (typeName.type !== 'Identifier' || typeName.name !== 'Promise') return;
        for (const answer of typeArguments?.params ?? []) literalsIn(answer, aliases).forEach(add);
      },
      TSPropertySignature({ key, typeAnnotation }) {
        if ('name' in key && key.name === 'outcome' && typeAnnotation)
          literalsIn(typeAnnotation.typeAnnotation, aliases).forEach(add);
      },
    }).visit(syntax.program);
  }
  return words;
}

/**
 * Words that are no declared outcome and must still be spelled alike: those of every type that is a union of words, and of
 * a property `outcome` in a value that a function makes.
 */
export function wordsBeside(sources: Sources): Words {
  const words = new Map<string, Set<string>>();
  for (const [path, text] of sources) {
    const syntax = syntaxOf(path, text);
    const unions = [...aliasesIn(syntax).values()].flatMap((type) => literalsIn(type, new Map()));
    for (const word of [...unions, ...valuesIn(syntax)]) words.set(word, (words.get(word) ?? new Set()).add(path));
  }
  return words;
}

function aliasesIn({ program }: Syntax): Map<string, TSType> {
  const aliases = new Map<string, TSType>();
  new Visitor({ TSTypeAliasDeclaration: ({ id, typeAnnotation }) => aliases.set(id.name, typeAnnotation) }).visit(
    program,
  );
  return aliases;
}

function literalsIn(type: TSType, aliases: ReadonlyMap<string, TSType>): string[] {
  if (type.type === 'TSUnionType') return type.types.flatMap((part) => literalsIn(part, aliases));
  if (type.type === 'TSLiteralType')
    return 'value' in type.literal && typeof type.literal.value === 'string' ? [type.literal.value] : [];
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  const alias = aliases.get(type.typeName.name);
  return alias === undefined ? [] : literalsIn(alias, new Map());
}

/** Of `{ outcome: 'kept' }` and `{ outcome: kept ? 'kept' : 'gone' }`, inside a function only: elsewhere it is a table. */
function valuesIn({ program }: Syntax): string[] {
  const words: string[] = [];
  let depth = 0;
  const [enter, leave] = [() => void depth++, () => void depth--];
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
    Property({ key, value }) {
      if (depth > 0 && 'name' in key && key.name === 'outcome') words.push(...valuesOf(value as Expression));
    },
  }).visit(program);
  return words;
}

function valuesOf(value: Expression): string[] {
  if (value.type === 'Literal') return typeof value.value === 'string' ? [value.value] : [];
  if (value.type === 'ConditionalExpression') return [...valuesOf(value.consequent), ...valuesOf(value.alternate)];
  if (value.type === 'TSAsExpression') return valuesOf(value.expression);
  return [];
}

/** Words that say the same in different spellings: "already done" and "done already", "too many" and "tooMany". */
export function spelledTwice(words: Iterable<string>): string[] {
  const spellings = new Map<string, Set<string>>();
  for (const word of words) {
    const parts = word.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
    const key = parts
      .split(/[ _-]+/)
      .toSorted()
      .join(' ');
    spellings.set(key, (spellings.get(key) ?? new Set()).add(word));
  }
  return [...spellings.values()].filter((set) => set.size > 1).map((set) => [...set].toSorted().join(' / '));
}

/** Words that say that nothing had to be done, in another form than "already <participle>". */
export const notAlready = (words: Iterable<string>): string[] => [...words].filter((word) => word.endsWith(' already'));
