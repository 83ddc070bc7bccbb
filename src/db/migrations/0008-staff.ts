import { sql, type Migration } from 'kysely';
import type { Engine } from '../schema/engine.ts';

/** Tables whose rows get a number of their own at each centre, with their letter and the column that tells their age. */
const NUMBERED = [
  ['activity', 'A', 'created_at'],
  ['volunteer', 'F', 'created_at'],
  ['assignment', 'O', 'created_at'],
  ['broadcast', 'M', 'created_at'],
  ['callback', 'R', 'asked_at'],
  ['inbox_item', 'I', 'created_at'],
] as const;

/**
 * Short ids: a number for each row that staff handle, per centre and letter. A trigger gives it, so that no insert can
 * leave it out; the counter is a row of the same transaction, so that two processes never give the same number, and it
 * only grows, so that the number of an erased row is not given again.
 */
export const staff = (engine: Engine): Migration => ({
  async up(db) {
    for (const statement of statements(engine)) await sql.raw(statement).execute(db);
  },
});

function statements(engine: Engine): string[] {
  const strict = engine === 'sqlite' ? 'strict' : '';
  return [
    // The subject of a callback, so that staff know it before they ring; and the time that the person wished.
    `alter table callback add column words text not null default ''`,
    `alter table callback add column shown text not null default ''`,
    `alter table callback add column wished_at text`,
    `create table short_counter (
      centre_id text not null references centre (id), letter text not null, n integer not null,
      primary key (centre_id, letter)) ${strict}`,
    ...NUMBERED.flatMap(([table, letter, age]) => [
      `alter table ${table} add column short_no integer`,
      `update ${table} set short_no = numbered.n from (
        select id, row_number() over (partition by centre_id order by ${age}, id) as n from ${table}) as numbered
        where numbered.id = ${table}.id`,
      `insert into short_counter (centre_id, letter, n)
        select centre_id, '${letter}', max(short_no) from ${table} group by centre_id`,
      `create unique index ${table}_short on ${table} (centre_id, short_no)`,
      ...(engine === 'sqlite' ? onSqlite(table, letter) : onPostgres(table, letter)),
    ]),
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
