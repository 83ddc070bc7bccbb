import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { rememberLanguage, rememberPlace } from '../../../src/domain/centres/people.ts';
import {
  changeVolunteer,
  upsertVolunteer,
  type NewVolunteer,
} from '../../../src/domain/volunteers/write-volunteers.ts';
import {
  endPause,
  leaveVolunteer,
  markMet,
  pauseVolunteer,
  registerInterest,
  takeBack,
} from '../../../src/domain/volunteers/volunteer-status.ts';
import {
  findVolunteer,
  listVolunteers,
  statusOf,
  volunteerOfPerson,
  volunteersNamed,
} from '../../../src/domain/volunteers/volunteers.ts';
import { CENTRE_ID, momentsOf, openCentre } from '../../support/people/centre.ts';
import { ENGINES } from '../../support/store.ts';

const KARI = '+4790000000';
const OLA = '+4790000050';
const TODAY = '2026-11-23';
const HOME = { postcode: '4817', name: 'His', lat: 58.43, lon: 8.74 };

describe.each(ENGINES)('volunteers on $engine', ({ open }) => {
  let store: Store;
  let at: ReturnType<typeof momentsOf>;
  beforeEach(async () => {
    store = await open();
    at = momentsOf();
    // Kari is a resident that the line knows already.
    await openCentre(store, ['Kari']);
  });
  afterEach(() => store.close());

  const keep = (more: Partial<NewVolunteer> = {}, wall?: string) =>
    store.write((tx) => upsertVolunteer(tx, at(wall), { centreId: CENTRE_ID, number: OLA, name: 'Ola', ...more }));
  const ola = async () => {
    const found = await findVolunteer(store.db, CENTRE_ID, OLA);
    if (found === undefined) throw new Error('Ola is gone');
    return found;
  };

  test('a new number is a new person; a resident becomes a volunteer too', async () => {
    expect(
      await keep({ home: HOME, interests: ['tur', 'kjøring'], languages: ['nb', 'uk'], car: 1, maxKm: 10 }),
    ).toEqual({
      outcome: 'imported',
      id: (await ola()).id,
    });
    expect(await ola()).toMatchObject({
      name: 'Ola',
      number: OLA,
      language: 'nb',
      postcode: '4817',
      place_name: 'His',
      lat: 58.43,
      interests: 'tur;kjøring',
      languages: 'nb;uk',
      car: 1,
      max_km: 10,
      met_on: null,
      extra: '{}',
    });
    expect(await keep({ number: KARI, name: 'Kari Nilsen' })).toMatchObject({ outcome: 'imported' });
    const kari = await volunteerOfPerson(store.db, 'Kari');
    expect(kari).toMatchObject({ person_id: 'Kari', name: 'Kari Nilsen', number: KARI });
    expect(await store.db.selectFrom('person').selectAll().execute()).toHaveLength(2);
    expect(await volunteerOfPerson(store.db, 'nobody')).toBeUndefined();
  });

  test('the same again changes nothing, and what is left out stays', async () => {
    const full = {
      home: HOME,
      interests: ['tur'],
      times: 'Mon-Fri 09:00-15:00',
      metOn: '2026-10-01',
      notes: 'Ring etter fire.',
      extra: { Husk: 'nøkkel' },
    };
    await keep(full);
    const before = await ola();
    expect(await keep(full, '2026-11-24T09:00')).toEqual({ outcome: 'unchanged', id: before.id });
    expect(await keep({}, '2026-11-24T09:00')).toEqual({ outcome: 'unchanged', id: before.id });
    expect(await ola()).toEqual(before);
    expect(await keep({ name: 'Ola Berntsen' })).toMatchObject({ outcome: 'updated' });
    expect(await keep({ name: 'Ola Berntsen', extra: { Ekstra: 'x' } }, '2026-11-24T09:00')).toMatchObject({
      outcome: 'updated',
    });
    expect(await ola()).toMatchObject({
      name: 'Ola Berntsen',
      met_on: '2026-10-01',
      extra: '{"Husk":"nøkkel","Ekstra":"x"}',
      changed_at: '2026-11-24T08:00:00.000Z',
    });
  });

  test('the language that somebody chose, and what they call the place where they live, stand', async () => {
    const { id } = await keep({ language: 'nb', home: HOME });
    const { person_id } = await ola();
    await store.write((tx) => rememberPlace(tx, person_id, { ...HOME, name: 'Hisøy' }));
    await store.write((tx) => rememberLanguage(tx, person_id, 'nn', 'chosen'));
    expect(await keep({ language: 'nb', home: HOME })).toEqual({ outcome: 'unchanged', id });
    expect(await ola()).toMatchObject({ language: 'nn', place_name: 'Hisøy' });
    await keep({ home: { postcode: '4836', name: 'Arendal', lat: 58.46, lon: 8.76 } });
    expect(await ola()).toMatchObject({ place_name: 'Arendal', postcode: '4836', lat: 58.46 });
    const change = (fields: object) => store.write((tx) => changeVolunteer(tx, at(), { id, ...fields }));
    expect(await change({ language: 'en' })).toBe('changed');
    expect(await ola()).toMatchObject({ language: 'en' });
    expect(await change({ home: null })).toBe('changed');
    expect(await ola()).toMatchObject({ place_name: null, postcode: null, lat: null, lon: null });
  });

  test('who is found, by whom they are named', async () => {
    const { id } = await keep();
    await keep({ number: KARI, name: 'Kari' }, '2026-11-24T09:00');
    for (const named of [id, ` ${id}`, OLA, '900 00 050', '0047 90000050'])
      expect((await findVolunteer(store.db, CENTRE_ID, named))?.id, named).toBe(id);
    expect(await findVolunteer(store.db, 'elsewhere', id)).toBeUndefined();
    expect(await volunteersNamed(store.db, null, '90000050')).toHaveLength(1);
    for (const nobody of ['', 'volunteer_x', '+4790000099', "'; drop table volunteer; --"])
      expect(await findVolunteer(store.db, CENTRE_ID, nobody)).toBeUndefined();
    expect((await listVolunteers(store.db, CENTRE_ID)).map((v) => v.name)).toEqual(['Ola', 'Kari']);
    expect(await listVolunteers(store.db, null)).toHaveLength(2);
    expect(await listVolunteers(store.db, 'elsewhere')).toEqual([]);
  });

  test('an id with digits in it is not taken for a number', async () => {
    await keep({ number: '+4790123456' });
    const person = await store.db
      .selectFrom('person')
      .select('id')
      .where('number', '=', KARI)
      .executeTakeFirstOrThrow();
    const id = 'volunteer_90123456';
    await store.write(async (tx) => {
      await registerInterest(tx, at(), { centreId: CENTRE_ID, personId: person.id });
      await tx.updateTable('volunteer').set({ id }).where('person_id', '=', person.id).execute();
    });
    expect(await findVolunteer(store.db, CENTRE_ID, id)).toMatchObject({ id, number: KARI });
  });

  test('met once, and a date that stands is not written over', async () => {
    const { id } = await keep();
    const met = (on: string) => store.write((tx) => markMet(tx, at(), { id, on, staff: 'Anne' }));
    expect(await met('2026-11-20')).toBe('met');
    expect(await met('2026-11-21')).toBe('already');
    expect(await ola()).toMatchObject({ met_on: '2026-11-20', met_by: 'Anne' });
    await keep({ metOn: '2026-11-19' });
    expect(await ola()).toMatchObject({ met_on: '2026-11-19' });
  });

  test('a pause, its end, leaving and coming back', async () => {
    const { id } = await keep({ metOn: '2026-10-01' });
    const pause = (until: string) => store.write((tx) => pauseVolunteer(tx, at(), { id, until }));
    const on = async (today: string) => statusOf(await ola(), today);
    expect(await pause('2026-12-01')).toBe('paused');
    expect(await pause('2026-12-01')).toBe('already');
    expect([await on(TODAY), await on('2026-11-30'), await on('2026-12-01')]).toEqual(['paused', 'paused', 'active']);
    expect(await pause('2026-12-08')).toBe('paused');
    for (const past of [TODAY, '2025-01-01']) await expect(pause(past)).rejects.toThrow('does not lie ahead');

    const back = () => store.write((tx) => endPause(tx, at(), { id }));
    expect([await back(), await back(), await on(TODAY)]).toEqual(['back', 'already', 'active']);
    await pause('2026-12-08');
    const late = () => store.write((tx) => endPause(tx, at('2026-12-09T09:00'), { id }));
    expect(await late()).toBe('already');

    const leave = () => store.write((tx) => leaveVolunteer(tx, at(), { id }));
    expect([await leave(), await leave(), await on(TODAY)]).toEqual(['left', 'already', 'left']);
    expect(await ola()).toMatchObject({ left_on: TODAY, paused_until: null });
    expect(await keep({ metOn: '2026-10-01' })).toMatchObject({ outcome: 'unchanged' });
    expect(await on(TODAY)).toBe('left');
    const take = () => store.write((tx) => takeBack(tx, at(), { id }));
    expect([await take(), await take(), await on(TODAY)]).toEqual(['back', 'already', 'active']);
  });

  test('interest that was shown by text is a volunteer whom nobody asks before they are met', async () => {
    const register = () => store.write((tx) => registerInterest(tx, at(), { centreId: CENTRE_ID, personId: 'Kari' }));
    const kari = () => volunteerOfPerson(store.db, 'Kari');
    expect(await register()).toBe('registered');
    expect(await register()).toBe('already');
    const found = await kari();
    expect(found && statusOf(found, TODAY)).toBe('new');
    const id = found?.id ?? '';
    await store.write((tx) => markMet(tx, at(), { id, on: TODAY, staff: 'Anne' }));
    expect(await register()).toBe('already');
    // Who left and comes again has a talk first.
    await store.write((tx) => leaveVolunteer(tx, at(), { id }));
    expect(await register()).toBe('registered');
    expect(await kari()).toMatchObject({ id, left_on: null, met_on: null, met_by: null });
  });

  test('what is changed is changed, and the second time is told', async () => {
    const { id } = await keep({ interests: ['tur'], car: 1 });
    const fields = {
      interests: [],
      car: 0,
      maxKm: 5,
      certificateFor: 'leksehjelp',
      certificateShownOn: TODAY,
    } as const;
    const change = () => store.write((tx) => changeVolunteer(tx, at(), { id, ...fields, name: 'O. B.' }));
    expect([await change(), await change()]).toEqual(['changed', 'already']);
    expect(await ola()).toMatchObject({ interests: '', car: 0, max_km: 5, certificate_shown_on: TODAY, name: 'O. B.' });
    const nobody = store.write((tx) => changeVolunteer(tx, at(), { id: 'x', car: 1 }));
    await expect(nobody).rejects.toThrow('There is no volunteer x');
  });

  test('the same number at another centre is another person', async () => {
    await store.write((tx) =>
      tx
        .insertInto('centre')
        .values({ id: 'b', name: 'B', number: '+4745600009', opening: '', language: 'nn', created_at: at().now })
        .execute(),
    );
    await keep();
    await keep({ centreId: 'b' });
    expect(await volunteersNamed(store.db, null, OLA)).toMatchObject([
      { centre_id: 'b', language: 'nn' },
      { centre_id: CENTRE_ID, language: 'nb' },
    ]);
    expect(await volunteersNamed(store.db, 'b', OLA)).toHaveLength(1);
  });
});

test('nobody is asked before they were met, during a pause, or after they left', () => {
  const v = { met_on: null, paused_until: null, left_on: null };
  const met = { ...v, met_on: '2026-01-01' };
  expect(statusOf(v, TODAY)).toBe('new');
  expect(statusOf({ ...v, paused_until: '2027-01-01' }, TODAY)).toBe('new');
  expect(statusOf(met, TODAY)).toBe('active');
  expect(statusOf({ ...met, paused_until: TODAY }, TODAY)).toBe('active');
  expect(statusOf({ ...met, paused_until: '2026-11-24' }, TODAY)).toBe('paused');
  expect(statusOf({ ...met, left_on: TODAY, paused_until: '2027-01-01' }, TODAY)).toBe('left');
});
