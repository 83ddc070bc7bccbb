import type { Ask, Line } from '../conversation/ask.ts';
import { fitsWell, fitsWith, type Telling } from './sms.ts';
import type { Words } from './words.ts';

/** A question is told with this many facts at least, in a second message where it takes one: the price, or the need of a car. */
const FACTS_MIN = 2;

/**
 * A telling as the messages that it takes, each of two parts at most. One that is too long goes in several: each sentence
 * by itself, the facts that do not fit, the question, and of a list the lines that do not fit. The sender is named first.
 */
export function messagesOf(telling: Telling, words: Words): Telling[] {
  if (telling.ask === null ? fitsWell(telling, words) : fitsWith(telling, FACTS_MIN, words)) return [telling];
  const { said, ask, from } = telling;
  const apart: Telling[] = [
    ...said.map((line) => ({ said: [line], ask: null })),
    ...(ask === null ? [] : [{ said: [], ask }]),
  ];
  const [first, ...rest] = apart.map((one, n) => (n === 0 && from !== undefined ? { ...one, from } : one));
  if (first === undefined) return [telling];
  if (rest.length > 0) return [first, ...rest].flatMap((one) => messagesOf(one, words));
  const [line] = said;
  if (line !== undefined) return factsApart(first, line, words);
  return ask === null ? [telling] : questionApart(first, ask, words);
}

/** A sentence with as many of its facts as fit, and the others in a message of their own. */
function factsApart(telling: Telling, line: Line, words: Words): Telling[] {
  const facts = factsIn(line);
  if (facts === null) return [telling];
  const withFacts = (n: number): Telling => ({ ...telling, said: [facts.first(n)] });
  let n = facts.of.length - 1;
  while (n > 0 && !fitsWell(withFacts(n), words)) n--;
  return [withFacts(Math.max(n, 0)), { said: facts.of.slice(Math.max(n, 0)), ask: null }];
}

interface Facts {
  of: readonly Line[];
  /** The sentence with the first facts only. */
  first: (count: number) => Line;
}

function factsIn(line: Line): Facts | null {
  for (const [name, param] of Object.entries(line.params ?? {})) {
    if (typeof param !== 'object' || param.as !== 'lines' || param.of.length === 0) continue;
    const first = (count: number): Line => ({
      ...line,
      params: { ...line.params, [name]: { ...param, of: param.of.slice(0, count) } },
    });
    return { of: param.of, first };
  }
  return null;
}

/** A question whose list or whose facts do not fit beside the way to answer. */
function questionApart(telling: Telling, ask: Ask, words: Words): Telling[] {
  const listed = ask.choices.filter((choice) => choice.listed).length;
  if (listed > 0) return listApart(telling, ask, words);
  const { how, ...question } = ask;
  if (how === undefined) return [telling];
  return [
    { ...telling, ask: question },
    { said: [how], ask: null },
  ];
}

/** The lines of a list that fit, and below the way to answer the others, under their own numbers. */
function listApart(telling: Telling, ask: Ask, words: Words): Telling[] {
  const { how, ...question } = ask;
  const only = (from: number, to: number): Ask['choices'] =>
    ask.choices.map((choice, n) => (choice.listed && (n < from || n >= to) ? { ...choice, listed: false } : choice));
  const all = ask.choices.length;
  const firstOf = (to: number): Telling => ({ ...telling, ask: { ...question, choices: only(0, to) } });
  let to = all - 1;
  while (to > 0 && !fitsWell(firstOf(to), words)) to--;
  const later: Telling = { said: [], ask: { ...question, line: how ?? ask.line, choices: only(to, all) } };
  // Where not even one more line fits, it stays as long as it is.
  if (to === 0 && how === undefined) return [telling];
  return [firstOf(to), ...(to === 0 ? [later] : messagesOf(later, words))];
}
