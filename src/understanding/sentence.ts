import type { Analysis } from './analysis.ts';
import { isKindSign } from './answer.ts';
import type { Intent, Meant } from './base/reading.ts';
import { limitsIn } from './named/limits.ts';
import { weight } from './situations.ts';

/** A courtesy counts only in a text without another meaning. */
const COURTESY = new Set<Intent>(['thanks', 'greeting']);
/** As questions, these ask and do not inform. */
const TELLING = new Set<Intent>([
  'activity_cancelled',
  'activity_changed',
  'activity_confirmed',
  'new_activity',
  'withdraw',
  'report_hours',
  'offer_question',
]);

/** The meaning of a text by its heaviest phrase; null without one. */
export function sentence(a: Analysis): Meant | null {
  let best: Intent | null = null;
  let most = 0;
  for (const [intent, { weight: raw }] of a.hits) {
    let score: number = raw;
    if (TELLING.has(intent) && a.question) score -= 6;
    if (intent === 'offer_question') score = 0;
    if (intent === 'activity_confirmed' && a.heard.situation !== 'activity check sent') score -= 8;
    if (intent === 'report_hours' && raw < 9 && a.tokens.length > 4) score = 0;
    if (intent === 'next_page' && a.heard.situation !== 'browsing list of 3') score -= 5;
    if (intent === 'find_activities' && a.topic) score += 1;
    if (score > most) {
      most = score;
      best = intent;
    }
  }
  if (best === null || most < 3) return null;
  // "Går bingoen i kveld?" asks about a known activity; "er det noe på kafeen?" does not.
  if (best === 'find_activities' && a.question && a.topic?.definite && !SEEKING.test(a.whole))
    best = 'activity_details';
  // "Eg bur på Gyland, er det noko eg kan vere med på?": the place belongs to the wish.
  if (best === 'set_place' && a.question && weight(a, 'find_activities') >= 11) best = 'find_activities';
  if (best === 'unclear') return { intent: 'unclear', confidence: 0.3 };
  if (COURTESY.has(best) && most < 10) {
    const other = remains(a);
    return other.intent !== 'unclear' ? other : { intent: best, confidence: 0.9 };
  }
  return { intent: best, confidence: Math.min(0.95, 0.5 + most / 40) };
}

const SEEKING =
  /\b(noe|noko|nake|noka|finnes|finst|fins|skjer|skje|hender|foregar|aktiviteter|aktivitetar|tilbud|tilbod|something|anything|happening|any)\b/;

/** Number of words in a text that only names limits: "gratis", "noe på kvelden", "etter kl 17". */
const LIMITS_MAX = 5;

/**
 * The meaning of the named things in a text without a phrase: a topic or a day asks for activities, a place tells where
 * the person lives.
 */
export function remains(a: Analysis): Meant {
  if (isKindSign(a)) return { intent: 'thanks', confidence: 0.7 };
  if (a.tokens.length <= LIMITS_MAX && Object.keys(limitsIn(a)).length > 0)
    return { intent: 'find_activities', confidence: 0.7 };
  if (a.topic || (a.when && (a.tokens.length <= 6 || a.place))) return { intent: 'find_activities', confidence: 0.75 };
  if (a.place?.sure && a.tokens.length <= 8) return { intent: 'set_place', confidence: 0.8 };
  return { intent: 'unclear', confidence: 0.2 };
}
