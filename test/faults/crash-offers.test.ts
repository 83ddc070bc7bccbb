import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/db/open.ts';
import { boardOf } from '../../src/domain/assignments/offers.ts';
import { findAssignment } from '../../src/domain/assignments/assignments.ts';
import { addVolunteerTo, addToDoAt, SENTINEL } from '../support/people/assignments.ts';
import { PEOPLE } from '../support/app.ts';
import { survive, type Trial } from '../support/faults/survival.ts';
import type { Deed, Prepare, World } from '../support/faults/world.ts';
import { confirmAndNotify, offerAssignment } from '../../src/service/assignments/staff-actions.ts';
import { momentOf, type Turn } from '../../src/service/engine/scene.ts';

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
});
