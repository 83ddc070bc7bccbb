import { analyse } from './analysis.ts';
import type { Intent, Reading, TextHeard } from './base/reading.ts';

/** Another reading of a text, and how sure it is. */
export interface Alternative {
  intent: Intent;
  confidence: number;
}

const ALTERNATIVES_MAX = 3;
/** Phrases lighter than this are words that stand in many sentences. */
const WEIGHT_MIN = 5;
/** Less sure than this, the line asks rather than acts. */
const SURE_MIN = 0.5;

/** What else a text may mean: the other intents that its phrases point to, the likeliest first, none surer than the reading. */
export function alternativesTo(reading: Reading, heard: TextHeard): Alternative[] {
  if (reading.intent === 'automatic') return [];
  return [...analyse(heard).hits]
    .filter(([intent, { weight }]) => intent !== reading.intent && weight >= WEIGHT_MIN)
    .toSorted(([, a], [, b]) => b.weight - a.weight)
    .slice(0, ALTERNATIVES_MAX)
    .map(([intent, { weight }]) => ({
      intent,
      confidence: Math.round(Math.min(reading.confidence, 0.95, 0.3 + weight / 50) * 100) / 100,
    }));
}

/** Whether the line asks back before it does what it read. Of need it never asks: a doubtful one reaches staff. */
export const asksBack = ({ intent, confidence }: Reading): boolean =>
  intent !== 'crisis' && intent !== 'automatic' && (intent === 'unclear' || confidence < SURE_MIN);
