import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate, type Store } from '../../src/db/open.ts';
import { countedIds, seed, START } from '../support/app.ts';
import { toInstant } from '../../src/domain/base/time.ts';
import { ENGINES } from '../support/store.ts';
import { undoActivityFacts, undoStaff } from '../support/undo-migrations.ts';

const NOW = toInstant(START);

/** What an older Ringerunde wrote, and what is read out of it. */
const OLD = [
  ['offer:offer_1:2026-11-23T11:00:00.000Z/0', 'offer', 'offer', 'offer_1'],
  ['again:offer_1:a_1:2026-11-23T11:00:00.000Z', 'offer', 'again', 'offer_1'],
  ['confirmed:offer_2:2026-11-23T11:00:00.000Z/1', 'confirmation', 'confirmed', 'offer_2'],
  ['assignment.turnedDown:offer_3:2026-11-23T11:00:00.000Z', 'offer', 'assignment.turnedDown', 'offer_3'],
  ['landline:moved:sign_1:2026-11-23T11:00:00.000Z', 'change', 'moved', 'sign_1'],
  ['SM1/0', 'reply', 'arrival', 'SM1'],
  ['call:CA1:3/1', 'reply', 'arrival', 'call:CA1:3'],
  ['cancelled:sign_1', 'change', null, null],
  ['called-off:offer_1', 'offer', null, null],
  ['broadcast_1/person_1', 'broadcast', null, null],
] as const;

async function asBefore(store: Store): Promise<void> {
  await undoStaff(store);
  await undoActivityFacts(store);
  await sql`drop index outgoing_call_about`.execute(store.db);
  await sql`alter table outgoing_call rename column purpose to errand`.execute(store.db);
  for (const table of ['outbox', 'outgoing_call'])
    for (const column of ['about_kind', 'about_id'])
      await sql`alter table ${sql.table(table)} drop column ${sql.ref(column)}`.execute(store.db);
  await sql`delete from kysely_migration where name = '0006-about'`.execute(store.db);
}

test.each(ENGINES)(
  'on $engine, what a message is about is read out of the keys of an older version',
  async ({ open }) => {
    const store = await open();
    await seed(store, { now: NOW, ids: countedIds() });
    await asBefore(store);
    for (const [n, [dedupe, kind]] of OLD.entries())
      await sql`insert into outbox (id, dedupe, centre_id, from_number, number, kind, priority, body, language, encoding,
      parts, not_before, state, tries, created_at) values (${`out-${n}`}, ${dedupe}, 'arendal', '+4745600001',
      '+4790000001', ${kind}, 0, 'Hei', 'nb', 'GSM-7', 1, ${NOW}, 'pending', 0, ${NOW})`.execute(store.db);

    expect(await migrate(store)).toEqual(['0006-about', '0007-activity-facts', '0008-staff']);

    const rows = await store.db
      .selectFrom('outbox')
      .select(['dedupe', 'kind', 'about_kind', 'about_id'])
      .orderBy('seq')
      .execute();
    expect(rows.map((r) => [r.dedupe, r.kind, r.about_kind, r.about_id])).toEqual(OLD);
    await store.close();
  },
);
