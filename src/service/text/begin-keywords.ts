import type { Ask } from '../../conversation/ask.ts';
import { hasSubscription } from '../../domain/search/subscriptions.ts';
import type { Conversation } from '../engine/conversations.ts';
import { beginFlow, type Said } from '../engine/run-flow.ts';
import { understand } from '../engine/read-text.ts';
import type { Scene } from '../engine/scene.ts';

/** A word of ours that begins a flow, with what was said after it. */
type BeginWord =
  | { word: 'subscribe' | 'unsubscribe'; rest: string }
  | { word: 'correct'; what: 'name' | 'place' | 'language' | null; rest: string };

const SUBSCRIBE = /^(?:abonner(?:e)?|abboner(?:e)?|abonnement|subscribe(?: to)?)(?:\s+på)?(?=\s|$)\s*(.*)$/iu;
const UNSUBSCRIBE =
  /^(?:avslutt(?:e)?|stopp|stans|slutt(?: med)?|end|cancel|avbestill|meld av|avmeld)\s+(?:(?:mitt|mine|the|my)\s+)?(?:abonnement(?:et|a|er|ene)?|ukebrev(?:et)?|vekebrev(?:et)?|subscriptions?|weekly letters?)$/iu;
const CORRECT =
  /^(?:rett(?:e)?|korriger|endre|correct|change my)(?:\s+(?:på\s+)?(navn(?:et)?|namn(?:et)?|name|postnummer(?:et)?|postnr|sted(?:et)?|stad(?:en)?|bosted|adresse|postcode|place|språk(?:et)?|language|opplysning\w*|data))?(?:\s+(?:til|to)\b)?\s*[:,]?\s*(.*)$/iu;

/** A word of ours at the beginning of a text; null where there is none. */
export function beginWord(text: string): BeginWord | null {
  const said = text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '');
  if (UNSUBSCRIBE.test(said)) return { word: 'unsubscribe', rest: '' };
  const subscribing = SUBSCRIBE.exec(said);
  if (subscribing !== null) return { word: 'subscribe', rest: subscribing[1] ?? '' };
  const correcting = CORRECT.exec(said);
  if (correcting === null) return null;
  const [, named = '', rest = ''] = correcting;
  // "Rett på sak" is about something else, and Endre is a name: a correction names what is wrong, or is RETT alone.
  if (named === '' && (rest !== '' || !/^(?:rett|rette|korriger|correct)$/iu.test(said))) return null;
  return { word: 'correct', what: whatOf(named.toLowerCase()), rest };
}

function whatOf(named: string): 'name' | 'place' | 'language' | null {
  if (named.startsWith('na')) return 'name';
  if (/^(post|st|bo|ad|pl)/.test(named)) return 'place';
  return /^(spr|lang)/.test(named) ? 'language' : null;
}

/** Whether a text that sounds like a STOP ends a subscription alone: only for whoever has one. */
export async function endsSubscription(scene: Scene, text: string): Promise<boolean> {
  return beginWord(text)?.word === 'unsubscribe' && (await hasSubscription(scene.tx, scene.person.id));
}

/** Begins what a word of ours asks for; null where the text holds none, or it is the answer to what was asked. */
export async function beginByWord(
  scene: Scene,
  text: string,
  open: { conversation: Conversation; ask: Ask } | null,
): Promise<{ outcome: string; talk: Said } | null> {
  const own = beginWord(text);
  if (own === null) return null;
  // Asked "is this still right?", somebody who answers RETT says yes.
  const bare = own.word === 'correct' && own.what === null;
  if (bare && open?.ask.situation === 'activity check sent') return null;
  const before = open?.conversation ?? null;
  switch (own.word) {
    case 'unsubscribe':
      return { outcome: 'unsubscribe', talk: await beginFlow(scene, 'unsubscribe', {}, before) };
    case 'subscribe':
      return { outcome: 'subscribe', talk: await beginFlow(scene, 'subscribe', await wanted(scene, own.rest), before) };
    case 'correct': {
      const input = own.what === null ? {} : { what: own.what, ...(own.rest === '' ? {} : { instead: own.rest }) };
      return { outcome: 'correct', talk: await beginFlow(scene, 'correct-me', input, before) };
    }
  }
}

async function wanted(scene: Scene, rest: string): Promise<Record<string, string>> {
  if (rest === '') return {};
  const { slots } = await understand(scene, rest, null, null);
  const named = { category: slots.category, words: slots.activity, place: slots.place };
  return Object.fromEntries(Object.entries(named).filter((e): e is [string, string] => e[1] !== undefined));
}
