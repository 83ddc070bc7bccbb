import type { Moment } from '../../../src/db/moment.ts';
import type { Store } from '../../../src/db/open.ts';
import { CENTRE_ID } from '../people/centre.ts';
import type { Tx } from '../../../src/db/schema/index.ts';
import { fillWith, KARI, NAME, WORD } from './sentinels.ts';

/** A staff member, named in every column for one. */
export const STAFF = 'Stabine Sentinel';
/** The contact at the service that ordered help: another person. */
export const CONTACT = 'Kontaktia Sentinel';

/** Puts a person into every table that can hold one, with a value in every column that the access export shows. */
export async function fillEveryColumn(store: Store, moment: Moment): Promise<void> {
  const { now } = moment;
  await fillWith(store, moment);
  await fillCalls(store, now);
  await store.write(async (tx) => {
    await tx.updateTable('person').set({ kept_asked_at: now }).where('id', '=', 'person_k').execute();
    await tx
      .updateTable('volunteer')
      .set({
        max_km: 7,
        met_on: '2026-10-01',
        met_by: 'Anne',
        confidentiality_on: '2026-10-02',
        certificate_for: 'visit',
      })
      .set({ certificate_asked_on: '2026-10-03', certificate_shown_on: '2026-10-04', paused_until: '2027-01-10' })
      .set({ left_on: '2027-02-01', times: 'Mon-Fri 09:00-15:00' })
      .execute();
    await tx.updateTable('sign_up').set({ reminded_at: now }).execute();
    await tx
      .updateTable('offer')
      .set({ asked_at: now, answer_by: now, answered_at: now, decided_at: now, reminded_at: now })
      .set({ answered_by: STAFF, decided_by: STAFF })
      .execute();
    await tx.updateTable('service_hours').set({ reported_by: STAFF }).execute();
    await tx
      .updateTable('assignment')
      .set({ description: 'Vanne blomster', reason: 'ferie', ordered_by: 'hjemmetjenesten', ordered_contact: CONTACT })
      .set({ created_by: STAFF })
      .where('id', '=', 'assignment_r')
      .execute();
    await tx.updateTable('subscription').set({ sent_at: now }).execute();
    await tx.updateTable('broadcast_recipient').set({ reason: 'landline' }).execute();
    await tx.updateTable('conversation').set({ ended_at: now }).execute();
    await tx
      .updateTable('inbox_item')
      .set({ assigned_to: STAFF, done_by: STAFF, done_at: now })
      .where('number', '=', KARI)
      .execute();
    await tx
      .updateTable('callback')
      .set({ done_by: STAFF, done_at: now, outcome: 'rang' })
      .where('number', '=', KARI)
      .execute();
    await tx.updateTable('activity').set({ confirmed_at: now, extra: '{"nett":"strikk.no"}' }).execute();
    await fillAssociation(tx, now);
  });
}

/** The person as the contact of an association, with a proposal that staff have declined. */
async function fillAssociation(tx: Tx, now: string): Promise<void> {
  const at = { centre_id: CENTRE_ID, created_at: now, changed_at: now };
  await tx
    .insertInto('association')
    .values({
      ...at,
      id: 'association_k',
      name: 'Strikkelaget',
      folded: 'strikkelaget',
      orgnr: null,
      language: 'nb',
      trust: 'approve',
      public_phone: 0,
      status: 'active',
    })
    .execute();
  await tx
    .insertInto('association_contact')
    .values({
      id: 'contact_k',
      association_id: 'association_k',
      name: NAME,
      number: KARI,
      email: 'kari@strikk.no',
      from_on: '2026-01-01',
      until_on: '2027-01-01',
    })
    .execute();
  await tx
    .insertInto('proposal')
    .values({
      id: 'proposal_k',
      centre_id: CENTRE_ID,
      source: 'organiser',
      association_id: 'association_k',
      activity_id: null,
      person_id: 'person_k',
      deed: 'cancel',
      on_date: '2026-12-02',
      changes: '{}',
      words: `Avlyst på onsdag, ${WORD}`,
      status: 'rejected',
      received_at: now,
      decided_at: now,
      decided_by: STAFF,
      why: 'gjelder en annen',
    })
    .execute();
}

async function fillCalls(store: Store, now: string): Promise<void> {
  const common = { centre_id: CENTRE_ID, person_id: 'person_k', number: KARI, language: 'nb' };
  const placed = { ...common, from_number: '+4745600001', kind: 'offer' as const, purpose: '{}', not_before: now };
  await store.write(async (tx) => {
    await tx
      .insertInto('outgoing_call')
      .values([
        {
          ...placed,
          id: 'placed_1',
          dedupe: 'p1',
          state: 'done',
          reason: 'heard',
          tries: 2,
          refusals: 0,
          created_at: now,
        },
        {
          ...placed,
          id: 'placed_2',
          dedupe: 'p2',
          state: 'failed',
          reason: 'busy',
          tries: 3,
          refusals: 0,
          created_at: now,
        },
      ])
      .execute();
    await tx.updateTable('outgoing_call').set({ started_at: now }).execute();
    const call = { ...common, phase: 'over' as const, step: 2, silences: 0, misses: 0, code_tries: 0, last_at: now };
    await tx
      .insertInto('call')
      .values({ ...call, id: 'CA1', direction: 'outbound', outgoing_id: 'placed_1', proof: 'proven', started_at: now })
      .execute();
    await tx.updateTable('call').set({ taken_at: now, ended_at: now, outcome: 'heard' }).execute();
    const step = {
      kind: 'call' as const,
      centre_id: null,
      peer: null,
      received_at: now,
      state: 'done' as const,
      attempts: 1,
    };
    const heard = (speech: string, digits: string): string => JSON.stringify({ from: KARI, speech, digits });
    await tx
      .insertInto('arrival')
      .values([
        { ...step, id: 'CA1:1', payload: heard(`${WORD} i Arendal`, '') },
        { ...step, id: 'CA1:2', payload: heard('', '1') },
        { ...step, id: 'CA10:1', payload: JSON.stringify({ speech: 'another call', digits: '' }) },
      ])
      .execute();
    const times = { made_at: now, erase_at: now };
    await tx
      .insertInto('recording')
      .values({ ...times, id: 'RE1', centre_id: CENTRE_ID, call_id: 'CA1', callback_id: 'callback_k', seconds: 12 })
      .execute();
  });
}
