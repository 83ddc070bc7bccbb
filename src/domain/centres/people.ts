import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Centre, Db, Person, Tx } from '../../db/schema/index.ts';
import { canCall, canText } from '../base/phone-numbers.ts';

const find = compiled<{ centre: string; number: string }, Person>((db, arg) =>
  db.selectFrom('person').selectAll().where('centre_id', '=', arg('centre')).where('number', '=', arg('number')),
);

const heardFrom = compiledChange<{ id: string; now: string }>((db, arg) =>
  db
    .updateTable('person')
    .set({ last_inbound_at: arg('now') })
    .where('id', '=', arg('id')),
);

const toldSomething = compiledChange<{ id: string; now: string }>((db, arg) =>
  db
    .updateTable('person')
    .set({ last_outbound_at: arg('now') })
    .where('id', '=', arg('id')),
);

const byId = compiled<{ id: string }, Person>((db, arg) =>
  db.selectFrom('person').selectAll().where('id', '=', arg('id')),
);

/** All columns: `stranger` does not compile without each of them. */
const columns = (): string[] => Object.keys(stranger({ id: '', centreId: '', number: '', language: '', now: '' }));

const insert = compiledChange<Record<keyof Person, Person[keyof Person]>>((db, arg) =>
  db
    .insertInto('person')
    .values(Object.fromEntries(columns().map((name) => [name, arg(name as keyof Person)])) as unknown as Person),
);

/** @throws Error when there is no such person */
export async function personWithId(db: Db, id: string): Promise<Person> {
  const [found] = await byId(db, { id });
  if (found === undefined) throw new Error(`There is no person ${id}`);
  return found;
}

/** The person with this number at a centre, if known. */
export async function findPerson(db: Db, centreId: string, number: string): Promise<Person | undefined> {
  return (await find(db, { centre: centreId, number }))[0];
}

/** A person known only by number. */
export const stranger = (who: {
  id: string;
  centreId: string;
  number: string;
  language: string;
  now: string;
}): Person => ({
  id: who.id,
  centre_id: who.centreId,
  number: who.number,
  name: null,
  confirmed_name: null,
  language: who.language,
  language_chosen: 0,
  postcode: null,
  place_name: null,
  lat: null,
  lon: null,
  prefers: 'text',
  first_seen_at: who.now,
  last_inbound_at: null,
  last_outbound_at: null,
  kept_asked_at: null,
});

/** The person who just wrote, added if new. */
export async function hearFrom(
  tx: Tx,
  moment: Moment,
  who: { centreId: string; number: string; language: string },
): Promise<{ person: Person; met: 'known' | 'now' }> {
  const known = await findPerson(tx, who.centreId, who.number);
  if (known !== undefined) {
    await heardFrom(tx, { id: known.id, now: moment.now });
    return { person: { ...known, last_inbound_at: moment.now }, met: 'known' };
  }
  const person: Person = {
    ...stranger({ ...who, id: moment.ids.next('person'), now: moment.now }),
    last_inbound_at: moment.now,
  };
  await insert(tx, { ...person });
  return { person, met: 'now' };
}

/** A person entered by staff, added if new; they have not written. */
export async function meetPerson(
  tx: Tx,
  moment: Moment,
  who: { centreId: string; number: string; language: string },
): Promise<Person> {
  const known = await findPerson(tx, who.centreId, who.number);
  if (known !== undefined) return known;
  const person = stranger({ ...who, id: moment.ids.next('person'), now: moment.now });
  await tx.insertInto('person').values(person).execute();
  return person;
}

/** Records the time of the last message to a person: after a long silence the next message says who writes. */
export async function recordTold(tx: Tx, moment: Moment, personId: string): Promise<void> {
  await toldSomething(tx, { id: personId, now: moment.now });
}

/** Stores where a person lives. */
export async function rememberPlace(
  tx: Tx,
  personId: string,
  place: { name: string; postcode: string; lat: number | null; lon: number | null },
): Promise<void> {
  const { name, postcode, lat, lon } = place;
  await tx.updateTable('person').set({ place_name: name, postcode, lat, lon }).where('id', '=', personId).execute();
}

/** Stores a person's name. Only a name that staff entered counts as confirmed: any two words can be texted as a name. */
export async function rememberName(
  tx: Tx,
  personId: string,
  { name, by }: { name: string; by: 'person' | 'staff' },
): Promise<void> {
  const set = by === 'staff' ? { name, confirmed_name: name } : { name };
  await tx.updateTable('person').set(set).where('id', '=', personId).execute();
}

/** Sets the language of messages to a person; a guess never replaces a language that the person chose. */
export async function rememberLanguage(
  tx: Tx,
  personId: string,
  language: string,
  how: 'chosen' | 'guessed',
): Promise<void> {
  await tx
    .updateTable('person')
    .set({ language, language_chosen: how === 'chosen' ? 1 : 0 })
    .where('id', '=', personId)
    .$if(how === 'guessed', (q) => q.where('language_chosen', '=', 0))
    .execute();
}

/** Sets how the person wants to receive messages that they did not ask for. */
export async function rememberWay(tx: Tx, personId: string, prefers: Person['prefers']): Promise<void> {
  await tx.updateTable('person').set({ prefers }).where('id', '=', personId).execute();
}

/** A number that receives no texts gets calls. */
const isReached = (number: string): boolean => canText(number) || canCall(number);

/**
 * Adds persons for the activity organisers and for the staff phone that have never been in touch: the service can only
 * write to, or call, a person.
 * @returns the number of persons added
 */
export async function meetContacts(tx: Tx, moment: Moment, centre: Centre): Promise<number> {
  const rows = await tx
    .selectFrom('activity')
    .select('organiser_phone as number')
    .distinct()
    .where('centre_id', '=', centre.id)
    .where('status', '=', 'active')
    .where('organiser_phone', 'is not', null)
    .execute();
  const numbers = new Set([...rows.map((r) => r.number ?? ''), centre.staff_phone ?? ''].filter(isReached));
  // The service neither texts nor calls its own numbers.
  for (const { number, voice_number } of await tx.selectFrom('centre').select(['number', 'voice_number']).execute()) {
    numbers.delete(number);
    numbers.delete(voice_number ?? '');
  }
  if (numbers.size === 0) return 0;
  const known = await tx
    .selectFrom('person')
    .select('number')
    .where('centre_id', '=', centre.id)
    .where('number', 'in', [...numbers])
    .execute();
  for (const { number } of known) numbers.delete(number);
  for (const number of numbers) {
    const who = { id: moment.ids.next('person'), centreId: centre.id, number, language: centre.language };
    await tx
      .insertInto('person')
      .values(stranger({ ...who, now: moment.now }))
      .execute();
  }
  return numbers.size;
}
