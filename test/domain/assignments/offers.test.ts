import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Moment } from '../../../src/db/moment.ts';
import type { Store } from '../../../src/db/open.ts';
import type { Assignment, Offer, OfferStatus, Tx } from '../../../src/db/schema/index.ts';
import { agendaDue, takeFromAgenda } from '../../../src/domain/base/agenda.ts';
import { recordAnswer, undoAnswer, type AnswerOutcome } from '../../../src/domain/assignments/answer-offer.ts';
import { changeAssignment, untoldOf } from '../../../src/domain/assignments/assignment-changes.ts';
import { answerByOf, findAssignment } from '../../../src/domain/assignments/assignments.ts';
import { closeAssignment, confirmOffer, turnDown, withdrawOffer } from '../../../src/domain/assignments/decisions.ts';
import { boardOf, findOffer, offersOf } from '../../../src/domain/assignments/offers.ts';
import { later, MINUTE_MS, toInstant, toWall } from '../../../src/domain/base/time.ts';
import {
  expectedFinish,
  lapseOffer,
  makeShortlist,
  nextWave,
  recordAsked,
  recordUndelivered,
  wavesOf,
} from '../../../src/domain/assignments/waves.ts';
import { addToDoAt, addVolunteerTo } from '../../support/people/assignments.ts';
import { countedIds, seed } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';

const NOON = toInstant('2026-11-23T12:00');
const FAR = '9999-12-31T00:00:00.000Z';

describe.each(ENGINES)('offers on $engine', ({ open }) => {
  let store: Store;
  const ids = countedIds();
  const at = (now = NOON): Moment => ({ now, ids });
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => store.write(work);

  beforeEach(async () => {
    store = await open();
    await seed(store, at());
    await write(async (tx) => {
      for (const name of ['Kari', 'Ola', 'Solveig', 'Olena']) await addVolunteerTo(tx, at(), name);
    });
  });
  afterEach(() => store.close());

  const people = async (): Promise<{ id: string; personId: string }[]> => {
    const rows = await store.db
      .selectFrom('volunteer')
      .select(['id', 'person_id'])
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return rows.map((r) => ({ id: r.id, personId: r.person_id }));
  };
  /** An assignment with everybody on its list; the first wave has been asked. */
  const asked = async (wish: Parameters<typeof addToDoAt>[2] = {}, waveSize?: number): Promise<Assignment> => {
    const volunteers = await people();
    return write(async (tx) => {
      const assignment = await addToDoAt(tx, at(), wish);
      await makeShortlist(tx, at(), { assignment, volunteers, waveSize });
      await askNext(tx, assignment.id);
      return (await findAssignment(tx, assignment.id)) ?? assignment;
    });
  };
  const askNext = async (tx: Tx, id: string, moment = at()): Promise<string> => {
    const wave = await nextWave(tx, moment, id);
    const assignment = await findAssignment(tx, id);
    for (const offer of wave.offers) if (assignment !== undefined) await recordAsked(tx, moment, offer, assignment);
    return wave.outcome;
  };
  const board = (a: Assignment): Promise<Offer[]> => boardOf(store.db, a.id);
  const statuses = async (a: Assignment): Promise<OfferStatus[]> => (await board(a)).map((o) => o.status);
  const nth = async (a: Assignment, n: number): Promise<Offer> => {
    const found = (await board(a))[n];
    if (found === undefined) throw new Error(`there is no offer ${n}`);
    return found;
  };
  const says = async (
    offer: Offer,
    said: 'yes' | 'no',
    words = '',
    moment = at(),
  ): Promise<AnswerOutcome['outcome']> => {
    const given = { personId: offer.person_id, offerId: offer.id, says: said, words, by: 'text' };
    return (await write((tx) => recordAnswer(tx, moment, given))).outcome;
  };
  const due = async (until = FAR): Promise<string[]> =>
    (await agendaDue(store.db, until)).map((d) => `${d.work} ${toWall(d.dueAt)}`);

  test('one is asked, then three, then the rest', async () => {
    const a = await asked();
    expect((await board(a)).map((o) => [o.wave, o.status])).toEqual([
      [1, 'asked'],
      [2, 'queued'],
      [2, 'queued'],
      [2, 'queued'],
    ]);
    expect(await due()).toEqual(['wave 2026-11-23T13:00', 'lapse 2026-11-24T12:00']);
  });

  test('a no brings the next wave at once, and silence when its time has come', async () => {
    const a = await asked({}, 1);
    expect(await says(await nth(a, 0), 'no')).toBe('declined');
    expect(await due(NOON)).toEqual(['wave 2026-11-23T12:00']);
    await write((tx) => askNext(tx, a.id));
    expect(await statuses(a)).toEqual(['declined', 'asked', 'queued', 'queued']);
    const second = await nth(a, 1);
    expect(await write((tx) => lapseOffer(tx, at(second.answer_by ?? ''), second.id))).toBe('expired');
    expect((await agendaDue(store.db, second.answer_by ?? '')).map((d) => d.work)).toContain('wave');
  });

  test('nobody is asked in quiet hours, when enough have said yes, when it is over, or when it is called off', async () => {
    const a = await asked({}, 1);
    const night = toInstant('2026-11-23T23:00');
    expect(await write((tx) => nextWave(tx, at(night), a.id))).toMatchObject({ outcome: 'quiet hours' });
    expect(await due()).toContain('wave 2026-11-24T08:00');
    await says(await nth(a, 0), 'yes');
    expect(await write((tx) => nextWave(tx, at(), a.id))).toMatchObject({ outcome: 'enough' });
    expect(await write((tx) => nextWave(tx, at(toInstant('2026-12-01T11:00')), a.id))).toMatchObject({
      outcome: 'over',
    });
    await write((tx) => closeAssignment(tx, at(), a, { status: 'cancelled', reason: '', by: 'Anne' }));
    expect(await write((tx) => nextWave(tx, at(), a.id))).toMatchObject({ outcome: 'closed' });
    expect(await due()).toEqual([]);
  });

  test('with the last yes the next wave is not asked any more; when staff turn it down, it is', async () => {
    const a = await asked({}, 1);
    const kari = await nth(a, 0);
    await says(kari, 'yes');
    expect(await due()).toEqual([]);
    const yes = await nth(a, 0);
    expect(await write((tx) => turnDown(tx, at(), { assignment: a, offer: yes, by: 'Anne' }))).toMatchObject({
      outcome: 'turned down',
    });
    expect(await due(NOON)).toEqual(['wave 2026-11-23T12:00']);
  });

  const ANSWERS: readonly [OfferStatus, 'yes' | 'no', string, AnswerOutcome['outcome'], OfferStatus][] = [
    ['asked', 'yes', '', 'accepted', 'accepted'],
    ['asked', 'yes', 'men etter 15', 'noted', 'noted'],
    ['asked', 'no', '', 'declined', 'declined'],
    ['asked', 'no', 'er syk', 'declined', 'declined'],
    ['accepted', 'yes', '', 'already yes', 'accepted'],
    ['accepted', 'no', '', 'yes before', 'accepted'],
    ['noted', 'yes', '', 'accepted', 'accepted'],
    ['noted', 'no', '', 'yes before', 'noted'],
    ['declined', 'yes', '', 'accepted', 'accepted'],
    ['declined', 'no', '', 'already no', 'declined'],
    ['confirmed', 'yes', '', 'already confirmed', 'confirmed'],
    ['confirmed', 'no', '', 'yes before', 'confirmed'],
    ['turned_down', 'yes', '', 'filled', 'turned_down'],
    ['turned_down', 'no', '', 'declined', 'declined'],
    ['withdrawn', 'yes', '', 'accepted', 'accepted'],
    ['withdrawn', 'no', '', 'declined', 'declined'],
    ['expired', 'yes', '', 'accepted', 'accepted'],
    ['expired', 'no', '', 'declined', 'declined'],
    ['undelivered', 'yes', '', 'accepted', 'accepted'],
    ['filled', 'yes', '', 'accepted', 'accepted'],
  ];

  test.each(ANSWERS)('an offer that is %s: %s %s is %s', async (status, said, words, outcome, after) => {
    const a = await asked();
    const offer = await nth(a, 0);
    await write((tx) => tx.updateTable('offer').set({ status }).where('id', '=', offer.id).execute());
    expect(await says({ ...offer, status }, said, words)).toBe(outcome);
    expect((await nth(a, 0)).status).toBe(after);
  });

  test('a yes after the places are taken, after it is called off and after it has begun is thanked for, and takes none', async () => {
    const a = await asked({}, 4);
    await says(await nth(a, 0), 'yes');
    expect(await says(await nth(a, 1), 'yes')).toBe('filled');
    expect(await says(await nth(a, 2), 'yes', '', at(toInstant('2026-12-01T11:00')))).toBe('over');
    await write((tx) => closeAssignment(tx, at(), a, { status: 'cancelled', reason: '', by: 'Anne' }));
    expect(await says(await nth(a, 2), 'yes')).toBe('cancelled');
    expect(await statuses(a)).toEqual(['accepted', 'filled', 'filled', 'filled']);
  });

  test('an answer without a name is to the one open offer, asks which of two, and finds what was said yes to', async () => {
    const a = await asked({}, 4);
    const kari = await nth(a, 0);
    const given = { personId: kari.person_id, offerId: null, words: '', by: 'text' };
    await asked({ title: 'Handle', startsAt: '2026-11-28T10:00' }, 4);
    const both = await write((tx) => recordAnswer(tx, at(), { ...given, says: 'yes' }));
    expect(both).toMatchObject({ outcome: 'which' });
    expect(both.open.map((o) => o.title).toSorted()).toEqual(['Følge til lege', 'Handle']);
    await says(kari, 'yes');
    const handle = (await offersOf(store.db, kari.person_id, NOON)).find((o) => o.title === 'Handle');
    expect(await write((tx) => recordAnswer(tx, at(), { ...given, says: 'no' }))).toMatchObject({
      outcome: 'declined',
    });
    expect((await findOffer(store.db, handle?.id ?? ''))?.status).toBe('declined');
    expect(await write((tx) => recordAnswer(tx, at(), { ...given, says: 'no' }))).toMatchObject({
      outcome: 'yes before',
    });
  });

  test('nobody answers for somebody else', async () => {
    const a = await asked({}, 4);
    const [kari, ola] = [await nth(a, 0), await nth(a, 1)];
    const given = { personId: ola.person_id, offerId: kari.id, says: 'yes' as const, words: '', by: 'text' };
    expect(await write((tx) => recordAnswer(tx, at(), given))).toMatchObject({ outcome: 'none' });
    expect((await nth(a, 0)).status).toBe('asked');
  });

  test('with first-yes a plain yes is confirmed, one with words is not, and the others are released', async () => {
    const a = await asked({ confirm: 'first-yes' }, 4);
    expect(await says(await nth(a, 0), 'yes', 'men bare til tolv')).toBe('noted');
    const ola = await nth(a, 1);
    const given = { personId: ola.person_id, offerId: ola.id, says: 'yes' as const, words: '', by: 'text' };
    const { outcome, released } = await write((tx) => recordAnswer(tx, at(), given));
    expect(outcome).toBe('confirmed');
    expect(released).toHaveLength(3);
    expect(await statuses(a)).toEqual(['filled', 'confirmed', 'filled', 'filled']);
    expect((await findAssignment(store.db, a.id))?.status).toBe('filled');
    expect(await due()).toEqual(['remind volunteer 2026-11-30T10:00', 'thank 2026-12-01T13:00']);
  });

  test('staff confirm as many as are needed, also whoever was too late, and never one more', async () => {
    const a = await asked({ needs: 2 }, 4);
    for (const n of [0, 1, 2]) await says(await nth(a, n), 'yes');
    const confirm = async (n: number) => {
      const [assignment, offer] = [await findAssignment(store.db, a.id), await nth(a, n)];
      return (await write((tx) => confirmOffer(tx, at(), { assignment: assignment ?? a, offer, by: 'Anne' }))).outcome;
    };
    expect(await confirm(3)).toBe('has not said yes');
    expect(await confirm(2)).toBe('confirmed');
    expect(await confirm(2)).toBe('already confirmed');
    expect(await confirm(0)).toBe('confirmed');
    expect(await confirm(1)).toBe('no place left');
    expect(await statuses(a)).toEqual(['confirmed', 'filled', 'confirmed', 'filled']);
  });

  test('after a withdrawal whoever was too late stands in line first, then the others, and nobody who said no', async () => {
    const a = await asked({}, 4);
    await says(await nth(a, 0), 'yes');
    await says(await nth(a, 1), 'no');
    await says(await nth(a, 2), 'yes');
    const kari = await nth(a, 0);
    await write((tx) => confirmOffer(tx, at(), { assignment: a, offer: kari, by: 'Anne' }));
    const filled = await findAssignment(store.db, a.id);
    const confirmed = await nth(a, 0);
    expect(
      await write((tx) => withdrawOffer(tx, at(), { assignment: filled ?? a, offer: confirmed, by: 'text' })),
    ).toMatchObject({
      outcome: 'withdrawn',
    });
    expect((await findAssignment(store.db, a.id))?.status).toBe('open');
    const rows = (await board(a)).map((o) => [o.person_id === kari.person_id ? 'Kari' : o.said, o.wave, o.status]);
    expect(rows).toEqual([
      ['Kari', 1, 'withdrawn'],
      ['no', 1, 'declined'],
      ['yes', 2, 'queued'],
      [null, 3, 'queued'],
    ]);
  });

  test('an answer is taken back within a day, and not after', async () => {
    const a = await asked({}, 4);
    const kari = await nth(a, 0);
    await says(kari, 'no');
    expect(await write((tx) => undoAnswer(tx, at(later(NOON, 25 * 60 * MINUTE_MS)), kari.person_id))).toMatchObject({
      outcome: 'nothing',
    });
    expect(await write((tx) => undoAnswer(tx, at(later(NOON, 60 * MINUTE_MS)), kari.person_id))).toMatchObject({
      outcome: 'undone',
    });
    expect(await statuses(a)).toEqual(['asked', 'asked', 'asked', 'asked']);
  });

  test('whoever cannot be asked is passed over, and the list goes on', async () => {
    const a = await asked({}, 1);
    const kari = await nth(a, 0);
    await write((tx) => recordUndelivered(tx, at(), kari, 'landline'));
    expect(await due(NOON)).toEqual(['wave 2026-11-23T12:00']);
    expect(await nth(a, 0)).toMatchObject({ status: 'undelivered', note: 'landline' });
  });

  test('the same work is claimed once, and not when it was put off', async () => {
    await asked();
    const [wave] = await agendaDue(store.db, FAR);
    if (wave === undefined) throw new Error('nothing is due');
    expect(await write((tx) => takeFromAgenda(tx, { ...wave, dueAt: NOON }))).toBe('not due any more');
    expect(await write((tx) => takeFromAgenda(tx, wave))).toBe('taken');
    expect(await write((tx) => takeFromAgenda(tx, wave))).toBe('not due any more');
  });

  test('the same assignment a second time is there already; for somebody else it is another', async () => {
    const add = (recipient: string) =>
      write((tx) => addToDoAt(tx, at(), { secret: { recipient, address: '', phone: '', details: '' } }));
    const [one, again, other] = [await add('Gudrun'), await add('Gudrun'), await add('Petra')];
    expect(again.id).toBe(one.id);
    expect(other.id).not.toBe(one.id);
  });

  test('changes are gathered, and one that is taken back is none', async () => {
    const a = await asked();
    const change = async (fields: object, secret = {}) => {
      const now = await findAssignment(store.db, a.id);
      return write((tx) => changeAssignment(tx, at(), now ?? a, { fields, secret }));
    };
    expect((await change({ starts_at: '2026-12-01T12:00', minutes: 90 })).outcome).toBe('changed');
    const { assignment } = await change({ starts_at: '2026-12-02T12:00' });
    expect(untoldOf(assignment)).toEqual({ starts_at: '2026-12-01T11:00', minutes: 60 });
    const back = await change({ starts_at: '2026-12-01T11:00', minutes: 60 });
    expect(untoldOf(back.assignment)).toEqual({});
    expect((await change({ minutes: 60 })).outcome).toBe('already so');
    expect(untoldOf((await change({}, { address: 'Torvet 1' })).assignment)).toEqual({ secret: 1 });
  });

  test('codes are six digits, and the first three are one of a kind for each person', async () => {
    for (let n = 0; n < 12; n++) await asked({ title: `Oppdrag ${n}` }, 4);
    const offers = await store.db.selectFrom('offer').select(['person_id', 'code']).execute();
    expect(new Set(offers.map((o) => `${o.person_id} ${Math.trunc(o.code / 1000)}`)).size).toBe(offers.length);
    for (const { code } of offers) expect(String(code)).toMatch(/^\d{6}$/);
  });
});

test('a list is cut into waves without losing anybody or changing their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }), (list, size) => {
      const waves = wavesOf(list, size);
      expect(waves.flat()).toEqual(list);
      expect(waves.every((wave) => wave.length > 0)).toBe(true);
      if (size !== undefined) expect(waves.every((wave) => wave.length <= size)).toBe(true);
      else
        expect(waves.slice(0, 2).map((w) => w.length)).toEqual(
          [1, Math.min(3, list.length - 1)].slice(0, Math.min(2, waves.length)),
        );
    }),
  );
});

test('an answer is wanted after the question and before the beginning', () => {
  const minutes = fc.integer({ min: 2, max: 60 * 24 * 60 });
  fc.assert(
    fc.property(minutes, minutes, (askedAfter, left) => {
      const askedAt = later(NOON, askedAfter * MINUTE_MS);
      const starts_utc = later(askedAt, left * MINUTE_MS);
      const by = answerByOf({ answer_by: null, starts_utc }, askedAt);
      expect(by > askedAt).toBe(true);
      expect(by < starts_utc).toBe(true);
    }),
  );
});

test('what staff tell the recipient is never after the beginning', () => {
  const minutes = fc.integer({ min: 10, max: 60 * 24 * 20 });
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 9 }), (left, waves) => {
      const starts_utc = later(NOON, left * MINUTE_MS);
      const assignment = { starts_utc, wave_minutes: null, answer_by: null } as Assignment;
      const finish = expectedFinish(assignment, waves, { now: NOON });
      expect(finish <= starts_utc).toBe(true);
    }),
  );
});
