import type { Token } from '../base/normalise.ts';
import { combinations, find, type Combination } from './combination.ts';

/**
 * A no to one way of being reached, or to one language, with a yes to another: "ikke ring, send heller melding". Such a
 * person wants to be reached. A text that also says "slutt" or "mer" is left alone: it asks for no more at all.
 * Notation: combination.ts.
 */
const TABLE = `
  another /8 ikke_ring|ikke_ringe|ikkje_ring|ikkje_ringe|ikkje_ringje|itte_ring|dont_call|dont_ring|dont_phone|do_not_call|do_not_ring|nie_dzwoń|nie_dzwońcie|nie_dzwonić|не_дзвоніть|не_телефонуйте|не_звоните > skriv|skrive|send|sende|melding|meldinger|melde|sms|text|write|message|pisz|piszcie|napisz|napiszcie|пишіть|напишіть|пишите|напишите -@ends -ikke_skriv -ikke_send -ikkje_skriv -ikkje_send -dont_text -dont_write
  another /8 ikke_skriv|ikke_send|ikke_sms|ikkje_skriv|ikkje_send|dont_text|dont_write|dont_send|do_not_text|do_not_write|ikke_ha_melding|ikke_ha_meldinger|ikkje_ha_melding|ikkje_ha_meldingar|nie_pisz|nie_piszcie|не_пишіть|не_пишите > ring|ringe|ringje|oppringt|oppringd|call|phone|zadzwoń|zadzwońcie|dzwoń|подзвоніть|зателефонуйте|позвоните -@ends -ikke_ring -ikkje_ring -dont_call -dont_ring
  another /8 ikke_skriv|ikke_send|ikkje_skriv|ikkje_send|dont_text|dont_write > på_engelsk|på_nynorsk|på_bokmål|på_norsk|in_english|in_norwegian -@ends -ikke_ring -ikkje_ring -dont_call
`;

const CLASSES = {
  // No more at all, or neither way.
  ends: 'eller or nor verken og_ikke og_ikkje heller_ikke heller_ikkje ikke_heller slutt slutte slutta stopp stop stans mer meir mere more anymore flere fleire aldri never więcej już більше больше',
};

let compiled: readonly Combination<'another'>[] | undefined;

/** Whether the person wants to be reached in another way than the one that they refuse. */
export function wantsAnotherWay(tokens: readonly Token[]): boolean {
  compiled ??= combinations(TABLE, ['another'], CLASSES);
  return compiled.some((each) => find(tokens, each) !== null);
}
