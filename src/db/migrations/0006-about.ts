import { sql, type Kysely, type Migration } from 'kysely';

type Table = 'outbox' | 'outgoing_call';

/**
 * Subjects of messages and calls in columns of their own; so far only `dedupe` contained them. Renames `errand` to
 * `purpose`.
 */
export const about = (): Migration => ({
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely types a migration so: the schema of its day is no type.
  async up(db: Kysely<any>) {
    for (const table of ['outbox', 'outgoing_call'] as const) {
      for (const column of ['about_kind', 'about_id'])
        await sql`alter table ${sql.table(table)} add column ${sql.ref(column)} text`.execute(db);
      await fillIn(db, table);
    }
    await sql`alter table outgoing_call rename column errand to purpose`.execute(db);
    // Every change of an offer or a sign-up searches for waiting calls.
    await sql`create index outgoing_call_about on outgoing_call (about_id)
      where state = 'pending' and about_id is not null`.execute(db);
  },
});

const PAGE = 1000;

async function fillIn(db: Kysely<unknown>, table: Table): Promise<void> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ seq: number; dedupe: string; kind: string }>`
      select seq, dedupe, kind from ${sql.table(table)} where seq > ${after} order by seq limit ${PAGE}`.execute(db);
    for (const { seq, dedupe, kind } of rows) {
      const [aboutKind, aboutId] = readKey(dedupe, kind);
      if (aboutKind !== null)
        await sql`update ${sql.table(table)} set about_kind = ${aboutKind}, about_id = ${aboutId}
          where seq = ${seq}`.execute(db);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = Number(last.seq);
  }
}

const MARK =
  /^(?:landline:)?(offer|again|confirmed|changed|remind|thank|offer\.taken|assignment\.turnedDown|moved|promoted):([^:]+):/;
/** A reply: the id of the answered arrival, and the number of the message among its replies. */
const REPLY = /^(.+)\/\d+$/;

function readKey(dedupe: string, kind: string): [string, string] | [null, null] {
  const [, says, id] = MARK.exec(dedupe) ?? [];
  if (says !== undefined && id !== undefined) return [says, id];
  const answered = kind === 'reply' ? REPLY.exec(dedupe)?.[1] : undefined;
  return answered === undefined ? [null, null] : ['arrival', answered];
}
