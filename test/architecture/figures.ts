import { parseArgs } from 'node:util';
import { circlesOf, folderGraph, importGraph, under, type Graph } from './graph.ts';
import { folderSizes, linesOf, MAX } from './sizes.ts';
import { readProgram, type Sources } from './sources.ts';
import { oddWords, syntaxOf, type Measured } from './syntax.ts';

/** Words that comments do without: they hide who does what. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;

type Figures = Readonly<Record<string, number | string>>;

/** What is measured on a tree; `src` alone, where nothing else is said. */
function measure(all: Sources): Figures {
  const sources = new Map([...all].filter(([path]) => path.startsWith('src/')));
  const files = importGraph(sources);
  const [circles, folders] = [circlesOf(files), circlesOf(folderGraph(files))];
  const sizes = [...folderSizes(sources.keys())].toSorted(([, a], [, b]) => b - a);
  const lines = [...sources.values()].map(linesOf).toSorted((a, b) => a - b);
  const syntax = [...sources].map(([path, text]) => syntaxOf(path, text));
  const functions = syntax.flatMap((file) => file.functions);
  return {
    files: sources.size,
    lines: lines.reduce((sum, n) => sum + n, 0),
    'largest folder': sizes[0]?.[1] ?? 0,
    'folders over 15 files': sizes.filter(([, n]) => n > MAX.folder).length,
    circles: circles.length,
    'files in the largest circle': circles[0]?.length ?? 0,
    'folder circles': folders.length,
    ...roomCircles(files),
    'type names exported twice': namedTwice(syntax.flatMap(({ types }) => [...new Set(types)])),
    'median file, lines': at(lines, 0.5),
    'p90 file, lines': at(lines, 0.9),
    'largest file, lines': lines.at(-1) ?? 0,
    ...functionFigures(functions),
    ...commentFigures(syntax.flatMap(({ comments }) => comments).join('\n'), lines),
  };
}

/** Circles between the folders of a room; a room that is one folder cannot have any. */
function roomCircles(files: Graph): Figures {
  const folders = folderGraph(files);
  const shown = ['src/domain', 'src/service', 'src/house', 'src/cli']
    .map((room) => [room, under(folders, room)] as const)
    .filter(([, own]) => own.size > 0)
    .map(([room, own]) => [`folder circles in ${room}`, own.size === 1 ? 'one folder' : circlesOf(own).length]);
  return Object.fromEntries(shown);
}

function namedTwice(names: readonly string[]): number {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times.values()].filter((n) => n > 1).length;
}

function functionFigures(functions: readonly Measured[]): Figures {
  return {
    'functions with a name': functions.filter(({ name }) => name !== null).length,
    'functions over 60 lines': functions.filter(({ lines }) => lines > MAX.function).length,
  };
}

function commentFigures(comments: string, lines: readonly number[]): Figures {
  const words = (comments.match(WORD) ?? []).length;
  const odd = oddWords(comments).length;
  const all = lines.reduce((sum, n) => sum + n, 0);
  return {
    'comment words in 1,000 lines': Math.round((1000 * words) / all),
    'odd words in 1,000 comment words': Math.round((10_000 * odd) / words) / 10,
  };
}

/** The value below which a share of the sorted values lies. */
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const { values } = parseArgs({ options: { root: { type: 'string' }, json: { type: 'boolean', default: false } } });
const figures = measure(readProgram(values.root));
if (values.json) console.log(JSON.stringify(figures, null, 2));
else
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(36)} ${String(value).padStart(10)}`);
