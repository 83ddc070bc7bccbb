import type { Analysis } from './analysis.ts';
import { limitsIn } from './named/limits.ts';
import type { ActivityAsk, CentreAsk, Intent, Meant } from './base/reading.ts';
import { ACTIVITY_PHRASES, ALONE_ASKS, CENTRE_PHRASES, OFFER_PHRASES } from './lexicon/questions.ts';

const TEXT_MAX = 400;

/** Words that ask, at any position. */
const INTERROGATIVE =
  /\b(hva|kva|ka|hvor|kor|kvar|hvem|kven|kem|nar|hvordan|korleis|kossen|hvilken|hvilket|hvilke|what|whats|where|when|who|how|which|ile|lurer pa|lurte pa)\b/;
/** A verb that begins a question, after opening words such as a greeting. */
const VERB_FIRST =
  /^((hei|hallo|hello|hi|og|men|ok|ja|jo|forresten|and|but|also|fint|flott) )*(er|e|koste|koster|kostar|har|ma|kan|far|trenger|treng|gar|gjeng|finnes|finst|stemmer|stemmar|snakker|snakkar|blir|vert|passer|kommer|kjem|is|are|do|does|has|can|could|may|am|will|should|noen|nokon|any|ta)\b/;

/** The facts that a question asks for, of an activity or of the centre. */
interface Asked {
  of: 'activity' | 'centre';
  facts: readonly (ActivityAsk | CentreAsk)[];
}

/** Intents for which a question may be mistaken: a word in it looks like a wish, a pick or a courtesy. */
const MISTAKEN: ReadonlySet<Intent> = new Set([
  'activity_details',
  'offer_question',
  'unclear',
  'find_activities',
  'pick',
  'set_place',
  'sign_up',
  'talk_to_human',
  'help',
  'greeting',
  'thanks',
  'next_page',
  'start',
  'activity_confirmed',
  'activity_changed',
  'become_volunteer',
]);

/** Situations with an activity or an open question, which a question is then about. */
const SHOWN: ReadonlySet<string> = new Set([
  'browsing list of 3',
  'awaiting sign-up confirmation',
  'signed up, reminder sent',
  'pending offer',
  'two pending offers',
  'giving up',
]);

/** The thing that is looked for, while its place is asked: "do I need to read notes?" is about it. */
const LOOKED_FOR = 'awaiting place';

/** "Finnes det noe gratis": a search that contains a word for a fact. */
const SEARCHES = /\b(finnes|finst|fins|noe|noko|nake|noka|something|anything|skjer|tilbud|tilbod|flere|andre|other)\b/;

/**
 * Changes the meaning of a text that asks for facts: a question is never a pick, a sign-up, or a search for a word in
 * it.
 * @param keyword whether the text has a reserved word, which keeps its meaning
 */
export function asQuestion(a: Analysis, found: Meant, keyword: boolean): Meant {
  if (THANKS.test(a.whole)) return { intent: 'thanks', confidence: 0.9 };
  if (isLimitedWish(a, found)) return { intent: 'find_activities', confidence: 0.8 };
  if ((keyword && !COUNTS.test(a.whole)) || !mayBeMistaken(a, found)) return found;
  const asked = askedIn(a) ?? otherFact(a, found);
  if (asked === null) return found;
  if (asked.of === 'activity' && !isAboutActivity(a, found, asked)) return found;
  const intent = asked.of === 'centre' ? 'centre_question' : 'activity_question';
  return { intent, confidence: 0.9, slots: { ...found.slots, asks: asked.facts.join(';') } };
}

/** "Noe gratis på Hisøy", "innen 5 km fra Feda": a wish that names its limits. */
function isLimitedWish(a: Analysis, { intent }: Meant): boolean {
  // Its number is neither a line nor a number of persons: "noe innen 1 km", "noe før 12".
  const isMistaken =
    /^(noe|noko|nake|something|anything)\b/.test(a.whole) && (intent === 'pick' || intent === 'sign_up');
  if (!isMistaken && intent !== 'activity_details' && intent !== 'set_place' && intent !== 'unclear') return false;
  if (/offer|broadcast|assignment/.test(a.heard.situation) || a.tokens.length > WISH_MAX) return false;
  if (/\?/.test(a.heard.text) && !SEARCHES.test(a.whole)) return false;
  return (SEARCHES.test(a.whole) || a.tokens.length <= 2) && Object.keys(limitsIn(a)).length > 0;
}
const WISH_MAX = 14;

/** "Takk skal du ha" is no question, although it begins like one. */
const THANKS =
  /^((ok|okay|ja|nei|fint|flott|bra|supert|tusen|mange|hjertelig) ){0,3}takk (skal|ska) (du|dere|dokker|dykk|de) ha( for \w+)?$/;

/**
 * About a shown activity, even words that sound like a wish for a language or for one's own list: "snakker de polsk
 * der?".
 */
const mayBeMistaken = (a: Analysis, { intent }: Meant): boolean =>
  MISTAKEN.has(intent) ||
  (SHOWN.has(a.heard.situation) && intent === 'set_language') ||
  (intent === 'my_sign_ups' && !OWN.test(a.whole)) ||
  (intent === 'cancel_sign_up' && MUST_SIGN_UP.test(a.whole));

/** "Må jeg melde meg på?" sounds like a change of one's own sign-up. */
const MUST_SIGN_UP =
  /\b(ma|trenger|treng|skal|need|do) (jeg|eg|man|en|ein|vi|me|i|we)\b.{0,16}\b(pa|si (i)?fra|seie fra|register|sign up|book)\b/;

/** A word for one's own sign-ups is reserved; "how many are we signed up" asks about an activity. */
const COUNTS = /^(og )?(hvor|kor|how) (mange|many) (er|am|are|har) (vi|jeg|eg|me|we|i)\b/;

/** The person's own sign-ups, but not "how many are we". */
const OWN =
  /^(?!.*\b(hvor|kor|how) (mange|many)\b).*(?:\b(jeg|eg|min|mine|mitt|my|am|have|har) .{0,16}(pameldt|pameld|meldt|signed|mine)\b|\bpameldt|\bmine\b|\bmy\b)/;

/** A question about an activity for a fact outside the list: its entry, or staff, answer it. */
function otherFact(a: Analysis, { intent }: Meant): Asked | null {
  if (intent === 'activity_details' && TELL_MORE.test(a.whole) && a.heard.situation === 'awaiting sign-up confirmation')
    return { of: 'activity', facts: ['about'] };
  if (intent === 'unclear' && a.heard.situation === LOOKED_FOR && NEEDED.test(a.whole))
    return { of: 'activity', facts: ['other'] };
  if (intent !== 'activity_details' || !a.question || TELL_MORE.test(a.whole) || a.place !== null) return null;
  if (TELLS.some((told) => (a.hits.get(told)?.weight ?? 0) > 7) || WE_HAVE.test(a.whole)) return null;
  if (!SHOWN.has(a.heard.situation) && a.heard.situation !== LOOKED_FOR && a.topic === null) return null;
  // "Er det på torsdag?" asks for the day.
  return { of: 'activity', facts: [a.when === null ? 'other' : 'start'] };
}

/** "Do I need special shoes", also without a question mark. */
const NEEDED = /^((og|men|and|but) )?((trenger|treng|ma|bor) (jeg|eg|vi|me|man|ein|en)|do (i|we) (need|have to))\b/;

/** An organiser's message with a question beside it. */
const TELLS: readonly Intent[] = ['activity_changed', 'activity_cancelled', 'new_activity'];
const WE_HAVE = /^(hei |hallo )?(vi|me|we) (har|have|ma|trenger)\b/;

const TELL_MORE = /\b(mer|meir|more|fortell|tell|info)\b/;

function isAboutActivity(a: Analysis, { intent }: Meant, { facts }: Asked): boolean {
  if (SHOWN.has(a.heard.situation))
    return !(intent === 'find_activities' && SEARCHES.test(a.whole) && !facts.includes('price'));
  if (a.heard.situation === LOOKED_FOR && intent === 'talk_to_human') return facts.includes('contact');
  if (intent === 'find_activities') return a.topic?.definite === true && !SEARCHES.test(a.whole);
  return intent === 'activity_details' || intent === 'unclear' || intent === 'offer_question' || a.topic !== null;
}

/** The facts that the text asks for; null for a text that asks for none. */
function askedIn(a: Analysis): Asked | null {
  const text = a.whole.slice(0, TEXT_MAX);
  const alone = /\?/.test(a.heard.text) ? ALONE_ASKS[text] : undefined;
  if (alone !== undefined) return { of: 'activity', facts: [alone] };
  if (!a.question && !INTERROGATIVE.test(text) && !VERB_FIRST.test(text) && !ASKED_AFTER.test(text)) return null;
  const centre = matches(CENTRE_PHRASES, text);
  if (centre.length > 0) return { of: 'centre', facts: centre };
  const offered = /offer/.test(a.heard.situation) ? matches(OFFER_PHRASES, text) : [];
  const facts = nearest([...new Set([...matches(ACTIVITY_PHRASES, text), ...offered])]);
  return facts.length > 0 ? { of: 'activity', facts } : null;
}

/** "We come with a pram, are there stairs": the question comes after what it is asked for. */
const ASKED_AFTER = /\b(are there|is there|er det|finnes det|finst det|har (dere|de|dykk|dei)|do (you|they) have) \w+$/;

const matches = <Name extends string>(
  table: Readonly<Partial<Record<Name, readonly RegExp[]>>>,
  text: string,
): Name[] => (Object.keys(table) as Name[]).filter((name) => table[name]?.some((phrase) => phrase.test(text)));

/** A general fact gives way to a specific one: "when does it end" asks for the end alone. */
const GIVES_WAY: Partial<Record<ActivityAsk, readonly ActivityAsk[]>> = {
  sign_up: ['places', 'attends'],
  attends: ['persons', 'needed'],
  places: ['attends'],
  start: ['end', 'transport', 'freshness', 'contact', 'duration'],
  place: ['way', 'transport', 'toilet', 'contact', 'step_free'],
  step_free: ['toilet', 'transport'],
  audience: ['contact', 'bring'],
  about: ['price', 'place', 'start', 'end', 'duration', 'bring'],
  freshness: ['repeats'],
};

const nearest = (facts: readonly ActivityAsk[]): ActivityAsk[] =>
  facts.filter((one) => !(GIVES_WAY[one] ?? []).some((other) => facts.includes(other)));
