import type { AliasableExpression, Expression, SqlBool } from 'kysely';
import { compiled, compiledChange } from '../../db/compiled.ts';
import type { BroadcastKind, Db, Person, Tx } from '../../db/schema/index.ts';
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

/** People with the same treatment. */
export interface SortedGroup {
  language: string;
  /** 1 for a number outside Norway. */
  abroad: number;
  /** 1 when the person is called; not computed here for numbers outside Norway. */
  called: number;
  reason: LeftOutReason | null;
  /** Number of segments that the person is in. */
  times: number;
  n: number;
}

/** A person's number, for the rules that need code. */
export interface NumberOf {
  id: string;
  number: string;
  abroad: number;
  prefers: Person['prefers'];
}

export interface SortedPerson extends NumberOf {
  name: string | null;
  language: string;
  called: number;
  reason: LeftOutReason | null;
  times: number;
}

interface Range extends Record<string, unknown> {
  after: string;
  upTo: string;
}

export interface Exclusions {
  /** Everyone in a range of ids, counted by treatment. */
  count(db: Db, range: Range): Promise<SortedGroup[]>;
  /** Everyone in a range, one by one; `abroad` only people with a foreign number. */
  people(db: Db, range: Range, which: 'all' | 'abroad'): Promise<SortedPerson[]>;
  /**
   * Numbers of planned recipients that are not left out so far; `abroad` the numbers of everyone with a foreign number.
   */
  written(tx: Tx, range: Range & { broadcastId: string }, which: 'all' | 'abroad'): Promise<NumberOf[]>;
  /** Stores everyone in a range as a recipient, with the reason when a person is left out. */
  insert(tx: Tx, range: Range & { broadcastId: string }): Promise<number>;
}

/**
 * The SQL that decides who gets a broadcast. The opt-out ledger and foreign numbers need code, see {@link
 * SortedPerson}.
 */
export function exclusionsFor(wish: ExclusionWish): Exclusions {
  const people = { all: peopleOf(wish, 'all'), abroad: peopleOf(wish, 'abroad') };
  const written = { all: numbersOf(wish, 'all'), abroad: numbersOf(wish, 'abroad') };
  return {
    count: countOf(wish),
    insert: insertOf(wish),
    people: (db, range, which) => people[which](db, range),
    written: (tx, range, which) => written[which](tx, range),
  };
}

/** Everyone in a range of ids who is in the segment. */
const inSegment = (db: Db, wish: ExclusionWish, after: string, upTo: string) =>
  db
    .selectFrom('person as p')
    .where('p.centre_id', '=', wish.centreId)
    .where('p.id', '>', after)
    .where('p.id', '<=', upTo)
    .where((e) => fitsAny(e, wish.people));

const countOf = (wish: ExclusionWish) =>
  compiled<Range, SortedGroup>((db, arg) =>
    db
      .selectFrom(
        inSegment(db, wish, arg('after'), arg('upTo'))
          .select((e) => [
            'p.language as language',
            abroadOf(e).as('abroad'),
            isCalledOf(e).as('called'),
            reasonOf(e, wish).as('reason'),
            timesOf(e, wish.people).as('times'),
          ])
          .as('x'),
      )
      .select((e) => ['x.language', 'x.abroad', 'x.called', 'x.reason', 'x.times', e.fn.countAll<number>().as('n')])
      .groupBy(['x.language', 'x.abroad', 'x.called', 'x.reason', 'x.times']),
  );

const peopleOf = (wish: ExclusionWish, which: 'all' | 'abroad') =>
  compiled<Range, SortedPerson>((db, arg) =>
    inSegment(db, wish, arg('after'), arg('upTo'))
      .select((e) => [
        'p.id',
        'p.number',
        'p.name',
        'p.language',
        'p.prefers',
        abroadOf(e).as('abroad'),
        isCalledOf(e).as('called'),
        reasonOf(e, wish).as('reason'),
        timesOf(e, wish.people).as('times'),
      ])
      .$if(which === 'abroad', (q) => q.where('p.number', 'not like', `${NORWAY}%`)),
  );

/** `abroad` includes people who are no recipients: the index has their numbers, so that checking would cost more. */
const numbersOf = (wish: ExclusionWish, which: 'all' | 'abroad') =>
  compiled<Range & { broadcastId: string }, NumberOf>((db, arg) =>
    db
      .selectFrom('person as p')
      .select((e) => ['p.id', 'p.number', 'p.prefers', abroadOf(e).as('abroad')])
      .where('p.centre_id', '=', wish.centreId)
      .where('p.id', '>', arg('after'))
      .where('p.id', '<=', arg('upTo'))
      .$if(which === 'abroad', (q) => q.where('p.number', 'not like', `${NORWAY}%`))
      .$if(which === 'all', (q) =>
        q.where((e) =>
          e.exists(
            e
              .selectFrom('broadcast_recipient as r')
              .select('r.person_id')
              .where('r.broadcast_id', '=', arg('broadcastId'))
              .whereRef('r.person_id', '=', 'p.id')
              .where('r.reason', 'is', null),
          ),
        ),
      ),
  );

const insertOf = (wish: ExclusionWish) =>
  compiledChange<Range & { broadcastId: string }>((db, arg) =>
    db
      .insertInto('broadcast_recipient')
      .columns(['broadcast_id', 'person_id', 'reason'])
      .expression(
        inSegment(db, wish, arg('after'), arg('upTo'))
          .select((e) => [
            e.cast<string>(e.val(arg('broadcastId')), 'text').as('broadcast_id'),
            'p.id',
            reasonOf(e, wish).as('reason'),
          ])
          .orderBy('p.id'),
      ),
  );

const NORWAY = '+47';

const abroadOf = (e: PersonBuilder) =>
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

/** The rule of outgoing-calls.ts for Norwegian numbers: people with a landline, or who prefer calls, are called. */
const isCalledOf = (e: PersonBuilder) =>
  e
    .case()
    .when(e.or([isLandline(e), e.and([isMobile(e), e('p.prefers', '=', 'call')])]))
    .then(e.lit(1))
    .else(e.lit(0))
    .end();

function reasonOf(e: PersonBuilder, wish: ExclusionWish): AliasableExpression<LeftOutReason | null> {
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

function timesOf(e: PersonBuilder, people: readonly ResolvedSegment[]): AliasableExpression<number> {
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
