import { analyse, type Analysis } from './analysis.ts';
import { readAnswer } from './answer.ts';
import type { Intent, Meant } from './base/reading.ts';
import { readNewsIn, type News } from './organiser/read-news.ts';

/** What an organiser tells about the activities with these titles; null for a text that tells nothing of the kind. Never throws. */
export function readNews(told: { text: string; now: string; activities: readonly string[] }): News | null {
  const { text, now, activities } = told;
  const { tokens, signs, question } = analyse({ text, now, situation: 'none', places: () => null });
  return readNewsIn({ text, tokens, signs, question, now, activities });
}

/** What each kind of news is called outside the organiser's own conversation. */
const NEWS_INTENTS: Readonly<Record<News['kind'], Intent>> = {
  off: 'activity_cancelled',
  break: 'activity_cancelled',
  'closed down': 'activity_cancelled',
  moved: 'activity_changed',
  place: 'activity_changed',
  full: 'activity_changed',
  price: 'activity_changed',
  'not ours': 'activity_changed',
  'hand over': 'activity_changed',
  new: 'new_activity',
  'read back': 'activity_details',
  right: 'activity_confirmed',
};

/** A contact of an association writes: an answer to our question, or news of an activity. */
export function organiser(a: Analysis): Meant | null {
  const answer = readAnswer(a);
  if (answer?.bare && answer.says === 'yes') return { intent: 'activity_confirmed', confidence: 0.9 };
  if (answer?.bare && answer.says === 'no') return { intent: 'offer_no', confidence: 0.9 };
  const { text, now, list = [] } = a.heard;
  const news = readNewsIn({ ...a, text, now, activities: list });
  return news === null ? null : { intent: NEWS_INTENTS[news.kind], confidence: 0.9 };
}
