import { analyse } from './analysis.ts';
import { readAnswer } from './answer.ts';
import { TEXT_MAX } from './base/normalise.ts';

/** Whether a text is an answer and nothing else: "ja takk", "nei dessverre", "1"; what stands beside one is for a human to read. */
export function isBareAnswer(text: string): boolean {
  const cut = text.slice(0, TEXT_MAX);
  if (/^\W*\d\W*$/.test(cut)) return true;
  const analysis = analyse({ text: cut, now: '2000-01-01T00:00', situation: 'pending offer', places: () => null });
  return readAnswer(analysis)?.bare ?? false;
}
