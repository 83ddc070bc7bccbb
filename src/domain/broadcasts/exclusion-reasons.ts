import type { AliasableExpression, Expression, SqlBool } from 'kysely';
import type { BroadcastKind } from '../../db/schema/index.ts';
import {
  fitsAny,
  isOrganiser,
  isParticipant,
  isStaff,
  isVolunteer,
  type PersonBuilder,
  type ResolvedSegment,
} from '../segments/resolve-segment.ts';
import type { Segment } from '../segments/segment.ts';

/** Why a person in the segment gets no message; with several reasons, the first in this order. */
export type LeftOutReason =
  | 'not concerned'
  | 'no consent'
  | 'landline'
  | 'cannot be texted'
  | 'same text'
  | 'opted out'
  | 'gone'
  | 'duplicate';

/** The addressees of a broadcast, and its kind. */
export interface ExclusionWish {
  centreId: string;
  staffPhone: string | null;
  kind: BroadcastKind;
  people: readonly ResolvedSegment[];
  /** Recent broadcasts with the same text; `upTo` is the last person that a cancelled one reached. */
  sameText: readonly { id: string; upTo: string | null }[];
}

export const NORWAY = '+47';

export const abroadOf = (e: PersonBuilder) =>
  e.case().when('p.number', 'like', `${NORWAY}%`).then(e.lit(0)).else(e.lit(1)).end();

/** A Norwegian number of eight digits with this beginning. */
const eightDigits = (e: PersonBuilder, begin: string) => e('p.number', 'like', `${NORWAY}${begin.padEnd(8, '_')}`);

/**
 * The rule of phone-numbers.ts for Norwegian numbers: those with 4, 9 or 59 can receive texts, other eight-digit ones
 * are landlines.
 */
const isMobile = (e: PersonBuilder) => e.or(['9', '4', '59'].map((begin) => eightDigits(e, begin)));
const isLandline = (e: PersonBuilder) =>
  e.and([e.not(isMobile(e)), e.or(['2', '3', '5', '6', '7'].map((begin) => eightDigits(e, begin)))]);

/** As in outgoing-calls.ts, for Norwegian numbers: a person with a landline, or who prefers calls, is called. */
export const isCalledOf = (e: PersonBuilder) =>
  e
    .case()
    .when(e.or([isLandline(e), e.and([isMobile(e), e('p.prefers', '=', 'call')])]))
    .then(e.lit(1))
    .else(e.lit(0))
    .end();

export function reasonOf(e: PersonBuilder, wish: ExclusionWish): AliasableExpression<LeftOutReason | null> {
  const word = (reason: LeftOutReason) => e.val<LeftOutReason>(reason);
  const may = mayGet(e, wish);
  return e
    .case()
    .when(may === null ? e('p.id', 'is', null) : e.not(may))
    .then(word(wish.kind === 'service' ? 'not concerned' : 'no consent'))
    .when(e.and([e.not(isMobile(e)), e.not(isLandline(e)), e('p.number', 'like', `${NORWAY}%`)]))
    .then(word('cannot be texted'))
    .when(hadTheSame(e, wish))
    .then(word('same text'))
    .else(null)
    .end();
}

/** docs/rules.md N2: the condition under which a person may get this kind of message; null when the segment implies it. */
function mayGet(e: PersonBuilder, { kind, staffPhone, centreId, people }: ExclusionWish): Expression<SqlBool> | null {
  if (kind === 'service' && people.every(({ segment }) => concerns(segment))) return null;
  if (kind === 'service')
    return e.or([isVolunteer(e), isParticipant(e), isStaff(e, staffPhone), isOrganiser(e, centreId)]);
  return e.exists(
    e.selectFrom('consent as c').select('c.since').whereRef('c.person_id', '=', 'p.id').where('c.kind', '=', kind),
  );
}

/** True when a segment holds only people concerned by a service message. */
const concerns = ({ role, interest, signedUp, answered }: Segment): boolean =>
  (role !== undefined && !role.includes('resident')) ||
  interest !== undefined ||
  signedUp !== undefined ||
  answered !== undefined;

function hadTheSame(e: PersonBuilder, { sameText }: ExclusionWish): Expression<SqlBool> {
  if (sameText.length === 0) return e('p.id', 'is', null);
  return e.or(
    sameText.map(({ id, upTo }) =>
      e.exists(
        e
          .selectFrom('broadcast_recipient as r')
          .select('r.person_id')
          .where('r.broadcast_id', '=', id)
          .whereRef('r.person_id', '=', 'p.id')
          .where('r.reason', 'is', null)
          .$if(upTo !== null, (q) => q.where('r.person_id', '<=', upTo ?? '')),
      ),
    ),
  );
}

export function timesOf(e: PersonBuilder, people: readonly ResolvedSegment[]): AliasableExpression<number> {
  if (people.length === 1) return e.lit(1);
  const one = (resolved: ResolvedSegment): AliasableExpression<number> =>
    e
      .case()
      .when(fitsAny(e, [resolved]))
      .then(e.lit(1))
      .else(e.lit(0))
      .end();
  return people.map(one).reduce((sum, next) => e(sum, '+', next));
}
