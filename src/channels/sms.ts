import type { Ask, Line, Param } from '../conversation/ask.ts';
import { measure, withPlainLetters, type Measured } from './parts.ts';
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

/**
 * One text message: the lines, the question, its numbered answers and how to answer. While the text is longer than two
 * parts, the least important sentences (the last of a `lines`) are dropped, and at last the accents of letters that halve a part.
 */
export function textOf(telling: Telling, words: Words): Text {
  for (let leaveOut = 0; ; leaveOut++) {
    const body = compose(shortened(telling, leaveOut), words);
    const measured = measure(body);
    if (measured.parts <= PARTS_MAX) return asText(measured);
    if (leaveOut >= spare(telling)) {
      const plain = measure(withPlainLetters(body));
      return asText(plain.parts < measured.parts ? plain : measured);
    }
  }
}

const asText = ({ text, encoding, parts }: Measured): Text => ({ body: text, encoding, parts });

/** True when the whole telling fits into two parts without dropping a sentence. */
export const fitsWhole = (telling: Telling, words: Words): boolean =>
  measure(compose(telling, words)).parts <= PARTS_MAX;

function compose({ said, ask, from }: Telling, words: Words): string {
  const lines = said.map(words);
  if (ask !== null) {
    lines.push(words(ask.line));
    for (const [i, choice] of ask.choices.entries()) if (choice.listed) lines.push(`${i + 1} ${words(choice.label)}`);
    if (ask.how !== undefined) lines.push(words(ask.how));
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
