import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '../../src/db/open.ts';
import { START } from '../support/app.ts';
import { toInstant } from '../../src/domain/base/time.ts';
import { ENGINES } from '../support/store.ts';
import { backTo, insertOld } from '../support/older.ts';

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

test.each(ENGINES)(
  'on $engine, what a message is about is read out of the keys of an older version',
  async ({ open }) => {
    const store = await open();
    await backTo(store, '0005-privacy');
    await insertOld(store, 'centre', { id: 'arendal', created_at: NOW });
    for (const [n, [dedupe, kind]] of OLD.entries())
      await sql`insert into outbox (id, dedupe, centre_id, from_number, number, kind, priority, body, language, encoding,
      parts, not_before, state, tries, created_at) values (${`out-${n}`}, ${dedupe}, 'arendal', '+4745600001',
      '+4790000001', ${kind}, 0, 'Hei', 'nb', 'GSM-7', 1, ${NOW}, 'pending', 0, ${NOW})`.execute(store.db);

    expect(await migrate(store)).toContain('0006-about');

    const rows = await store.db
      .selectFrom('outbox')
      .select(['dedupe', 'kind', 'about_kind', 'about_id'])
      .orderBy('seq')
      .execute();
    expect(rows.map((r) => [r.dedupe, r.kind, r.about_kind, r.about_id])).toEqual(OLD);
    await store.close();
  },
);
