import type { CandidateFacts } from './candidate-facts.ts';
import { canCall, canText } from '../base/phone-numbers.ts';
import { languageName } from '../base/languages.ts';

/** Why a volunteer may not be asked about an assignment, in words for staff. */
export type Ineligibility =
  | 'not met'
  | `paused until ${string}`
  | 'left'
  | 'opted out'
  | 'cannot be reached'
  | 'already asked'
  | 'said no to this'
  | `asked ${string} in thirty days`
  | 'no certificate shown'
  | 'no confidentiality signed'
  | 'no car'
  | `does not speak ${string}`;

/** What staff should weigh before they ask, in words. */
export type Warning = 'is on another assignment then' | 'times do not fit' | 'further than they go';

/**
 * Every reason why this volunteer may not be asked; none where they may. Who was asked before and neither stands in line nor
 * said no may be asked again: a search that begins anew would else have nobody left.
 */
export function ineligibilitiesOf(facts: CandidateFacts): Ineligibility[] {
  const { volunteer: v } = facts;
  const { assignment: a, today, asksMax } = facts.wanted;
  const reasons: Ineligibility[] = [];
  if (v.left_on !== null) reasons.push('left');
  if (facts.optedOut) reasons.push('opted out');
  if (v.met_on === null) reasons.push('not met');
  if (v.paused_until !== null && v.paused_until > today) reasons.push(`paused until ${v.paused_until}`);
  if (!canText(v.number) && !canCall(v.number)) reasons.push('cannot be reached');
  if (saidNo(facts)) reasons.push('said no to this');
  else if (isAsked(facts)) reasons.push('already asked');
  if (facts.asks >= asksMax) reasons.push(`asked ${times(facts.asks)} in thirty days`);
  if (a.needs_certificate === 1 && v.certificate_shown_on === null) reasons.push('no certificate shown');
  if (a.needs_confidentiality === 1 && v.confidentiality_on === null) reasons.push('no confidentiality signed');
  if (a.needs_car === 1 && v.car === 0) reasons.push('no car');
  for (const code of facts.unspoken) reasons.push(`does not speak ${languageName(code)}`);
  return reasons;
}

/** Withdrawing is a no that came late. */
const saidNo = ({ offer }: CandidateFacts): boolean =>
  offer !== null && (offer.said === 'no' || offer.status === 'declined' || offer.status === 'withdrawn');

const ASKED: ReadonlySet<string> = new Set(['queued', 'asked', 'accepted', 'noted', 'confirmed']);

const isAsked = ({ offer }: CandidateFacts): boolean => offer !== null && ASKED.has(offer.status);

/** What speaks against asking without forbidding it. */
export function warningsOf(facts: CandidateFacts): Warning[] {
  const warnings: Warning[] = [];
  if (facts.busy) warnings.push('is on another assignment then');
  if (facts.free === 'no') warnings.push('times do not fit');
  const { max_km } = facts.volunteer;
  if (facts.km !== null && max_km !== null && facts.km > max_km) warnings.push('further than they go');
  return warnings;
}

/** "once", "twice", "4 times". */
export const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);
