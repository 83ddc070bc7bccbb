import { expect, test } from 'vitest';
import { addProposal, type NewProposal } from '../../../src/domain/associations/proposals.ts';
import { signUp } from '../../../src/domain/activities/sign-ups.ts';
import { hearFrom } from '../../../src/domain/centres/people.ts';
import { addKnitting, openArendal, type Desk } from '../../support/cli.ts';
import { countedIds } from '../../support/outbox.ts';
import { sqliteStore } from '../../support/store.ts';

const ANNE = '+4790000012';
const KARI = '+4790000001';

/** The knitting café on Tuesdays, with Kari signed up for 1 December; Anne suggests. */
async function opened(wish: (activity: string) => Partial<NewProposal>): Promise<{ desk: Desk; activity: string }> {
  const desk = await openArendal();
  const activity = await addKnitting(desk);
  const store = await sqliteStore(desk.file);
  const moment = { now: '2026-11-23T11:00:00.000Z', ids: countedIds() };
  await store.write(async (tx) => {
    const { person: kari } = await hearFrom(tx, moment, { centreId: 'arendal', number: KARI, language: 'nb' });
    const occurrence = '2026-12-01T18:00';
    const which = { centreId: 'arendal', activityId: activity, occurrence };
    await signUp(tx, moment, { ...which, personId: kari.id, persons: 1 });
    const { person: anne } = await hearFrom(tx, moment, { centreId: 'arendal', number: ANNE, language: 'nb' });
    await addProposal(tx, moment, {
      centreId: 'arendal',
      source: 'organiser',
      deed: 'change',
      associationId: null,
      activityId: activity,
      personId: anne.id,
      on: null,
      changes: {},
      words: 'som Anne skrev det',
      ...wish(activity),
    });
  });
  await store.close();
  return { desk, activity };
}

/** What is on its way, by the last digits of the number. */
async function sent(desk: Desk): Promise<string[]> {
  const store = await sqliteStore(desk.file);
  const rows = await store.db.selectFrom('outbox').select(['number', 'body']).orderBy('seq').execute();
  await store.close();
  return rows.map(({ number, body }) => `${number.slice(-3)}: ${body}`);
}

test('a proposal is listed with the words of the sender, and the field before and after', async () => {
  const { desk, activity } = await opened(() => ({ changes: { price: ['', '50 kr'] } }));
  expect((await desk.run('proposals', 'list', '--json')).json()).toMatchObject([
    {
      short: 'P1',
      source: 'organiser',
      association: null,
      activity,
      changes: { price: ['', '50 kr'] },
      on: null,
      words: 'som Anne skrev det',
      receivedAt: '2026-11-23T12:00:00+01:00',
      status: 'waiting',
    },
  ]);
  expect((await desk.run('proposals', 'list')).stdout).toContain('price: (nothing) -> 50 kr');
});

test('an approved cancellation tells whoever is signed up, and the sender; once', async () => {
  const { desk, activity } = await opened(() => ({ deed: 'cancel', on: '2026-12-01' }));
  const dry = (await desk.run('proposals', 'approve', 'P1', '--dry-run', '--json')).json();
  expect(dry).toMatchObject({ told: 1, outcome: 'would be approved' });
  expect(await sent(desk)).toEqual([]);
  expect((await desk.run('proposals', 'approve', 'p1', '--yes', '--json')).json()).toMatchObject({
    status: 'approved',
    told: 1,
    outcome: 'approved',
  });
  expect(await sent(desk)).toEqual([
    expect.stringMatching(/^001: .*Strikkekafé.*avlyst/),
    expect.stringMatching(/^012: .*Det du meldte om Strikkekafé, er gjort\. Takk\.$/),
  ]);
  expect((await desk.run('activities', 'show', activity, '--json')).json()).toMatchObject({
    changes: [{ occurrence: '2026-12-01T18:00', what: 'cancelled' }],
  });
  expect((await desk.run('proposals', 'approve', 'P1', '--yes', '--json')).json()).toMatchObject({
    outcome: 'already approved',
  });
  expect(await sent(desk)).toHaveLength(2);
});

test('a move, another place and a new activity take effect when they are approved', async () => {
  const move = await opened(() => ({
    deed: 'move',
    on: '2026-12-01',
    changes: { startsAt: ['2026-12-01T18:00', '2026-12-01T13:00'] },
  }));
  await move.desk.run('proposals', 'approve', 'P1', '--yes');
  expect((await sent(move.desk))[0]).toMatch(/^001: .*flyttet til .*13/);

  const place = await opened(() => ({ changes: { venue: ['Biblioteket', 'Skolen'] } }));
  await place.desk.run('proposals', 'approve', 'P1', '--yes');
  expect((await sent(place.desk))[0]).toMatch(/^001: .*nytt sted: Skolen/);

  const added = await opened(() => ({
    deed: 'new',
    activityId: null,
    changes: { title: [null, 'Kortkveld'], startsAt: [null, '2026-12-03T18:00'], venue: [null, 'Grendehuset'] },
  }));
  await added.desk.run('proposals', 'approve', 'P1', '--yes');
  expect((await added.desk.run('activities', 'show', 'Kortkveld', '--json')).json()).toMatchObject({
    startsAt: '2026-12-03T18:00:00+01:00',
    venue: 'Grendehuset',
    confirmedAt: null,
  });
});

test('a declined proposal changes nothing, and the sender hears why', async () => {
  const { desk, activity } = await opened(() => ({ deed: 'cancel', on: '2026-12-01' }));
  const why = ['--why', 'Det er en annen gruppe som har den'];
  expect((await desk.run('proposals', 'reject', 'P1', ...why, '--json')).json()).toMatchObject({ status: 'rejected' });
  expect(await sent(desk)).toEqual([expect.stringMatching(/^012: .*ble ikke gjort\. Grunnen: Det er en annen gruppe/)]);
  expect((await desk.run('activities', 'show', activity, '--json')).json()).toMatchObject({ changes: [] });
  expect((await desk.run('proposals', 'reject', 'P1', ...why, '--json')).json()).toMatchObject({
    outcome: 'already rejected',
  });
});

test('what cannot be done any more is refused with what to do', async () => {
  const { desk } = await opened(() => ({ deed: 'cancel', on: '2026-12-02' }));
  const ran = await desk.run('proposals', 'approve', 'P1', '--yes');
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('proposals reject P1')]);
});
