import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import type { Schema } from '../../../src/db/schema/index.ts';
import { centreWithId } from '../../../src/domain/centres/centres.ts';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import { EXPORTED } from '../../../src/domain/privacy/export-columns.ts';
import { exportPerson, type PersonExport } from '../../../src/domain/privacy/export.ts';
import { rowOf, wordsOf, type Column, type Row, type ShownColumn } from '../../../src/domain/privacy/export-row.ts';
import { withOffset } from '../../../src/domain/base/time.ts';
import { CENTRE_ID, momentsOf, openCentre, putActivities } from '../../support/people/centre.ts';
import { FATES } from '../../support/checks/fates.ts';
import { CONTACT, fillEveryColumn, STAFF } from '../../support/checks/held.ts';
import { KARI, OTHER } from '../../support/checks/sentinels.ts';
import { ENGINES, sqliteStore } from '../../support/store.ts';

type Columns = Readonly<Record<string, readonly string[]>>;
type Decisions = Readonly<Record<string, Readonly<Record<string, Column>> | string>>;
type Fates = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Columns of a database without a decision, decisions without a column, and tables left out though an erasure empties them. */
function undecided(real: Columns, decisions: Decisions, fates: Fates): string[] {
  return Object.keys({ ...real, ...decisions }).flatMap((table) => {
    const decision = decisions[table];
    const columns = real[table] ?? [];
    if (decision === undefined) return [`${table} has no decision`];
    if (typeof decision === 'string') {
      const about = Object.entries(fates[table] ?? {}).filter(([, fate]) => fate !== 'tells of nobody');
      return about.map(([column]) => `${table} is left out, and an erasure looks at ${table}.${column}`);
    }
    const missing = columns.filter((column) => !(column in decision)).map((c) => `${table}.${c} has no decision`);
    const gone = Object.keys(decision).filter((column) => !columns.includes(column));
    return [...missing, ...gone.map((column) => `${table}.${column} is not in the database`)];
  });
}

/** Where the rows about Kari are, and in which part of the export they are shown. */
const SHOWN_IN: Partial<
  Record<keyof Schema, { where: string; part: (all: PersonExport) => readonly (object | null)[] }>
> = {
  person: { where: "id = 'person_k'", part: (all) => [all.person] },
  volunteer: { where: "person_id = 'person_k'", part: (all) => [all.volunteer] },
  arrival: { where: `peer = '${KARI}'`, part: (all) => all.messages },
  outbox: { where: `number = '${KARI}'`, part: (all) => all.messages },
  sign_up: { where: "person_id = 'person_k'", part: (all) => all.signUps },
  offer: { where: "person_id = 'person_k'", part: (all) => all.offers },
  service_hours: { where: "volunteer_id = 'volunteer_k'", part: (all) => all.serviceHours },
  assignment: { where: "id = 'assignment_r'", part: (all) => all.helpReceived },
  assignment_secret: { where: "assignment_id = 'assignment_r'", part: (all) => all.helpReceived },
  subscription: { where: "person_id = 'person_k'", part: (all) => all.subscriptions },
  consent: { where: "person_id = 'person_k'", part: (all) => all.consents },
  broadcast_recipient: { where: "person_id = 'person_k'", part: (all) => all.broadcasts },
  broadcast_reply: { where: "person_id = 'person_k'", part: (all) => all.broadcasts },
  conversation: { where: "person_id = 'person_k'", part: (all) => all.conversations },
  inbox_item: { where: `number = '${KARI}'`, part: (all) => all.inbox },
  callback: { where: `number = '${KARI}'`, part: (all) => all.callbacks },
  call: { where: `number = '${KARI}'`, part: (all) => all.calls },
  outgoing_call: { where: `number = '${KARI}'`, part: (all) => all.calls },
  recording: { where: "call_id = 'CA1'", part: (all) => all.calls },
  activity: { where: `organiser_phone = '${KARI}'`, part: (all) => all.organised },
  association: { where: "id = 'association_k'", part: (all) => all.represented },
  association_contact: { where: `number = '${KARI}'`, part: (all) => all.represented },
  proposal: { where: "person_id = 'person_k'", part: (all) => all.proposals },
};

/** The export of a value for a person with nothing to take out. */
function asExported(column: ShownColumn, value: string | number): string | number {
  if (typeof value === 'number' || column.put === 'as it is' || column.put === 'cleaned') return value;
  return column.put === 'instant' ? withOffset(value) : wordsOf(value);
}

async function filled(open: () => Promise<Store>): Promise<Store> {
  const store = await open();
  const moments = momentsOf();
  await openCentre(store, ['ola']);
  await putActivities(store, moments(), [{ title: 'Strikk' }]);
  await fillEveryColumn(store, moments());
  return store;
}

async function exportOf(store: Store, number: string): Promise<PersonExport | null> {
  const centre = await centreWithId(store.db, CENTRE_ID);
  if (centre === undefined) throw new Error('the centre is gone');
  return exportPerson(store.db, centre, number);
}

test.skipIf(ENGINES.length < 2)('both databases give the same export', async () => {
  const exports: (PersonExport | null)[] = [];
  for (const { open } of ENGINES) {
    const store = await filled(open);
    exports.push(await exportOf(store, KARI));
    await store.close();
  }
  expect(exports).toHaveLength(2);
  expect(exports[1]).toEqual(exports[0]);
});

describe('the access export', () => {
  let store: Store;
  beforeEach(async () => {
    store = await filled(() => sqliteStore());
  });
  afterEach(() => store.close());

  const exported = (number: string): Promise<PersonExport | null> => exportOf(store, number);

  test('every column of the database is in the export, or says why not', async () => {
    const tables = await store.db.introspection.getTables();
    const real = Object.fromEntries(tables.map((t) => [t.name, t.columns.map((c) => c.name)]));
    expect(undecided(real, EXPORTED, FATES)).toEqual([]);
  });

  test('what is said to be in the export is there, column by column', async () => {
    const all = await exported(KARI);
    if (all === null) throw new Error('nothing is exported');
    const missing: string[] = [];
    for (const [table, columns] of Object.entries(EXPORTED as Decisions)) {
      const shown = typeof columns === 'string' ? [] : Object.entries(columns).filter(([, c]) => 'as' in c);
      if (shown.length === 0) continue;
      const { where, part } = SHOWN_IN[table as keyof Schema] ?? { where: 'false', part: () => [] };
      const { rows } = await store.db.executeQuery<Row>(CompiledQuery.raw(`select * from ${table} where ${where}`));
      for (const [name, column] of shown as [string, ShownColumn][]) {
        const values = rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
        if (values.length === 0) missing.push(`${table}.${name}: no row of the test has a value`);
        for (const value of values) {
          const there = part(all).some((row) => (row as Row | null)?.[column.as] === asExported(column, value));
          if (!there) missing.push(`${table}.${name}: ${value}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });

  test('nothing of another person is in it: words, numbers, staff, the one who ordered help', async () => {
    const text = JSON.stringify(await exported(KARI));
    for (const another of [OTHER, '+4790000000', STAFF, CONTACT, 'another call']) expect(text).not.toContain(another);
  });

  test('calls are shown with what was said, and those that nobody answered', async () => {
    const all = await exported(KARI);
    expect(all?.calls).toEqual([
      expect.objectContaining({ direction: 'outbound', outcome: 'heard', said: 'regnbueøgle i Arendal / 1', tries: 2 }),
      expect.objectContaining({ direction: 'outbound', status: 'failed', why: 'busy', tries: 3 }),
    ]);
  });

  test('a STOP is said, also of a number without a person', async () => {
    await store.write((tx) => optOut(tx, momentsOf()(), { centreId: CENTRE_ID, number: '+4790000076', how: 'staff' }));
    expect(await exported('+4790000076')).toMatchObject({ optedOut: true, person: null });
  });

  test('a number that stands only with an activity, or is the staff phone, is said to be held', async () => {
    await store.write(async (tx) => {
      await tx.updateTable('activity').set({ organiser_phone: '+4790000077' }).execute();
      await tx.updateTable('centre').set({ staff_phone: '+4790000078' }).execute();
    });
    expect((await exported('+4790000077'))?.organised).toMatchObject([{ activity: 'Strikk', phone: '+4790000077' }]);
    expect(await exported('+4790000078')).toMatchObject({ centre: { staffPhone: true }, person: null });
    expect(await exported('+4790000079')).toBeNull();
  });

  test('an organiser of the same name shows nothing of another one', async () => {
    await store.write((tx) => tx.updateTable('activity').set({ organiser_phone: '+4790000077' }).execute());
    expect((await exported(KARI))?.organised).toEqual([]);
    await store.write((tx) => tx.updateTable('activity').set({ organiser_phone: null }).execute());
    expect((await exported(KARI))?.organised).toHaveLength(1);
  });
});

describe('the check', () => {
  const kept: Column = { leftOut: 'joins rows' };
  const fates = { person: { id: 'row goes' }, lease: { name: 'tells of nobody' }, letter: { body: 'searched' } };

  test('sees a new column, a new table, a column that is gone, and a table that is left out though it is about people', () => {
    const real = { person: ['id', 'email'], lease: ['name'], letter: ['body'], parcel: ['id'] };
    const decisions = { person: { id: kept, fax: kept }, lease: 'holds nothing', letter: 'holds nothing' };
    expect(undecided(real, decisions, fates)).toEqual([
      'person.email has no decision',
      'person.fax is not in the database',
      'letter is left out, and an erasure looks at letter.body',
      'parcel has no decision',
    ]);
  });

  test('a column that was not read throws', () => {
    expect(() => rowOf({ note: { as: 'note', put: 'as it is' } }, {}, String)).toThrow('note');
  });
});
