import { MONTHS } from '../cells/calendar-words.ts';
import { ORDINALS } from './vocabulary.ts';

export type RepeatToken =
  | { kind: 'word'; text: string }
  /** `ordinal`: written as one, "3." or "third". */
  | { kind: 'number'; text: string; value: number; ordinal: boolean }
  | { kind: 'clock'; text: string; value: string }
  | { kind: 'date'; text: string; day: number; month: number; year: number | null }
  | { kind: 'mark'; text: string };

const SHAPES: readonly (readonly [RegExp, (m: RegExpExecArray) => RepeatToken])[] = [
  [
    /(\d{4})-(\d{1,2})-(\d{1,2})/y,
    (m) => ({ kind: 'date', text: m[0], day: Number(m[3]), month: Number(m[2]), year: Number(m[1]) }),
  ],
  [
    /([01]?\d|2[0-3]):([0-5]\d)/y,
    (m) => ({ kind: 'clock', text: m[0], value: `${(m[1] ?? '').padStart(2, '0')}:${m[2]}` }),
  ],
  [
    /(\d{1,2})([./])(\d{1,2})(?:\2(20\d\d|\d\d)(?!\d))?\.?/y,
    (m) => ({ kind: 'date', text: m[0], day: Number(m[1]), month: Number(m[3]), year: yearOf(m[4]) }),
  ],
  [
    /(\d+)(\.|st|nd|rd|th)?(?![\p{L}\d])/uy,
    (m) => ({ kind: 'number', text: m[0], value: Number(m[1]), ordinal: m[2] !== undefined }),
  ],
  [/\p{L}+/uy, (m) => wordOf(m[0])],
  [/[^\s.]/uy, (m) => ({ kind: 'mark', text: m[0] })],
];

const yearOf = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text);

function wordOf(text: string): RepeatToken {
  const ordinal = ORDINALS.get(text);
  return ordinal === undefined ? { kind: 'word', text } : { kind: 'number', text, value: ordinal, ordinal: true };
}

/** Splits a cell into tokens. Figures after "kl" are a time, and before a month's name a day. */
export function tokensOf(text: string): RepeatToken[] {
  const plain = text
    .toLowerCase()
    .replace(/\bt\.? ?o\.? ?m\b\.?|til og med/g, ' tom ')
    .replace(/\bf\.? ?o\.? ?m\b\.?|fra og med|frå og med/g, ' fom ')
    .replace(/\bnest siste\b/g, 'nestsiste')
    .replace(/\b(?:annen|anna|annan|annet) (hver|kvar|hvert|kvart)\b/g, 'annenhver')
    .replace(/\b(fram|frem) til\b/g, 'til');
  const tokens: RepeatToken[] = [];
  for (let at = 0; at < plain.length;) {
    let next: RepeatToken | null = null;
    for (const [shape, make] of SHAPES) {
      shape.lastIndex = at;
      const match = shape.exec(plain);
      if (match === null) continue;
      next = make(match);
      at += match[0].length;
      break;
    }
    if (next === null) at++;
    else tokens.push(next);
  }
  return withClocks(tokens);
}

/** "kl 18", "kl. 18.30": the figures after it are a time. */
function withClocks(tokens: readonly RepeatToken[]): RepeatToken[] {
  const made: RepeatToken[] = [];
  for (const token of tokens) {
    const before = made.at(-1);
    const lead = before?.kind === 'word' && /^(?:kl|klokka|klokken|at)$/.test(before.text);
    const range = before?.kind === 'mark' && /[-–—]/.test(before.text) && made.at(-2)?.kind === 'clock';
    const clock = lead || range ? clockOf(token) : null;
    if (lead && clock !== null) made.pop();
    made.push(clock ?? token);
  }
  return made;
}

function clockOf(token: RepeatToken): RepeatToken | null {
  if (token.kind === 'clock') return token;
  if (token.kind === 'number' && token.value < 24)
    return { kind: 'clock', text: token.text, value: `${String(token.value).padStart(2, '0')}:00` };
  const [, hour = '', minute = ''] = token.kind === 'date' ? (/^(\d{1,2})\.(\d\d)$/.exec(token.text) ?? []) : [];
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60
    ? { kind: 'clock', text: token.text, value: `${hour.padStart(2, '0')}:${minute}` }
    : null;
}

export const monthOf = (token: RepeatToken | undefined): number | null =>
  token?.kind === 'word' ? (MONTHS.get(token.text) ?? null) : null;
