import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Migration, type RawBuilder } from 'kysely';
import type { Engine } from '../schema/engine.ts';

/**
 * Associations with their contacts, and what they propose. The associations of old activities are made from the
 * organisers' names; a contact is each number of one of these activities.
 */
export const associations = (engine: Engine): Migration => ({
  // oxlint-disable-next-line typescript/no-explicit-any -- Kysely types a migration so: the schema of its day is no type.
  async up(db: Kysely<any>) {
    for (const statement of statements(engine)) await sql.raw(statement).execute(db);
    await takeOrganisers(db);
  },
});

function statements(engine: Engine): string[] {
  const strict = engine === 'sqlite' ? 'strict' : '';
  return [
    `create table association (
      id text primary key, centre_id text not null references centre (id), short_no integer, name text not null,
      folded text not null, orgnr text, language text not null,
      trust text not null check (trust in ('direct', 'approve')), public_phone integer not null,
      status text not null check (status in ('active', 'closed')), created_at text not null, changed_at text not null,
      unique (centre_id, folded)) ${strict}`,
    `create unique index association_orgnr on association (centre_id, orgnr) where orgnr is not null`,
    `create table association_contact (
      id text primary key, association_id text not null references association (id), name text not null, number text,
      email text not null, from_on text not null, until_on text) ${strict}`,
    `create index association_contact_number on association_contact (number)`,
    `create index association_contact_of on association_contact (association_id)`,
    `create table proposal (
      id text primary key, centre_id text not null references centre (id), short_no integer,
      source text not null check (source in ('organiser', 'feed', 'municipality')),
      association_id text references association (id), activity_id text references activity (id), person_id text,
      deed text not null check (deed in ('change', 'cancel', 'move', 'break', 'new', 'close', 'hand over')), on_date text,
      changes text not null, words text not null,
      status text not null check (status in ('waiting', 'approved', 'rejected')), received_at text not null,
      decided_at text, decided_by text, why text not null) ${strict}`,
    `create index proposal_waiting on proposal (centre_id, status)`,
    `alter table activity add column association_id text`,
    `alter table activity add column owner text check (owner in ('association', 'centre', 'municipality'))`,
    `create index activity_association on activity (association_id) where association_id is not null`,
    ...['association L', 'proposal P'].flatMap((pair) => {
      const [table = '', letter = ''] = pair.split(' ');
      return [
        `create unique index ${table}_short on ${table} (centre_id, short_no)`,
        ...(engine === 'sqlite' ? onSqlite(table, letter) : onPostgres(table, letter)),
      ];
    }),
  ];
}

const COUNT = (row: string, letter: string): string =>
  `insert into short_counter (centre_id, letter, n) values (${row}.centre_id, '${letter}', 1)
    on conflict (centre_id, letter) do update set n = short_counter.n + 1`;

const onSqlite = (table: string, letter: string): string[] => [
  `create trigger ${table}_short_no after insert on ${table} when new.short_no is null begin
    ${COUNT('new', letter)};
    update ${table} set short_no = (select n from short_counter where centre_id = new.centre_id and letter = '${letter}')
      where id = new.id;
  end`,
];

const onPostgres = (table: string, letter: string): string[] => [
  `create function ${table}_short_no() returns trigger language plpgsql as $$ begin
    if new.short_no is null then
      ${COUNT('new', letter)} returning n into new.short_no;
    end if;
    return new;
  end $$`,
  `create trigger ${table}_short_no before insert on ${table} for each row execute function ${table}_short_no()`,
];

interface Organised {
  id: string;
  centre_id: string;
  organiser: string;
  number: string | null;
  created_at: string;
}

/** The centre's own activities have no association. */
async function takeOrganisers(db: Kysely<unknown>): Promise<void> {
  const { rows: centres } = await sql<{ id: string; name: string; language: string }>`
    select id, name, language from centre`.execute(db);
  const { rows } = await sql<Organised>`
    select id, centre_id, organiser, organiser_phone as number, created_at from activity
    where organiser <> '' order by created_at, id`.execute(db);
  const known = new Map<string, { id: string; numbers: Set<string> }>();
  for (const row of rows) {
    const centre = centres.find(({ id }) => id === row.centre_id);
    const folded = foldedName(row.organiser);
    if (centre === undefined || folded === '') continue;
    if (folded === foldedName(centre.name)) {
      await sql`update activity set owner = 'centre' where id = ${row.id}`.execute(db);
      continue;
    }
    const key = `${row.centre_id} ${folded}`;
    const found = known.get(key) ?? { id: `association_${randomUUID()}`, numbers: new Set<string>() };
    if (!known.has(key)) {
      known.set(key, found);
      await sql`insert into association
        (id, centre_id, name, folded, orgnr, language, trust, public_phone, status, created_at, changed_at)
        values (${found.id}, ${row.centre_id}, ${row.organiser}, ${folded}, null, ${centre.language}, 'approve', 0,
          'active', ${row.created_at}, ${row.created_at})`.execute(db);
    }
    await takeContact(db, found, row);
    const owner: RawBuilder<unknown> = folded.endsWith(' kommune') ? sql`'municipality'` : sql`'association'`;
    await sql`update activity set association_id = ${found.id}, owner = ${owner} where id = ${row.id}`.execute(db);
  }
}

async function takeContact(
  db: Kysely<unknown>,
  { id, numbers }: { id: string; numbers: Set<string> },
  { number, created_at }: Organised,
): Promise<void> {
  if (number === null || numbers.has(number)) return;
  numbers.add(number);
  await sql`insert into association_contact (id, association_id, name, number, email, from_on, until_on)
    values (${`contact_${randomUUID()}`}, ${id}, '', ${number}, '', ${created_at.slice(0, 10)}, null)`.execute(db);
}

const LETTERS: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', ð: 'd', đ: 'd', ŋ: 'n', ŧ: 't', ł: 'l' };

/** As names were normalised on the day of this migration. */
const foldedName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/þ/g, 'th')
    .replace(/[æøðđŋŧł]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/aa/g, 'a')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
