import type { Analysis } from './analysis.ts';
import { readAnswer } from './answer.ts';
import { YES_WORDS } from './lexicon/answers.ts';
import { numberedLine } from './named/pick.ts';
import type { Meant } from './base/reading.ts';

/** The code of an offer said with an answer: "12 ja", "ja 12", "nei til 14", "den andre"; of two codes the one nearer the yes. */
export function offerCode(a: Analysis): number | null {
  const numbers = a.signs.flatMap((sign, i) => (isCode(a, i) ? [{ code: Number(sign.fold), at: i }] : []));
  const yes = a.signs.findIndex((sign) => YES_WORDS.has(sign.fold));
  const [first, second] = numbers;
  if (!first) return a.heard.situation === 'two pending offers' ? numberedLine(a.tokens, 2) : null;
  return second && yes >= 0 && Math.abs(second.at - yes) < Math.abs(first.at - yes) ? second.code : first.code;
}

function isCode(a: Analysis, at: number): boolean {
  const sign = a.signs[at];
  if (!sign || !/^(?:\d{1,3}|\d{6})$/.test(sign.fold) || ['when', 'time', 'dur'].some((tag) => sign.tags.has(tag)))
    return false;
  return !/^[.:,/]$/.test(a.tokens[at]?.gap ?? '') && !/^[:/]$/.test(a.tokens[at + 1]?.gap ?? '');
}

/** The text without the codes and without what is said of a code that is not wanted: "14 ja, men ikke 12" is read as "ja". */
export function withoutCodes(a: Analysis): Analysis {
  const cut = a.signs.findIndex(
    (sign, i) => i > 1 && /^(ikke|ikkje|itte|not|nei)$/.test(sign.fold) && (isCode(a, i + 1) || isCode(a, i + 2)),
  );
  const keep = a.signs.map((_, i) => !isCode(a, i) && (cut < 0 || i < cut));
  return { ...a, tokens: a.tokens.filter((_, i) => keep[i]), signs: a.signs.filter((_, i) => keep[i]) };
}

/**
 * Of two offers, what each part of the text says of one: "den første passer ikke, men den andre går" is a yes to the second.
 * Null unless at least two parts name one each.
 */
export function eachOffer(a: Analysis): Meant | null {
  const starts = a.signs.flatMap((sign, i) =>
    i === 0 || /^(men|mens|but|og|and|ale|але)$/.test(sign.fold) || /[,.;\n]/.test(a.tokens[i]?.gap ?? '') ? [i] : [],
  );
  const said = starts.flatMap((from, k) => {
    const part = { ...a, tokens: a.tokens.slice(from, starts[k + 1]), signs: a.signs.slice(from, starts[k + 1]) };
    const code = offerCode(part);
    if (code === null) return [];
    const refused = part.signs.some((sign) => /^(ikke|ikkje|itte|not|cant|nei|no|nie|не)$/.test(sign.fold));
    const answer = readAnswer(withoutCodes(part));
    return [{ code, says: refused ? 'no' : (answer?.says ?? null) }];
  });
  if (said.length < 2) return byClause(a, starts);
  const yes = said.filter((each) => each.says === 'yes');
  const only = yes[0];
  if (only && yes.length === 1) return { intent: 'offer_yes', confidence: 0.85, slots: { choice: only.code } };
  return said.every((each) => each.says === 'no') ? { intent: 'offer_no', confidence: 0.9 } : null;
}

/** "Torsdag går, fredag går ikke": a yes to one of them, whichever it is; staff see the words. */
function byClause(a: Analysis, starts: readonly number[]): Meant | null {
  const parts = starts.map((from, k) => ({
    ...a,
    tokens: a.tokens.slice(from, starts[k + 1]),
    signs: a.signs.slice(from, starts[k + 1]),
  }));
  if (!parts[0]?.signs.some((sign) => sign.tags.has('when'))) return null;
  const says = parts.map((part) => readAnswer(part)?.says);
  return says.includes('yes') && says.includes('no') ? { intent: 'offer_yes', confidence: 0.6 } : null;
}
