import type { Ask, Line, Param } from '../conversation/ask.ts';
import type { Room } from './clip.ts';
import { measure, measureIn, withPlainLetters, type Measured } from './parts.ts';
import type { Words } from './words.ts';

/** At most two parts: people do not read longer texts, and each part costs. */
export const PARTS_MAX = 2;

/** The content of a text before it is put into words. */
export interface Telling {
  said: readonly Line[];
  ask: Ask | null;
  /** The name of the centre, put in front for a person who may not know who writes. */
  from?: Line;
}

export interface Text {
  body: string;
  encoding: 'GSM-7' | 'UCS-2';
  parts: number;
}

/** The room of a text whose letters halve a part, as long as it may keep its sentences; and of one that may not. */
const ROOMY: readonly Room[] = [0, 1, 2];
const NARROW: readonly Room[] = [3, 4];

/**
 * One text message: the lines, the question, its numbered answers and how to answer. While the text is longer than two
 * parts, days are written short and titles are cut a little (only where the letters leave 67 to a part), the least important
 * sentences (the last of a `lines`) are dropped, then the accents of letters that halve a part, and at last titles are cut short.
 */
export function textOf(telling: Telling, words: Words): Text {
  return asText(shortest(telling, words, NARROW));
}

/** True when it fits two parts without cutting titles until they are hardly known: else a list should have fewer lines. */
export const fitsWell = (telling: Telling, words: Words): boolean => shortest(telling, words, [3]).parts <= PARTS_MAX;

/** True when a question fits two parts with this many of its facts, or with all; a text in plain letters needs to fit at all. */
export function fitsWith(telling: Telling, facts: number, words: Words): boolean {
  const measured = shortest(telling, words, [3]);
  if (measured.parts > PARTS_MAX) return false;
  return measured.encoding === 'GSM-7' || fitsWhole(shortened(telling, Math.max(0, spare(telling) - facts)), words);
}

function shortest(telling: Telling, words: Words, narrow: readonly Room[]): Measured {
  let last: Measured | null = null;
  const most = spare(telling);
  for (let leaveOut = 0; leaveOut <= most; leaveOut++) {
    const less = shortened(telling, leaveOut);
    last = roomy(less, words);
    if (last.parts <= PARTS_MAX) return last;
  }
  const bare = shortened(telling, most);
  const plain = measure(withPlainLetters(compose(bare, words)));
  if (plain.parts <= PARTS_MAX) return plain;
  for (const room of narrow) {
    last = measureIn(words.language, compose(bare, words, room));
    if (last.parts <= PARTS_MAX) return last;
  }
  return last === null || plain.parts < last.parts ? plain : last;
}

/** The text with all its sentences: whole, or with titles cut a little where the letters halve a part. */
function roomy(telling: Telling, words: Words): Measured {
  let measured = measureIn(words.language, compose(telling, words));
  for (const room of ROOMY.slice(1)) {
    if (measured.parts <= PARTS_MAX || measured.encoding === 'GSM-7') break;
    measured = measureIn(words.language, compose(telling, words, room));
  }
  return measured;
}

const asText = ({ text, encoding, parts }: Measured): Text => ({ body: text, encoding, parts });

/** True when the whole telling fits into two parts without dropping a sentence. */
export const fitsWhole = (telling: Telling, words: Words): boolean => roomy(telling, words).parts <= PARTS_MAX;

function compose({ said, ask, from }: Telling, words: Words, room: Room = 0): string {
  const lines = said.map((line) => words(line, room));
  if (ask !== null) {
    lines.push(words(ask.line, room));
    for (const [i, choice] of ask.choices.entries())
      if (choice.listed) lines.push(`${i + 1} ${words(choice.label, room)}`);
    if (ask.how !== undefined) lines.push(words(ask.how, room));
  }
  // An empty parameter leaves its space behind.
  const text = lines
    .join('\n')
    .replace(/ +(?=[ \n]|$)/g, '')
    .trim();
  return from === undefined ? text : words({ ...from, params: { ...from.params, text } });
}

/** Number of sentences that may be dropped. */
function spare({ ask }: Telling): number {
  const params = Object.values(ask?.line.params ?? {});
  return params.reduce<number>((n, p) => n + (typeof p === 'object' && p.as === 'lines' ? p.of.length : 0), 0);
}

function shortened(telling: Telling, leaveOut: number): Telling {
  if (leaveOut === 0 || telling.ask === null) return telling;
  const { line } = telling.ask;
  const params = Object.fromEntries(
    Object.entries(line.params ?? {}).map(([name, param]) => [name, withoutLast(param, leaveOut)]),
  );
  return { ...telling, ask: { ...telling.ask, line: { ...line, params } } };
}

function withoutLast(param: Param, count: number): Param {
  if (typeof param !== 'object' || param.as !== 'lines') return param;
  return { as: 'lines', of: param.of.slice(0, Math.max(0, param.of.length - count)) };
}
