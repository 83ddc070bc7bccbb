import { afterEach, expect, test } from 'vitest';
import { rememberLanguage } from '../../src/domain/centres/people.ts';
import { faultsOf } from '../support/provider/twilio-verbs.ts';
import { ring } from '../support/provider/caller.ts';
import { openTestApp, PEOPLE, type TestApp } from '../support/app.ts';
import { parseTwiml } from '../../src/carriers/base/twiml.ts';

let app: TestApp | undefined;
afterEach(() => app?.close());

const { Kari = '' } = PEOPLE;
const HIDDEN = '+266696687';
/** Words that a caller who only shows Kari's number must not hear. */
const SENTINELS = [
  'Sentinelsen',
  'Sentinelvik',
  'Sentinelveien',
  'Sentineloppdrag',
  'Sentinelmottaker',
  'allerede',
  'already',
  'Dette er du påmeldt',
  'melde av',
  'Du er ikke påmeldt',
];

const KEYS = ['0', '1', '2', '3', '9', '#', '4836', '412', ''];
const WORDS = [
  'hva er jeg påmeldt',
  'mine oppdrag',
  'ja',
  'nei',
  'meld meg av',
  'jeg kan ikke komme',
  'hva vet dere om meg',
  'noe å gjøre i nærheten',
  'hvem er jeg',
  'når er oppdraget mitt',
  'timer',
  'pause',
  'angre',
  'slett meg',
  'avslutt abonnement',
  'ikke ring meg mer',
  'mine data',
  'rett',
  'rett navn Ola',
  'abonner tur 4836',
  'feil nummer',
  'eieren av dette nummeret er død',
  'stopp',
];
const DEPTH_MAX = 6;
/** Nearest first: what lies further on is the same again. */
const PATHS_MAX = 500;

/** Kari has a name, a home, a sign-up, an open offer and a confirmed assignment, all with words that are found again. */
async function furnish(app: TestApp): Promise<void> {
  const { store } = app;
  await app.text(Kari, 'strikk 4836');
  for (let n = 0; n < 3; n++) await app.text(Kari, '1');
  const { db } = store;
  const { id } = await db.selectFrom('person').select('id').where('number', '=', Kari).executeTakeFirstOrThrow();
  await store.write((tx) => rememberLanguage(tx, id, 'nb', 'chosen'));
  await db
    .updateTable('person')
    .set({ name: 'Kari Sentinelsen', place_name: 'Sentinelvik' })
    .where('id', '=', id)
    .execute();
  const now = '2026-11-23T11:00:00.000Z';
  await db
    .insertInto('volunteer')
    .values({
      id: 'volunteer-x',
      centre_id: 'arendal',
      person_id: id,
      interests: '',
      languages: 'nb',
      times: '',
      car: 0,
      max_km: null,
      met_on: '2026-01-01',
      met_by: 'Anne',
      confidentiality_on: null,
      certificate_for: null,
      certificate_asked_on: null,
      certificate_shown_on: null,
      paused_until: null,
      left_on: null,
      notes: '',
      extra: '{}',
      created_at: now,
      changed_at: now,
    })
    .execute();
  for (const [n, status] of (['asked', 'confirmed'] as const).entries()) {
    await db
      .insertInto('assignment')
      .values({
        id: `assignment-${n}`,
        centre_id: 'arendal',
        title: `Sentineloppdrag ${n}`,
        kind: 'other',
        starts_at: '2026-12-01T11:00',
        starts_utc: '2026-12-01T10:00:00.000Z',
        minutes: 60,
        needs: 1,
        postcode: null,
        place_name: null,
        lat: null,
        lon: null,
        description: '',
        needs_car: 0,
        needs_languages: '',
        needs_certificate: 0,
        needs_confidentiality: 0,
        confirm: 'first-yes',
        ordered_by: null,
        ordered_contact: null,
        status: status === 'asked' ? 'open' : 'filled',
        reason: null,
        wave: 1,
        wave_minutes: null,
        answer_by: null,
        untold: '{}',
        created_by: 'Anne',
        created_at: now,
        changed_at: now,
      })
      .execute();
    await db
      .insertInto('assignment_secret')
      .values({
        assignment_id: `assignment-${n}`,
        recipient: 'Sentinelmottaker',
        address: 'Sentinelveien 1',
        phone: '',
        details: '',
      })
      .execute();
    await db
      .insertInto('offer')
      .values({
        id: `offer-${n}`,
        centre_id: 'arendal',
        assignment_id: `assignment-${n}`,
        volunteer_id: 'volunteer-x',
        person_id: id,
        code: 411 + n * 7,
        wave: 1,
        place: 1,
        status,
        said: null,
        note: null,
        asked_at: now,
        answer_by: '2026-11-30T10:00:00.000Z',
        answered_at: null,
        answered_by: null,
        decided_at: null,
        decided_by: null,
        reminded_at: null,
        created_at: now,
        changed_at: now,
      })
      .execute();
  }
}

test.each([
  ['somebody who shows a number on file', Kari],
  ['somebody who shows none', HIDDEN],
])(
  '%s hears nothing about anybody, whatever they press or say',
  async (_who, from) => {
    app = await openTestApp();
    await furnish(app);
    const seen = new Set<string>();
    // Signing up for what Kari is signed up for already lies deeper than the rest.
    const waiting: string[][] = [[], ['1', '4836', '2', '1', '1'], ['1', '4836', '2', '1', '2']];
    let paths = 0;
    for (let path = waiting.shift(); path !== undefined && paths < PATHS_MAX; path = waiting.shift()) {
      paths++;
      const caller = await ring(app.service, from, { sid: `CA${paths}` });
      for (const act of path) {
        if (caller.waits === null) break;
        if (caller.waits.name === 'Dial') await caller.staff('');
        else if (caller.waits.name === 'Record') await caller.message(3);
        else if (WORDS.includes(act)) await caller.say(act);
        else await caller.keys(act);
      }
      const last = caller.documents.at(-1) ?? '';
      for (const document of caller.documents.slice(-2)) {
        for (const sentinel of SENTINELS) expect(document, `${path.join(' ')}: ${sentinel}`).not.toContain(sentinel);
        expect(faultsOf(parseTwiml(document)), document).toEqual([]);
      }
      const rests = caller.waits !== null;
      await caller.hangUp();
      // The same document from elsewhere leads on to the same.
      const place = last.replace(/CA\d+\/\d+/g, '');
      if (!rests || seen.has(place) || path.length >= DEPTH_MAX) continue;
      seen.add(place);
      for (const act of [...KEYS, ...WORDS]) waiting.push([...path, act]);
    }
    expect(seen.size).toBeGreaterThan(12);
    expect(paths).toBeGreaterThan(300);
  },
  300_000,
);
