import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { keepOnAgenda } from '../../../src/domain/base/agenda.ts';
import { makeShortlist } from '../../../src/domain/assignments/waves.ts';
import { boardOf } from '../../../src/domain/assignments/offers.ts';
import { findAssignment } from '../../../src/domain/assignments/assignments.ts';
import { addVolunteerTo, addToDoAt, SENTINEL } from '../../support/people/assignments.ts';
import { PEOPLE } from '../../support/app.ts';
import { survive, type Trial } from '../../support/faults/survival.ts';
import type { Deed, Prepare, World } from '../../support/faults/world.ts';
import { confirmAndNotify, offerAssignment } from '../../../src/service/assignments/staff-actions.ts';
import { momentOf, type Turn } from '../../../src/service/engine/scene.ts';

const { Kari = '', Ola = '', Solveig = '' } = PEOPLE;
const NAMES = ['Kari', 'Ola', 'Solveig'];
let assignmentId = '';

const prepare: Prepare = (store, moment) =>
  store.write(async (tx) => {
    for (const name of NAMES) await addVolunteerTo(tx, moment, name);
    ({ id: assignmentId } = await addToDoAt(tx, moment, {}));
  });

const byStaff =
  (deed: (turn: Turn) => Promise<unknown>): Deed =>
  async (service) => {
    const { app } = service;
    await app.store.write((tx) => deed({ app, tx, moment: momentOf(app) }));
    service.nudge();
  };

const offer = byStaff(async (turn) => {
  const assignment = await findAssignment(turn.tx, assignmentId);
  const rows = await turn.tx.selectFrom('volunteer').select(['id', 'person_id']).orderBy('id').execute();
  if (assignment === undefined) throw new Error('nothing to offer');
  await offerAssignment(turn, { assignment, volunteers: rows.map((r) => ({ id: r.id, personId: r.person_id })) });
});

const confirm = byStaff(async (turn) => {
  const assignment = await findAssignment(turn.tx, assignmentId);
  const yes = (await boardOf(turn.tx, assignmentId)).find((o) => o.status === 'accepted' || o.status === 'confirmed');
  if (assignment === undefined || yes === undefined) throw new Error('nobody said yes');
  await confirmAndNotify(turn, { assignment, offer: yes, by: 'Anne' });
});

async function outcomeOf(world: World): Promise<object> {
  const store = await openStore(`sqlite:${world.file}`);
  const { db } = store;
  const people = await db.selectFrom('person').select(['id', 'number']).execute();
  const numberOf = (id: string): string => people.find((p) => p.id === id)?.number ?? '';
  const outcome = {
    // An offer names its code and its deadline, which a crash may move.
    heard: world.sent.map((m) => `${m.to} ${m.body.replace(/innen .*$/m, '')}`).toSorted(),
    particulars: world.sent.filter((m) => m.body.includes(SENTINEL.recipient)).map((m) => m.to),
    offers: (await boardOf(db, assignmentId)).map((o) => [numberOf(o.person_id), o.wave, o.status, o.said, o.note]),
    assignment: (await findAssignment(db, assignmentId))?.status,
    inbox: await db.selectFrom('inbox_item').select(['reason', 'status']).orderBy('reason').execute(),
    callbacks: (await db.selectFrom('callback').select('id').execute()).length,
    conversations: await db
      .selectFrom('conversation')
      .select(['flow', 'status'])
      .orderBy('flow')
      .orderBy('status')
      .execute(),
    arrivals: await db.selectFrom('arrival').select(['id', 'state']).where('kind', '=', 'text').orderBy('id').execute(),
    agenda: (await db.selectFrom('agenda').select('work').orderBy('work').execute()).map((a) => a.work),
  };
  await store.close();
  return outcome;
}

/** Kari says no, so that Ola and Solveig are asked; Ola says yes, Solveig too late; staff confirm. */
const trial: Trial = {
  steps: [offer, [Kari, 'nei'], [Ola, 'ja'], [Solveig, 'ja'], confirm],
  prepare,
  outcomeOf,
};

let several: string[] = [];

const prepareSeveral: Prepare = (store, moment) =>
  store.write(async (tx) => {
    for (const name of ['Kari', 'Ola']) await addVolunteerTo(tx, moment, name);
    several = [];
    for (const [title, startsAt] of [
      ['Besøk', '2026-11-26T17:00'],
      ['Snømåking', '2026-11-28T10:00'],
      ['Følge til lege', '2026-12-01T11:00'],
    ] as const)
      several.push((await addToDoAt(tx, moment, { title, startsAt })).id);
  });

const offerSeveral = byStaff(async (turn) => {
  const rows = await turn.tx.selectFrom('volunteer').select(['id', 'person_id']).orderBy('id').execute();
  const volunteers = rows.map((r) => ({ id: r.id, personId: r.person_id }));
  for (const id of several) {
    const assignment = await findAssignment(turn.tx, id);
    if (assignment !== undefined) await makeShortlist(turn.tx, turn.moment, { assignment, volunteers });
    await keepOnAgenda(turn.tx, 'wave', id, turn.moment.now);
  }
});

/** Kari is told of all three in one text, and takes two; Ola is asked for the third, and refuses. */
const severalAtOnce: Trial = {
  steps: [offerSeveral, [Kari, 'ja til snømåking og lege, nei til resten'], [Ola, 'nei']],
  prepare: prepareSeveral,
  outcomeOf: async (world) => {
    const store = await openStore(`sqlite:${world.file}`);
    const { db } = store;
    const outcome = {
      heard: world.sent.map((m) => `${m.to} ${m.body.replace(/innen .*$/m, '')}`).toSorted(),
      offers: await db
        .selectFrom('offer')
        .select(['assignment_id', 'person_id', 'status', 'said'])
        .orderBy('assignment_id')
        .orderBy('person_id')
        .execute(),
      inbox: await db.selectFrom('inbox_item').select(['reason', 'about']).orderBy('reason').orderBy('about').execute(),
      agenda: (await db.selectFrom('agenda').select('work').orderBy('work').execute()).map((a) => a.work),
    };
    await store.close();
    return outcome;
  },
};

describe('whatever fails, nobody is asked twice and the place is given once', () => {
  const reports: string[] = [];
  afterAll(() => console.log(reports.join('\n')));

  test.each(['crash', 'error'] as const)(
    'a %s at every point of offering, answering and confirming',
    async (mode) => {
      const { lost, reference, report } = await survive(trial, mode);
      reports.push(`offers, ${report}`);
      if (lost[0] !== undefined) expect(lost[0].outcome, lost[0].at).toEqual(reference);
      expect(lost).toEqual([]);
      expect(reference).toMatchObject({ assignment: 'filled', particulars: [Ola] });
    },
    1_200_000,
  );

  test.each(['crash', 'error'] as const)(
    'a %s at every point of asking several in one text and taking the answer apart',
    async (mode) => {
      const { lost, reference, report } = await survive(severalAtOnce, mode);
      reports.push(`several offers, ${report}`);
      if (lost[0] !== undefined) expect(lost[0].outcome, lost[0].at).toEqual(reference);
      expect(lost).toEqual([]);
      expect((reference as { offers: { status: string }[] }).offers.map(({ status }) => status).toSorted()).toEqual([
        'accepted',
        'accepted',
        'declined',
        'declined',
        'queued',
        'queued',
      ]);
    },
    1_200_000,
  );
});
