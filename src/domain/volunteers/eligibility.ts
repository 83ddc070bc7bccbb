import { certificateOf } from './certificate.ts';
import type { CandidateFacts } from './candidate-facts.ts';
import { canCall, canText } from '../base/phone-numbers.ts';
import { languageName } from '../base/languages.ts';

/** Why the service may not ask a volunteer about an assignment, in words for staff. */
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
  | 'certificate shown too long ago'
  | 'no confidentiality signed'
  | 'no car'
  | `does not speak ${string}`;

/** What staff should consider before they ask, in words. */
export type Warning = 'is on another assignment then' | 'times do not fit' | 'further than they go';

/**
 * Every reason against asking this volunteer; an empty list allows it. A volunteer whose earlier offer ended without a
 * no may be asked again, or a repeated search would find no volunteers.
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
  const certificate = a.needs_certificate === 1 ? certificateOf(v, today) : 'counts';
  if (certificate === 'none') reasons.push('no certificate shown');
  if (certificate === 'too old') reasons.push('certificate shown too long ago');
  if (a.needs_confidentiality === 1 && v.confidentiality_on === null) reasons.push('no confidentiality signed');
  if (a.needs_car === 1 && v.car === 0) reasons.push('no car');
  for (const code of facts.unspoken) reasons.push(`does not speak ${languageName(code)}`);
  return reasons;
}

/** A withdrawal counts as a late no. */
const saidNo = ({ offer }: CandidateFacts): boolean =>
  offer !== null && (offer.said === 'no' || offer.status === 'declined' || offer.status === 'withdrawn');

const ASKED: ReadonlySet<string> = new Set(['queued', 'asked', 'accepted', 'noted', 'confirmed']);

const isAsked = ({ offer }: CandidateFacts): boolean => offer !== null && ASKED.has(offer.status);

/** Reasons against asking that do not forbid it. */
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
