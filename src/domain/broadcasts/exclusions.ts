import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Db, Person, Tx } from '../../db/schema/index.ts';
import { fitsAny } from '../segments/resolve-segment.ts';
import {
  abroadOf,
  isCalledOf,
  NORWAY,
  reasonOf,
  timesOf,
  type ExclusionWish,
  type LeftOutReason,
} from './exclusion-reasons.ts';

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
