import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { changeCentre } from '../../../src/domain/centres/centres.ts';
import { findAssignment } from '../../../src/domain/assignments/assignments.ts';
import { boardOf } from '../../../src/domain/assignments/offers.ts';
import { changeAndTell } from '../../../src/service/activities/import-activity.ts';
import { confirmAndNotify, offerAssignment } from '../../../src/service/assignments/staff-actions.ts';
import { momentOf, type Turn } from '../../../src/service/engine/scene.ts';
import { changeNumberAndNotify } from '../../../src/service/notify/new-number.ts';
import { addToDoAt, addVolunteerTo } from '../../support/people/assignments.ts';
import { PEOPLE } from '../../support/app.ts';
import { survive, type Trial } from '../../support/faults/survival.ts';
import type { Deed, Prepare, World } from '../../support/faults/world.ts';

const { Kari = '', Ola = '', Solveig = '' } = PEOPLE;
const NEW_NUMBER = '+4790000077';
const DUTY = '+4790000099';

const byStaff =
  (deed: (turn: Turn) => Promise<unknown>): Deed =>
  async (service) => {
    const { app } = service;
    await app.store.write((tx) => deed({ app, tx, moment: momentOf(app) }));
    service.nudge();
  };

/** Never repeated where its fate is unknown, because another person may have the old number: once at most. */
const AT_MOST_ONCE = 'bruker ikke dette nummeret lenger';

/** What people heard and what stands in the tables in the end; a crash may move a time by minutes. */
async function outcomeOf(world: World): Promise<object> {
  const store = await openStore(`sqlite:${world.file}`);
  const { db } = store;
  const people = await db.selectFrom('person').select(['id', 'number', 'name']).orderBy('number').execute();
  const who = (id: string | null): string => people.find((p) => p.id === id)?.number ?? '';
  const timeless = (text: string): string =>
    text.replace(/kl\. \d+(\.\d+)?|senest .*?(?=\.|$)|innen .*$|(?<=Svar )\d{4}\b/gm, '');
  const signUps = await db.selectFrom('sign_up').select(['person_id', 'status', 'persons']).execute();
  const offers = await db.selectFrom('offer').select(['person_id', 'status', 'said']).execute();
  const volunteers = await db.selectFrom('volunteer').select(['person_id', 'left_on']).execute();
  const outcome = {
    heard: world.sent
      .filter(({ body }) => !body.includes(AT_MOST_ONCE))
      .map((m) => `${m.to} ${timeless(m.body)}`)
      .toSorted(),
    toOldNumber: world.sent.filter(({ body }) => body.includes(AT_MOST_ONCE)).length <= 1 ? 'one at most' : 'too many',
    people: people.map(({ number, name }) => [number, name]),
    signUps: signUps.map((s) => [who(s.person_id), s.status, s.persons].join(' ')).toSorted(),
    offers: offers.map((o) => [who(o.person_id), o.status, o.said].join(' ')).toSorted(),
    volunteers: volunteers.map((v) => [who(v.person_id), v.left_on !== null].join(' ')).toSorted(),
    callbacks: await db
      .selectFrom('callback')
      .select(['number', 'reason', 'status', 'outcome', 'words', 'wished_at'])
      .orderBy('number')
      .execute(),
    alerts: await db.selectFrom('staff_notice').select('kind').orderBy('kind').execute(),
    inbox: await db
      .selectFrom('inbox_item')
      .select(['number', 'reason', 'body'])
      .orderBy('reason')
      .orderBy('body')
      .execute(),
    conversations: await db
      .selectFrom('conversation')
      .select(['flow', 'status'])
      .orderBy('flow')
      .orderBy('status')
      .execute(),
    arrivals: await db.selectFrom('arrival').select(['id', 'state']).where('kind', '=', 'text').orderBy('id').execute(),
    outbox: await db
      .selectFrom('outbox')
      .select(['kind', 'state'])
      .where('kind', '<>', 'code')
      .orderBy('kind')
      .orderBy('state')
      .execute(),
    agenda: (await db.selectFrom('agenda').select('work').orderBy('work').execute()).map((a) => a.work),
  };
  await store.close();
  return outcome;
}

const knit = byStaff(async (turn) => {
  const { id } = await turn.tx
    .selectFrom('activity')
    .select('id')
    .where('title', '=', 'Strikkekafé på biblioteket')
    .executeTakeFirstOrThrow();
  const fields = { venue: 'Kulturhuset', address: 'Kirkeveien 1', capacity: 6 };
  return changeAndTell(turn, { activityId: id, fields });
});

const withVolunteer: Prepare = (store, moment) =>
  store.write(async (tx) => {
    await addVolunteerTo(tx, moment, 'Kari');
    await addVolunteerTo(tx, moment, 'Ola');
    await addToDoAt(tx, moment, {});
  });

const theAssignment = async ({ tx }: Turn) => {
  const { id } = await tx.selectFrom('assignment').select('id').executeTakeFirstOrThrow();
  const assignment = await findAssignment(tx, id);
  if (assignment === undefined) throw new Error('there is no assignment');
  return assignment;
};

const offerKari = byStaff(async (turn) => {
  const { id: personId } = await turn.tx
    .selectFrom('person')
    .select('id')
    .where('number', '=', Kari)
    .executeTakeFirstOrThrow();
  const { id } = await turn.tx
    .selectFrom('volunteer')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  await offerAssignment(turn, { assignment: await theAssignment(turn), volunteers: [{ id, personId }] });
});

const confirm = byStaff(async (turn) => {
  const assignment = await theAssignment(turn);
  const [offer] = await boardOf(turn.tx, assignment.id);
  if (offer === undefined) throw new Error('nobody was asked');
  await confirmAndNotify(turn, { assignment, offer, by: 'Anne' });
});

const newNumber = byStaff(async (turn) => {
  const person = await turn.tx.selectFrom('person').selectAll().where('name', '=', 'Kari').executeTakeFirstOrThrow();
  return changeNumberAndNotify(turn, { person, number: NEW_NUMBER });
});

const withEmergencyPhone: Prepare = (store) =>
  store.write(async (tx) => {
    await changeCentre(tx, { id: 'arendal', staffPhone: '', emergencyPhone: DUTY });
  });

/** Each with what shows that it came to its end. */
const TRIALS: (Trial & { name: string; shows: string })[] = [
  {
    name: 'an activity that changes its place and its size, with one signed up and one waiting',
    steps: [
      [Kari, 'strikk 4836'],
      [Kari, '1'],
      [Kari, 'vi er tre'],
      [Ola, 'strikk 4836'],
      [Ola, '1'],
      [Ola, '1'],
      knit,
    ],
    outcomeOf,
    shows: 'Kulturhuset',
  },
  {
    name: 'a volunteer who leaves, gives up what was agreed, and takes it back',
    steps: [offerKari, [Kari, 'ja'], confirm, [Kari, 'jeg slutter som frivillig'], [Kari, '1'], [Kari, 'ANGRE']],
    prepare: withVolunteer,
    outcomeOf,
    shows: 'Så fint at du blir',
  },
  {
    name: 'need told to the emergency phone, and loneliness',
    steps: [
      [Kari, 'jeg vil ikke leve lenger'],
      [Kari, 'er det noen der'],
      [Ola, 'jeg er så ensom'],
      [Ola, '1'],
    ],
    prepare: withEmergencyPhone,
    outcomeOf,
    shows: `Ring ${Kari} nå`,
  },
  {
    name: 'need told to staff',
    steps: [
      [Solveig, 'eg vil ikkje leve lenger'],
      [Ola, 'I took all my pills'],
    ],
    outcomeOf,
    shows: '+4745600002 ',
  },
  {
    name: 'a call that is wished, and taken back',
    steps: [
      [Kari, 'ring meg i morgen kl 10'],
      [Ola, 'could you call me on Thursday?'],
      [Kari, 'trenger ikke ringe likevel'],
    ],
    outcomeOf,
    shows: 'taken back',
  },
  {
    name: 'a new number, from which the person has written before, with an open offer',
    steps: [offerKari, [NEW_NUMBER, 'hei'], newNumber, [NEW_NUMBER, 'ja']],
    prepare: withVolunteer,
    outcomeOf,
    shows: `${NEW_NUMBER} accepted`,
  },
];

describe('whatever fails, the end is the same: nothing is lost and nothing doubled', () => {
  const reports: string[] = [];
  afterAll(() => console.log(reports.join('\n')));

  describe.each(TRIALS)('$name', (trial) => {
    test.each(['crash', 'error'] as const)(
      'a %s at every point',
      async (mode) => {
        const { lost, reference, report } = await survive({ ...trial, fewer: 4 }, mode);
        reports.push(`${trial.name}, ${report}`);
        expect(JSON.stringify(reference)).toContain(trial.shows);
        if (lost[0] !== undefined) expect(lost[0].outcome, lost[0].at).toEqual(reference);
        expect(lost).toEqual([]);
      },
      1_200_000,
    );
  });
});
