import type { Token } from '../base/normalise.ts';
import { numberOf } from '../words/numbers.ts';
import { wordAt } from './when-piece.ts';

export const two = (n: number): string => String(n).padStart(2, '0');

/** A clock time: "kl 18", "kl. 18.30", "klokka halv sju", "at 6 pm", "18:30". Null when the text has none. */
export function findTime(tokens: readonly Token[]): { time: string; from: number; to: number } | null {
  for (let i = 0; i < tokens.length; i++) {
    const lead = /^(kl|klokka|klokken|klokke|at|klokko|o|о)$/.test(wordAt(tokens, i));
    const at = lead ? i + 1 : i;
    const half = /^(halv|half)$/.test(wordAt(tokens, at)) ? 1 : 0;
    const hour = numberOf(wordAt(tokens, at + half));
    if (hour === null || hour > 24 || (!lead && !/^\d{1,2}$/.test(wordAt(tokens, at)))) continue;
    const minuteText = wordAt(tokens, at + half + 1);
    const minuted = /^[.:]$/.test(tokens[at + half + 1]?.gap ?? '') && /^[0-5]\d$/.test(minuteText);
    let to = at + half + (minuted ? 2 : 1);
    const meridiem = /^(am|pm)$/.exec(wordAt(tokens, to))?.[1];
    if (meridiem) to++;
    const glued = minuted && tokens[at + half + 1]?.gap === ':';
    // Without "kl", only "18:30" is an hour, and "18.30" when it is no date.
    if (!lead && !meridiem && !glued && !(minuted && Number(minuteText) > 12)) continue;
    const minute = minuted ? Number(minuteText) : half ? -30 : 0;
    const total = hour * 60 + minute + (meridiem === 'pm' && hour < 12 ? 720 : 0);
    if (total < 0 || total >= 1440) continue;
    return { time: `${two(Math.floor(total / 60))}:${two(total % 60)}`, from: i, to };
  }
  return null;
}
