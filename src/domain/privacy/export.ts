import type { Centre, Db, Person } from '../../db/schema/index.ts';
import { isOptedOut } from '../centres/opt-out.ts';
import { findPerson } from '../centres/people.ts';
import { callsOf } from './export-calls.ts';
import { EXPORTED } from './export-columns.ts';
import {
  broadcastsOf,
  callbacksOf,
  consentsOf,
  conversationsOf,
  helpOf,
  hoursOf,
  inboxOf,
  messagesOf,
  offersOf,
  organisedBy,
  proposalsOf,
  representedBy,
  signUpsOf,
  subscriptionRows,
  volunteerOf,
  type ExportedMessage,
} from './export-lists.ts';
import { rowOf, type Row } from './export-row.ts';

/**
 * All data of a centre about one number that the person may see, without data about others. EXPORTED lists the columns.
 */
export interface PersonExport {
  number: string;
  /** `staffPhone`: the number is the centre's staff phone. */
  centre: { id: string; name: string; staffPhone: boolean };
  person: Row | null;
  optedOut: boolean;
  volunteer: Row | null;
  messages: ExportedMessage[];
  signUps: Row[];
  offers: Row[];
  serviceHours: Row[];
  /** Assignments for the person. */
  helpReceived: Row[];
  subscriptions: Row[];
  /** Consents to messages. */
  consents: Row[];
  /** The person's answers to broadcasts, and why they were left out of some. */
  broadcasts: Row[];
  conversations: Row[];
  inbox: Row[];
  callbacks: Row[];
  calls: Row[];
  /** Activities that the person organises. */
  organised: Row[];
  represented: Row[];
  proposals: Row[];
}

/** Replaces information about another person. */
const ANOTHER_PERSON = '[noen andre]';
const NUMBER = /\+?\d(?:[\s-]?\d){7,14}/g;

/** Counts the data about a person, for a text. */
export async function countsHeld(
  db: Db,
  { id, centre_id: centreId, number }: Pick<Person, 'id' | 'centre_id' | 'number'>,
): Promise<{ messages: number; signUps: number }> {
  const count = (e: { n: number } | undefined): number => e?.n ?? 0;
  const received = await db
    .selectFrom('arrival')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('peer', '=', number)
    .where('centre_id', '=', centreId)
    .where('kind', '=', 'text')
    .executeTakeFirst();
  const sent = await db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('number', '=', number)
    .where('centre_id', '=', centreId)
    .executeTakeFirst();
  const signUps = await db
    .selectFrom('sign_up')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('person_id', '=', id)
    .where('status', '!=', 'cancelled')
    .executeTakeFirst();
  return { messages: count(received) + count(sent), signUps: count(signUps) };
}

/** Collects the data about a number at a centre; null when there is none. */
export async function exportPerson(db: Db, centre: Centre, number: string): Promise<PersonExport | null> {
  const person = await findPerson(db, centre.id, number);
  const clean = await cleaner(db, centre, { number, personId: person?.id ?? null });
  const of = {
    db,
    centreId: centre.id,
    number,
    personId: person?.id ?? '',
    name: person?.confirmed_name ?? null,
    clean,
  };
  const all: PersonExport = {
    number,
    centre: {
      id: centre.id,
      name: centre.name,
      staffPhone: centre.staff_phone === number || centre.emergency_phone === number,
    },
    person: person === undefined ? null : rowOf(EXPORTED.person, person, clean),
    optedOut: await isOptedOut(db, { centreId: centre.id, number }),
    volunteer: await volunteerOf(of),
    messages: await messagesOf(of),
    signUps: await signUpsOf(of),
    offers: await offersOf(of),
    serviceHours: await hoursOf(of),
    helpReceived: await helpOf(of),
    subscriptions: await subscriptionRows(of),
    consents: await consentsOf(of),
    broadcasts: await broadcastsOf(of),
    conversations: await conversationsOf(of),
    inbox: await inboxOf(of),
    callbacks: await callbacksOf(of),
    calls: await callsOf(of),
    organised: await organisedBy(of),
    represented: await representedBy(of),
    proposals: await proposalsOf(of),
  };
  const lists = Object.values(all).filter((v): v is unknown[] => Array.isArray(v));
  const nothing = all.person === null && !all.optedOut && !all.centre.staffPhone && lists.every((l) => l.length === 0);
  return nothing ? null : all;
}

/**
 * Text by staff or the service may name a recipient, or contain another person's number. The person's own words stay
 * unchanged.
 */
async function cleaner(
  db: Db,
  centre: Centre,
  { number, personId }: { number: string; personId: string | null },
): Promise<(text: string) => string> {
  const secrets = await db
    .selectFrom('assignment_secret')
    .innerJoin('offer', 'offer.assignment_id', 'assignment_secret.assignment_id')
    .select(['recipient', 'address', 'phone', 'details'])
    .where('offer.person_id', '=', personId ?? '')
    .execute();
  const organisers = await db
    .selectFrom('activity')
    .select('organiser_phone')
    .distinct()
    .where('centre_id', '=', centre.id)
    .where('organiser_phone', 'is not', null)
    .execute();
  const known = [number, centre.number, centre.voice_number, ...organisers.map((o) => o.organiser_phone)];
  const mayStay = new Set(known.flatMap((n) => (n === null ? [] : [digitsOf(n)])));
  const others = secrets
    .flatMap(({ recipient, address, phone, details }) => [recipient, address, phone, details])
    .map((text) => text.trim())
    .filter((text) => text.length > 2)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const withoutNumbers = text.replace(NUMBER, (n) => (mayStay.has(digitsOf(n)) ? n : ANOTHER_PERSON));
    return others.reduce((rest, other) => rest.split(other).join(ANOTHER_PERSON), withoutNumbers);
  };
}

/** The last eight digits: a Norwegian number with or without the country code. */
const digitsOf = (number: string): string => number.replace(/\D/g, '').slice(-8);
