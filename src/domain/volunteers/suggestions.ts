import type { Assignment, Db } from '../../db/schema/index.ts';
import { ineligibilitiesOf, times, warningsOf, type Ineligibility, type Warning } from './eligibility.ts';
import { shortId } from '../staff/short-ids.ts';
import { masked } from '../base/phone-numbers.ts';
import { languageName } from '../base/languages.ts';
import type { Instant } from '../base/time.ts';
import { candidateFacts, type CandidateFacts } from './candidate-facts.ts';

/** A volunteer who could be asked about an assignment, with the reasons; staff decide. */
export interface Suggestion {
  volunteerId: string;
  /** The short id of the volunteer. */
  short: string;
  name: string;
  /** Points by {@link WEIGHTS}; only their order has a meaning. */
  score: number;
  reasons: string[];
  /** Reasons against asking; empty when the volunteer may be asked. */
  gates: Ineligibility[];
  warnings: Warning[];
}

/** Points for and against asking a volunteer. */
const WEIGHTS = {
  /** At no distance; one point less for each kilometre. Half when the distance is unknown. */
  near: 30,
  likes: 20,
  freeThen: 15,
  helpedHere: 15,
  /** The volunteer said yes to this assignment before, and another one was chosen. */
  saidYesToThis: 20,
  /** For each required language. */
  speaks: 10,
  /** When a car is required or helps with the task. */
  hasCar: 5,
  /** For each time that the volunteer helped, up to five. */
  helped: 2,
  /** For each offer in thirty days. */
  asked: -8,
  saidNoLastTime: -10,
  /** The volunteer was asked about this assignment and did not answer. */
  silentOnThis: -15,
  timesDoNotFit: -25,
  tooFar: -25,
  busyThen: -40,
} as const;

const HELPED_MAX = 5;
/** Kinds where a car helps even if none is required. */
const EASIER_BY_CAR: ReadonlySet<string> = new Set(['drive', 'accompany', 'shop', 'equipment', 'caretaking']);

/**
 * Volunteers for an assignment, best first: those who may be asked, then those who may not, with the reasons. Of
 * equals, the one asked longest ago comes first. Sends no offers.
 * @param limit number of volunteers who may be asked, and of those who may not; all by default
 */
export async function suggestVolunteers(
  db: Db,
  { limit, ...about }: { assignment: Assignment; now: Instant; limit?: number | undefined },
): Promise<Suggestion[]> {
  return firstOf(rank(await candidateFacts(db, about)), limit).map(told);
}

/** The first `limit` of those who may be asked, and of those who may not. */
export function firstOf<T extends { gates: readonly unknown[] }>(ranked: readonly T[], limit = Infinity): T[] {
  const firstIneligible = ranked.findIndex((one) => one.gates.length > 0);
  const may = firstIneligible < 0 ? ranked.length : firstIneligible;
  return [...ranked.slice(0, Math.min(limit, may)), ...ranked.slice(may, may + limit)];
}

interface Ranked {
  facts: CandidateFacts;
  score: number;
  gates: Ineligibility[];
}

/** Ranks volunteers; the result does not depend on their order. */
export function rank(all: readonly CandidateFacts[]): Ranked[] {
  return all.map((facts) => ({ facts, score: scoreOf(facts), gates: ineligibilitiesOf(facts) })).toSorted(byWorth);
}

function byWorth(a: Ranked, b: Ranked): number {
  return (
    Math.min(a.gates.length, 1) - Math.min(b.gates.length, 1) ||
    b.score - a.score ||
    compare(a.facts.lastAskedAt ?? '', b.facts.lastAskedAt ?? '') ||
    compare(a.facts.volunteer.id, b.facts.volunteer.id)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The points of a volunteer: the sum of all {@link WEIGHTS} that apply. */
export function scoreOf(facts: CandidateFacts): number {
  const { wanted, km } = facts;
  const { max_km } = facts.volunteer;
  let points = 0;
  if (wanted.assignment.lat !== null)
    points += km === null ? WEIGHTS.near / 2 : Math.max(0, WEIGHTS.near - Math.round(km));
  if (facts.interest !== null) points += WEIGHTS.likes;
  if (facts.free === 'yes') points += WEIGHTS.freeThen;
  if (facts.free === 'no') points += WEIGHTS.timesDoNotFit;
  if (facts.helpedHere) points += WEIGHTS.helpedHere;
  if (saidYesToThis(facts)) points += WEIGHTS.saidYesToThis;
  if (silentOnThis(facts)) points += WEIGHTS.silentOnThis;
  points += WEIGHTS.speaks * (wanted.languages.length - facts.unspoken.length);
  if (carHelps(facts)) points += WEIGHTS.hasCar;
  points += WEIGHTS.helped * Math.min(facts.helped, HELPED_MAX);
  points += WEIGHTS.asked * facts.asks;
  if (facts.lastSaid === 'no') points += WEIGHTS.saidNoLastTime;
  if (km !== null && max_km !== null && km > max_km) points += WEIGHTS.tooFar;
  if (facts.busy) points += WEIGHTS.busyThen;
  return points;
}

const carHelps = ({ volunteer, wanted: { assignment } }: CandidateFacts): boolean =>
  volunteer.car === 1 && (assignment.needs_car === 1 || EASIER_BY_CAR.has(assignment.kind));

const saidYesToThis = ({ offer }: CandidateFacts): boolean =>
  offer !== null &&
  (offer.status === 'filled' || offer.status === 'turned_down') &&
  (offer.said === 'yes' || offer.said === 'note');

const silentOnThis = ({ offer }: CandidateFacts): boolean => offer?.status === 'expired';

function told({ facts, score, gates }: Ranked): Suggestion {
  const { id, name, number, short_no } = facts.volunteer;
  return {
    volunteerId: id,
    short: shortId('volunteer', short_no),
    name: name ?? masked(number),
    score,
    reasons: reasonsOf(facts),
    gates,
    warnings: warningsOf(facts),
  };
}

function reasonsOf(facts: CandidateFacts): string[] {
  const { wanted, km } = facts;
  const reasons: string[] = [];
  if (km !== null) reasons.push(km < 1 ? 'less than 1 km away' : `${Math.round(km)} km away`);
  else if (wanted.assignment.lat !== null) reasons.push('where they live is not known');
  for (const code of wanted.languages) if (!facts.unspoken.includes(code)) reasons.push(`speaks ${languageName(code)}`);
  if (facts.interest !== null) reasons.push(`likes ${facts.interest}`);
  if (carHelps(facts)) reasons.push('has a car');
  if (facts.free === 'yes') reasons.push('is free then');
  if (facts.helped > 0) reasons.push(`helped ${times(facts.helped)} before`);
  if (facts.helpedHere) reasons.push('has helped here before');
  if (saidYesToThis(facts)) reasons.push('said yes to this before');
  if (silentOnThis(facts)) reasons.push('did not answer about this');
  if (facts.offer?.status === 'undelivered') reasons.push('the text about this did not arrive');
  if (facts.asks > 0) reasons.push(`asked ${times(facts.asks)} this month`);
  if (facts.lastSaid === 'no') reasons.push('said no last time');
  return reasons;
}
