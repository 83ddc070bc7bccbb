import { analyse } from './analysis.ts';
import { readAnswer } from './answer.ts';
import { clean } from './base/normalise.ts';
import { withoutCodes } from './offers.ts';

const QUOTE = /["'“”„‟‘’‚«»‹›「」『』＂]/gu;
/** Limits the time for a text; a telephone's reaction has fewer quotation marks. */
const MARKS_MAX = 16;
/** A shorter quotation counts only if it is a whole message. */
const QUOTED_MIN = 12;
/** "Hat „...“ mit „Gefällt mir“ markiert": a text with more words than these is the person's own. */
const AROUND_MAX = 10;

const lettersOf = (text: string): string =>
  clean(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The words around a quotation of the last messages to this person; null without such a quotation. A telephone sends a
 * reaction as such a text ("Satte et hjerte ved «...»", "Fjernet ...", "Gillade ”...”"), in countless wordings and
 * languages.
 */
export function aroundQuotation(
  text: string,
  sent: readonly string[],
): { words: string; says: 'a reaction' | 'an answer' } | null {
  const marks = sent.length === 0 ? [] : [...text.matchAll(QUOTE)];
  if (marks.length < 2 || marks.length > MARKS_MAX) return null;
  const texts = sent.map(lettersOf);
  for (const [first, open] of marks.entries()) {
    for (const close of marks.slice(first + 1).toReversed()) {
      const quoted = lettersOf(text.slice(open.index, close.index));
      if (!texts.some((body) => body === quoted || (quoted.length >= QUOTED_MIN && body.includes(quoted)))) continue;
      const words = `${text.slice(0, open.index)} ${text.slice(close.index + 1)}`.trim();
      return { words, says: saidBy(words) };
    }
  }
  return null;
}

/** A person answers with a bare yes or no, or at length; a telephone reports its reaction in a few words. */
function saidBy(words: string): 'a reaction' | 'an answer' {
  const analysis = analyse({ text: words, now: '2000-01-01T00:00', situation: 'pending offer', places: () => null });
  if (analysis.tokens.length > AROUND_MAX) return 'an answer';
  return (readAnswer(withoutCodes(analysis))?.bare ?? false) ? 'an answer' : 'a reaction';
}
