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

/** Every column there is: the compiler sees to it that nobody is a stranger by halves. */
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

/** The person behind a number at a centre, if we have heard of them. */
export async function findPerson(db: Db, centreId: string, number: string): Promise<Person | undefined> {
  return (await find(db, { centre: centreId, number }))[0];
}

/** Somebody of whom nothing is known but a number. */
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

/** The person who just wrote: known, or met now for the first time. */
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

/** Somebody of whom staff tell us: known, or met now; they have not written. */
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

/** Notes when we last wrote to somebody: whoever has not heard from us for long is told who speaks. */
export async function recordTold(tx: Tx, moment: Moment, personId: string): Promise<void> {
  await toldSomething(tx, { id: personId, now: moment.now });
}

/** Remembers where somebody lives. */
export async function rememberPlace(
  tx: Tx,
  personId: string,
  place: { name: string; postcode: string; lat: number | null; lon: number | null },
): Promise<void> {
  const { name, postcode, lat, lon } = place;
  await tx.updateTable('person').set({ place_name: name, postcode, lat, lon }).where('id', '=', personId).execute();
}

/** Remembers what somebody is called, as they said it. */
export async function rememberName(tx: Tx, personId: string, name: string): Promise<void> {
  await tx.updateTable('person').set({ name }).where('id', '=', personId).execute();
}

/** Sets the language that we write in; a chosen one is never changed by a guess. */
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

/** Sets how somebody is reached with what comes unasked. */
export async function rememberWay(tx: Tx, personId: string, prefers: Person['prefers']): Promise<void> {
  await tx.updateTable('person').set({ prefers }).where('id', '=', personId).execute();
}

/** Whom no text reaches is rung. */
const isReached = (number: string): boolean => canText(number) || canCall(number);

/**
 * Makes persons of the organisers of a centre's activities, and of its own telephone, that have never written to us: only a
 * person can be sent something, or be rung.
 * @returns how many were met
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
  // The line neither writes to itself nor rings itself up.
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
