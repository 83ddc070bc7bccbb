import { afterEach, beforeEach, expect, test } from 'vitest';
import { offerAssignment } from '../../../src/service/assignments/staff-actions.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';
import { openTestApp, PEOPLE, type Heard, type TestApp } from '../../support/app.ts';
import { addToDo, addVolunteer } from '../../support/people/assignments.ts';

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

const OLA = PEOPLE['Ola'] ?? '';
const to = (heard: readonly Heard[], number: string): Heard[] => heard.filter((h) => h.to === number);

/** Kari is asked, and Ola is next. */
async function askKariThenOla(): Promise<void> {
  const volunteers = [await addVolunteer(app, 'Kari'), await addVolunteer(app, 'Ola')];
  const assignment = await addToDo(app);
  const { app: parts } = app.service;
  const people = await app.store.db
    .selectFrom('volunteer')
    .select(['id', 'person_id as personId'])
    .where(
      'id',
      'in',
      volunteers.map(({ id }) => id),
    )
    .orderBy('id')
    .execute();
  await app.after(() =>
    app.store.write((tx) =>
      offerAssignment(
        { app: parts, tx, moment: momentOf(parts) },
        { assignment, volunteers: people, waveSize: 1, waveMinutes: 60 },
      ),
    ),
  );
}

test('who is next in line is asked', async () => {
  await askKariThenOla();
  expect(to(await app.text(PEOPLE['Kari'] ?? '', 'nei'), OLA)).toHaveLength(1);
});

test.each([
  ['is not met any more', { met_on: null }],
  ['has left', { left_on: '2026-11-23' }],
  ['has paused', { paused_until: '2026-12-24' }],
])('who %s in the meantime is passed over when the turn comes', async (_why, change) => {
  await askKariThenOla();
  await app.store.write((tx) =>
    tx
      .updateTable('volunteer')
      .set(change)
      .where('person_id', 'in', (e) => e.selectFrom('person').select('id').where('number', '=', OLA))
      .execute(),
  );
  expect(to(await app.text(PEOPLE['Kari'] ?? '', 'nei'), OLA)).toEqual([]);
});
