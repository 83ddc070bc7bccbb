import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { stranger } from '../../../src/domain/centres/people.ts';
import { erase } from '../../../src/domain/privacy/erasure.ts';
import { CENTRE_ID, momentsOf, openCentre, putActivities } from '../../support/people/centre.ts';
import { sqliteStore } from '../../support/store.ts';

const NUMBER = '+4790000000';
const ANOTHER_CENTRE = 'centre_lyngdal';

let store: Store;
const moments = momentsOf();
beforeEach(async () => {
  store = await sqliteStore();
  await openCentre(store, ['ola', 'kari']);
  const centre = await store.db.selectFrom('centre').selectAll().executeTakeFirstOrThrow();
  const another = { ...centre, id: ANOTHER_CENTRE, number: '+4745600009' };
  await store.write((tx) => tx.insertInto('centre').values(another).execute());
});
afterEach(() => store.close());

async function named(name: string, confirmed: string | null): Promise<void> {
  const set = { name, confirmed_name: confirmed };
  await store.write((tx) => tx.updateTable('person').set(set).where('id', '=', 'ola').execute());
}

/** What is left of a text that another person wrote, when the owner of the name is erased. */
async function leftOf(text: string, centreId = CENTRE_ID): Promise<string> {
  const moment = moments();
  const id = moment.ids.next('inbox');
  const item = { id, centre_id: centreId, person_id: null, number: '+4790000001', reason: 'question' };
  await store.write(async (tx) => {
    const rest = { arrival_id: null, body: text, status: 'open' as const, created_at: moment.now };
    await tx
      .insertInto('inbox_item')
      .values({ ...item, ...rest })
      .execute();
  });
  await store.write((tx) => erase(tx, moment, { centreId: CENTRE_ID, number: NUMBER }));
  const row = await store.db.selectFrom('inbox_item').select('body').where('id', '=', id).executeTakeFirstOrThrow();
  return row.body;
}

describe('a confirmed name in the words of others', () => {
  test.each([
    ['Ring Ola Li i dag', 'Ring [slettet] i dag'],
    ['Ola Lis sykkel', '[slettet]s sykkel'],
    ['OLA LI kommer', '[slettet] kommer'],
    ['snakket med li, ola.', 'snakket med [slettet].'],
    ['Ring Li, Ola', 'Ring [slettet]'],
    ['første linje\nOla Li', 'første linje\n[slettet]'],
    ['Ola  Li, Storgata 1', '[slettet], Storgata 1'],
  ])('goes: %s', async (text, left) => {
    await named('Ola Li', 'Ola Li');
    expect(await leftOf(text)).toBe(left);
  });

  test.each([
    'Ola Lie kommer',
    'Gro-Ola Li kommer',
    'Ola Li-Hansen kommer',
    'Ola Li Hansen kommer',
    'Nikola Li kommer',
    'Vi ringte Per Li, Ola og Kari',
    'Ola Liås kommer',
  ])('stays, being another: %s', async (text) => {
    await named('Ola Li', 'Ola Li');
    expect(await leftOf(text)).toBe(text);
  });

  test('of any letters: what follows a name in one word, or with a hyphen, is another name', async () => {
    const letter = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzæøåéöü'));
    const capitalised = fc
      .array(letter, { minLength: 2, maxLength: 8 })
      .map(([first = 'a', ...rest]) => first.toUpperCase() + rest.join(''));
    await fc.assert(
      fc.asyncProperty(capitalised, capitalised, letter, async (first, last, more) => {
        fc.pre(first !== last);
        const name = `${first} ${last}`;
        for (const anothers of [`${name}-${last}`, `${name}${more}e`, `x${name}`, `Aa-${name}`]) {
          await again();
          await named(name, name);
          const text = `så kom ${anothers} hit`;
          expect(await leftOf(text), text).toBe(text);
        }
        for (const own of [name, name.toUpperCase(), name.normalize('NFD'), `${last}, ${first}`, `${last} ${first}`]) {
          await again();
          await named(name, name);
          expect(await leftOf(`så kom ${own} hit`), own).toBe('så kom [slettet] hit');
        }
      }),
      { numRuns: 40 },
    );
  });

  test('at another centre stays, and so does the number', async () => {
    await named('Ola Li', 'Ola Li');
    expect(await leftOf('Ola Li, 90 00 00 00', ANOTHER_CENTRE)).toBe('Ola Li, 90 00 00 00');
  });

  test('in the words of a call to another, and in what a phone would say', async () => {
    await named('Ola Li', 'Ola Li');
    const id = 'call_1';
    const said = JSON.stringify({ said: [{ key: 'x', params: { who: 'Ola Li' } }] });
    const { now } = moments();
    const call = { id, dedupe: id, centre_id: CENTRE_ID, person_id: 'kari', from_number: '+4745600001', refusals: 0 };
    const rest = { number: '+4790000001', language: 'nb', not_before: now, tries: 1, created_at: now };
    await store.write((tx) =>
      tx
        .insertInto('outgoing_call')
        .values({ ...call, ...rest, kind: 'change', purpose: said, state: 'done' })
        .execute(),
    );
    await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: NUMBER }));
    const row = await store.db.selectFrom('outgoing_call').select('purpose').executeTakeFirstOrThrow();
    expect(row.purpose).toBe(said.replace('Ola Li', '[slettet]'));
  });
});

test('a name that only a text gave is looked for by staff, and changes nothing', async () => {
  await named('god jul', null);
  expect(await leftOf('God jul til alle')).toBe('God jul til alle');
});

test('activities and what is to come stay as they are, and staff get a list of them', async () => {
  await named('Ola Li', 'Ola Li');
  const moment = moments();
  await putActivities(store, moment, [
    { title: 'Sang med Ola Li', organiser: 'Ola Li', organiserPhone: NUMBER },
    { title: 'Sang med Ola Lie' },
  ]);
  const coming = { starts_at: '2026-12-01T12:00', starts_utc: '2026-12-01T11:00:00.000Z', status: 'open' as const };
  const over = { starts_at: '2026-11-02T12:00', starts_utc: '2026-11-02T11:00:00.000Z', status: 'done' as const };
  const assignment = {
    centre_id: CENTRE_ID,
    title: 'Besøk hos Ola Li',
    kind: 'visit',
    minutes: 60,
    needs: 1,
    description: '',
    needs_car: 0,
    needs_languages: '',
    needs_certificate: 0,
    needs_confidentiality: 0,
    confirm: 'staff' as const,
    wave: 0,
    untold: '{}',
    created_by: 'Anne',
    created_at: moment.now,
    changed_at: moment.now,
  };
  const secret = { recipient: 'Ola Li', address: 'Storgata 1', phone: '90 00 00 00', details: 'hos Ola Li' };
  await store.write(async (tx) => {
    await tx
      .insertInto('assignment')
      .values([
        { ...assignment, ...coming, id: 'coming' },
        { ...assignment, ...over, id: 'over' },
      ])
      .execute();
    await tx
      .insertInto('assignment_secret')
      .values(['coming', 'over'].map((id) => ({ ...secret, assignment_id: id })))
      .execute();
  });
  const before = await store.db.selectFrom('activity').selectAll().execute();
  const { left } = await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: NUMBER }));
  expect(await store.db.selectFrom('activity').selectAll().execute()).toEqual(before);
  const secrets = await store.db.selectFrom('assignment_secret').selectAll().execute();
  expect(secrets).toEqual([{ ...secret, assignment_id: 'coming' }]);
  const titles = await store.db.selectFrom('assignment').select(['id', 'title']).orderBy('id').execute();
  expect(titles).toEqual([
    { id: 'coming', title: 'Besøk hos Ola Li' },
    { id: 'over', title: 'Besøk hos [slettet]' },
  ]);
  expect(left).toEqual(['A1', 'L1', 'O1']);
  const [item] = await store.db.selectFrom('inbox_item').select(['reason', 'body', 'number']).execute();
  expect(item).toMatchObject({ reason: 'erased', number: '' });
  expect(item?.body).toContain('A1, L1, O1');
  expect(item?.body).not.toContain('Ola');
});

async function again(): Promise<void> {
  await store.write(async (tx) => {
    await tx.deleteFrom('inbox_item').execute();
    await tx.deleteFrom('person').execute();
    const person = stranger({ id: 'ola', centreId: CENTRE_ID, number: NUMBER, language: 'nb', now: moments().now });
    await tx.insertInto('person').values(person).execute();
  });
}
