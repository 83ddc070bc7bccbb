import type { Moment } from '../../../src/db/moment.ts';
import type { Store } from '../../../src/db/open.ts';
import { later, HOUR_MS } from '../../../src/domain/base/time.ts';
import { CENTRE_ID } from '../people/centre.ts';

/** A person whose traces the tests search for: the number, the name and the word occur only here. */
export const KARI = '+4791827364';
export const NAME = 'Karianne Sentinelsen';
export const WORD = 'regnbueøgle';
/** The number as people write it. */
export const SPELLINGS = ['91 82 73 64', '918 27 364', '0047 91827364', '91-82-73-64'] as const;
/** Words of another person, who stays. */
export const OTHER = 'kjøttkakene var gode';

const LATER = 24 * HOUR_MS;

/** Puts a person into every table that can hold one, finished and unfinished, and into texts by others. */
export async function fillWith(store: Store, moment: Moment, centreId = CENTRE_ID): Promise<void> {
  const { now } = moment;
  const soon = later(now, LATER);
  const person = {
    id: 'person_k',
    centre_id: centreId,
    number: KARI,
    name: NAME,
    confirmed_name: NAME,
    language: 'nb',
    language_chosen: 0,
    postcode: '4836',
    place_name: 'Arendal',
    lat: null,
    lon: null,
    first_seen_at: now,
    last_inbound_at: now,
    last_outbound_at: now,
    kept_asked_at: null,
  };
  const text = (from: string, body: string): string => JSON.stringify({ from, to: '+4745600001', body, media: 0 });
  const arrival = { kind: 'text' as const, centre_id: centreId, received_at: now, attempts: 0 };
  const outbox = {
    centre_id: centreId,
    from_number: '+4745600001',
    kind: 'reply' as const,
    priority: 1,
    language: 'nb',
    encoding: 'GSM-7' as const,
    parts: 1,
    not_before: now,
    tries: 0,
    created_at: now,
  };
  const activity = await store.db.selectFrom('activity').select('id').executeTakeFirstOrThrow();
  await store.write(async (tx) => {
    await tx.insertInto('person').values(person).execute();
    await tx
      .insertInto('arrival')
      .values([
        { ...arrival, id: `SM${'a'.repeat(32)}`, peer: KARI, payload: text(KARI, `hei ${WORD}`), state: 'done' },
        { ...arrival, id: 'SMnew', peer: KARI, payload: text(KARI, WORD), state: 'new' },
        {
          ...arrival,
          id: 'SMother',
          peer: '+4790000000',
          payload: text('+4790000000', `Jeg heter Ola, ring heller ${SPELLINGS[0]}, ${OTHER}`),
          state: 'done',
        },
        {
          ...arrival,
          id: 'reminder:k',
          kind: 'command',
          peer: null,
          payload: JSON.stringify({ number: KARI }),
          state: 'new',
        },
      ])
      .execute();
    const mine = { ...outbox, number: KARI, person_id: 'person_k' };
    await tx
      .insertInto('outbox')
      .values([
        { ...mine, id: 'out_1', dedupe: `${WORD}/1`, body: WORD, state: 'pending' },
        { ...mine, id: 'out_2', dedupe: 'k2', body: `Hei ${NAME}`, state: 'sending' },
        { ...mine, id: 'out_3', dedupe: 'k3', body: NAME, state: 'delivered', sid: `SM${'b'.repeat(32)}` },
        {
          ...outbox,
          id: 'out_4',
          dedupe: 'o4',
          number: '+4790000000',
          person_id: 'ola',
          body: `Besøk ${NAME}, tlf. ${SPELLINGS[1]}`,
          state: 'pending',
        },
      ])
      .execute();
    await tx
      .insertInto('conversation')
      .values({
        id: 'conversation_k',
        centre_id: centreId,
        person_id: 'person_k',
        flow: 'menu',
        version: 1,
        state: JSON.stringify({ value: 'asking', context: { said: WORD } }),
        status: 'open',
        misses: 0,
        opened_at: now,
        active_at: now,
      })
      .execute();
    await tx
      .insertInto('deadline')
      .values({ key: 'conversation_k:lapse', conversation_id: 'conversation_k', event: 'lapse', due_at: soon })
      .execute();
    await tx
      .insertInto('sign_up')
      .values({
        id: 'signup_k',
        centre_id: centreId,
        activity_id: activity.id,
        occurrence: '2026-12-01T18:00',
        person_id: 'person_k',
        persons: 1,
        status: 'signed_up',
        starts_utc: '2026-12-01T17:00:00.000Z',
        remind_at: soon,
        reminded_at: null,
        created_at: now,
        changed_at: now,
      })
      .execute();
    const note = {
      centre_id: centreId,
      reason: 'question',
      arrival_id: null,
      status: 'open' as const,
      created_at: now,
    };
    await tx
      .insertInto('inbox_item')
      .values([
        { ...note, id: 'inbox_k1', person_id: 'person_k', number: KARI, body: WORD },
        { ...note, id: 'inbox_k2', person_id: null, number: KARI, body: `${NAME} ${SPELLINGS[2]}` },
        {
          ...note,
          id: 'inbox_o',
          person_id: 'ola',
          number: '+4790000000',
          body: `${OTHER}, sier ${NAME.toUpperCase()}`,
        },
      ])
      .execute();
    const call = { centre_id: centreId, language: 'nb', asked_at: now, due_at: soon };
    await tx
      .insertInto('callback')
      .values([
        {
          ...call,
          id: 'callback_k',
          person_id: 'person_k',
          number: KARI,
          reason: WORD,
          words: WORD,
          shown: WORD,
          wished_at: now,
          status: 'open',
        },
        {
          ...call,
          id: 'callback_o',
          person_id: 'ola',
          number: '+4790000000',
          reason: 'menu',
          words: `Ring ${SPELLINGS[1]}`,
          shown: '',
          status: 'done',
          outcome: `Ringer ${SPELLINGS[3]} i stedet`,
        },
      ])
      .execute();
    await fillVolunteering(tx, { now, soon, centreId });
    await tx
      .insertInto('subscription')
      .values({
        id: 'subscription_k',
        centre_id: centreId,
        person_id: 'person_k',
        category: null,
        words: WORD,
        postcode: '4836',
        place_name: 'Arendal',
        lat: null,
        lon: null,
        since: now,
      })
      .execute();
    const done = {
      planned_to: '',
      queued_to: '',
      recipients: 1,
      parts: 1,
      cost_ore: 60,
      left_out: '{}',
      created_by: 'Anne',
    };
    await tx
      .insertInto('broadcast')
      .values({
        ...done,
        id: 'broadcast_k',
        centre_id: centreId,
        kind: 'service',
        wanted: '["all"]',
        twin: '',
        collects: 0,
        long: 0,
        status: 'done',
        created_at: now,
        changed_at: now,
      })
      .execute();
    const said = `Ring ${NAME}, ${SPELLINGS[0]}`;
    await tx
      .insertInto('broadcast_text')
      .values({ id: 'broadcast_k/nb', broadcast_id: 'broadcast_k', language: 'nb', said, body: said })
      .execute();
    const theirs = { broadcast_id: 'broadcast_k', person_id: 'person_k' };
    await tx.insertInto('broadcast_recipient').values(theirs).execute();
    await tx
      .insertInto('broadcast_reply')
      .values({ ...theirs, arrival_id: 'SMk', answer: 'yes', at: now })
      .execute();
    await tx
      .insertInto('consent')
      .values({ centre_id: centreId, person_id: 'person_k', kind: 'campaign', since: now, how: WORD })
      .execute();
    await tx
      .insertInto('agenda')
      .values([
        { key: 'digest:subscription_k', work: 'digest', object_id: 'subscription_k', due_at: soon },
        { key: 'ask:offer_k', work: 'ask', object_id: 'offer_k', due_at: soon },
      ])
      .execute();
    await tx
      .updateTable('activity')
      .set({ organiser: NAME, organiser_phone: KARI, description: `Ring ${SPELLINGS[0]}` })
      .where('id', '=', activity.id)
      .execute();
  });
}

/** What staff do who find in their inbox where an erased person is still named. */
export async function lookAsStaff(store: Store): Promise<void> {
  await store.write(async (tx) => {
    await tx.updateTable('activity').set({ organiser: '', organiser_phone: null, description: '' }).execute();
    await tx.updateTable('assignment').set({ ordered_contact: '' }).where('id', '=', 'assignment_r').execute();
    await tx.deleteFrom('assignment_secret').where('assignment_id', '=', 'assignment_r').execute();
  });
}

type Tx = Parameters<Parameters<Store['write']>[0]>[0];

async function fillVolunteering(
  tx: Tx,
  { now, soon, centreId }: { now: string; soon: string; centreId: string },
): Promise<void> {
  const none = { car: 0, max_km: null, met_on: null, met_by: null, confidentiality_on: null };
  await tx
    .insertInto('volunteer')
    .values({
      ...none,
      id: 'volunteer_k',
      centre_id: centreId,
      person_id: 'person_k',
      interests: WORD,
      languages: 'nb',
      times: '',
      notes: `${NAME} er ${WORD}`,
      extra: JSON.stringify({ epost: WORD }),
      created_at: now,
      changed_at: now,
    })
    .execute();
  const assignment = {
    centre_id: centreId,
    title: 'Besøk',
    kind: 'visit',
    starts_at: '2026-11-24T12:00',
    starts_utc: soon,
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
    created_at: now,
    changed_at: now,
  };
  await tx
    .insertInto('assignment')
    .values([
      { ...assignment, id: 'assignment_k', status: 'filled' },
      { ...assignment, id: 'assignment_r', status: 'open', ordered_contact: `${NAME} ${SPELLINGS[1]}` },
    ])
    .execute();
  await tx
    .insertInto('assignment_secret')
    .values({
      assignment_id: 'assignment_r',
      recipient: NAME,
      address: `Storgata 1, ${WORD}`,
      phone: SPELLINGS[0],
      details: WORD,
    })
    .execute();
  await tx
    .insertInto('offer')
    .values({
      id: 'offer_k',
      centre_id: centreId,
      assignment_id: 'assignment_k',
      volunteer_id: 'volunteer_k',
      person_id: 'person_k',
      code: 123,
      wave: 1,
      place: 1,
      status: 'confirmed',
      said: 'note',
      note: WORD,
      created_at: now,
      changed_at: now,
    })
    .execute();
  await tx
    .insertInto('service_hours')
    .values({
      id: 'hours_k',
      centre_id: centreId,
      volunteer_id: 'volunteer_k',
      assignment_id: 'assignment_k',
      served_on: '2026-11-01',
      minutes: 60,
      kind: 'visit',
      reported_by: 'text',
      created_at: now,
    })
    .execute();
}
