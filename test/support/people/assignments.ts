import type { Moment } from '../../../src/db/moment.ts';
import type { Assignment, Offer, Tx } from '../../../src/db/schema/index.ts';
import { changeAssignment } from '../../../src/domain/assignments/assignment-changes.ts';
import { addAssignment, findAssignment, type NewAssignment } from '../../../src/domain/assignments/assignments.ts';
import { boardOf } from '../../../src/domain/assignments/offers.ts';
import { upsertVolunteer } from '../../../src/domain/volunteers/write-volunteers.ts';
import { markMet } from '../../../src/domain/volunteers/volunteer-status.ts';
import { findVolunteer, type VolunteerShown } from '../../../src/domain/volunteers/volunteers.ts';
import {
  answerForThem,
  closeAndNotify,
  confirmAndNotify,
  offerAssignment,
  sendChanges,
  turnDownAndNotify,
} from '../../../src/service/assignments/staff-actions.ts';
import { PEOPLE, type TestApp } from '../app.ts';
import { PLACES } from './arendal.ts';
import { momentOf, type Turn } from '../../../src/service/engine/scene.ts';

/** Data that only staff and the confirmed volunteer may know: these words must not occur anywhere else. */
export const SENTINEL = {
  recipient: 'Gudrun Hemmelig',
  address: 'Skjulveien 7, 2. etasje',
  phone: '+4790099999',
  details: 'Hun ser dårlig. Ring på to ganger.',
};

/** All staff actions on the assignment and the asked volunteers, for walks in any order. */
export const staffDeeds = (names: readonly string[]): string[] => [
  ...names.flatMap((n) => [`confirm ${n}`, `turn-down ${n}`, `answer ${n} yes`, `answer ${n} no`]),
  'change 2026-12-02T10:00',
  'change 2026-12-01T11:00',
  'send',
  'call-off',
];

/** Runs a staff action in one transaction, as the command line does. */
function inHouse<T>(
  { service, store }: Pick<TestApp, 'service' | 'store'>,
  deed: (turn: Turn) => Promise<T>,
): Promise<T> {
  const { app } = service;
  return store.write((tx) => deed({ app, tx, moment: momentOf(app) }));
}

/** A volunteer at the test centre who has had the first talk with staff. */
export const addVolunteer = (
  app: TestApp,
  name: string,
  wish: { number?: string; language?: string } = {},
): Promise<VolunteerShown> => inHouse(app, ({ tx, moment }) => addVolunteerTo(tx, moment, name, wish));

export async function addVolunteerTo(
  tx: Tx,
  moment: Moment,
  name: string,
  wish: { number?: string; language?: string } = {},
): Promise<VolunteerShown> {
  const number = wish.number ?? PEOPLE[name] ?? '';
  const { id } = await upsertVolunteer(tx, moment, {
    centreId: 'arendal',
    name,
    number,
    ...(wish.language === undefined ? {} : { language: wish.language }),
  });
  await markMet(tx, moment, { id, on: '2026-10-01', staff: 'Anne' });
  const found = await findVolunteer(tx, 'arendal', id);
  if (found === undefined) throw new Error(name);
  return found;
}

/** "Company to the doctor", a week ahead, for a recipient whose name is a sentinel. */
export const addToDo = (app: TestApp, wish: Partial<NewAssignment> = {}): Promise<Assignment> =>
  inHouse(app, ({ tx, moment }) => addToDoAt(tx, moment, wish));

export async function addToDoAt(tx: Tx, moment: Moment, wish: Partial<NewAssignment>): Promise<Assignment> {
  const place = PLACES[0] ?? null;
  const { id } = await addAssignment(tx, moment, {
    centreId: 'arendal',
    title: 'Følge til lege',
    kind: 'accompany',
    startsAt: '2026-12-01T11:00',
    minutes: 60,
    needs: 1,
    place: place === null ? null : { ...place, lat: place.lat ?? null, lon: place.lon ?? null },
    description: '',
    needsCar: 0,
    needsLanguages: '',
    needsCertificate: 0,
    needsConfidentiality: 0,
    confirm: 'staff',
    orderedBy: null,
    orderedContact: null,
    secret: SENTINEL,
    staff: 'Anne',
    ...wish,
  });
  return theAssignment({ tx }, id);
}

async function theAssignment({ tx }: Pick<Turn, 'tx'>, id: string): Promise<Assignment> {
  const found = await findAssignment(tx, id);
  if (found === undefined) throw new Error(`There is no ${id}`);
  return found;
}

async function theOffer({ tx }: Pick<Turn, 'tx'>, assignment: Assignment, name: string): Promise<Offer> {
  const volunteer = await findVolunteer(tx, assignment.centre_id, PEOPLE[name] ?? name);
  const found = (await boardOf(tx, assignment.id)).find((o) => o.volunteer_id === volunteer?.id);
  if (found === undefined) throw new Error(`${name} is not on the list`);
  return found;
}

/**
 * Staff actions in a transcript, always on the assignment added last: `@ volunteer Kari nn`, `@ assignment Følge til
 * lege 2026-12-01T11:00 needs=2 first-yes`, `@ offer Kari,Ola size=1`, `@ confirm Kari`, `@ turn-down Kari`, `@ answer
 * Kari no`, `@ change 2026-12-02T10:00`, `@ send`, `@ call-off`, `@ board`.
 * @returns lines to show; undefined for any other action
 */
export async function assignmentDeed(
  app: TestApp,
  verb: string,
  words: readonly string[],
): Promise<string[] | undefined> {
  const [first = '', second = ''] = words;
  const at = <T>(deed: (turn: Turn, assignment: Assignment) => Promise<T>): Promise<T> =>
    inHouse(app, async (turn) => {
      const last = await turn.tx
        .selectFrom('assignment')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      if (last[0] === undefined) throw new Error('There is no assignment yet');
      return deed(turn, last[0]);
    });
  switch (verb) {
    case 'volunteer':
      await addVolunteer(app, first, second === '' ? {} : { language: second });
      return [];
    case 'assignment': {
      const when = words.findIndex((w) => /^\d{4}-/.test(w));
      const needs = words.map((w) => /^needs=(\d)$/.exec(w)?.[1]).find((n) => n !== undefined);
      await addToDo(app, {
        title: words.slice(0, when).join(' '),
        startsAt: words[when] ?? '',
        needs: Number(needs ?? 1),
        confirm: words.includes('first-yes') ? 'first-yes' : 'staff',
      });
      return [];
    }
    case 'offer': {
      const size = /^size=(\d)$/.exec(second)?.[1];
      return at(async (turn, assignment) => {
        const volunteers = [];
        for (const name of first.split(',')) {
          const found = await findVolunteer(turn.tx, assignment.centre_id, PEOPLE[name] ?? '');
          if (found === undefined) throw new Error(`${name} is no volunteer`);
          volunteers.push({ id: found.id, personId: found.person_id });
        }
        await offerAssignment(turn, {
          assignment,
          volunteers,
          ...(size === undefined ? {} : { waveSize: Number(size) }),
        });
        return [];
      });
    }
    case 'confirm':
      return at(async (turn, assignment) => {
        const offer = await theOffer(turn, assignment, first);
        const outcome = await confirmAndNotify(turn, { assignment, offer, by: 'Anne' });
        return outcome === 'confirmed' ? [] : [`= ${outcome}`];
      });
    case 'turn-down':
      return at(async (turn, assignment) => {
        const offer = await theOffer(turn, assignment, first);
        await turnDownAndNotify(turn, { assignment, offer, by: 'Anne' });
        return [];
      });
    case 'answer':
      return at(async (turn, assignment) => {
        const offer = await theOffer(turn, assignment, first);
        const says = second === 'yes' ? 'yes' : 'no';
        return [`= ${await answerForThem(turn, { assignment, offer, says, words: '', staff: 'Anne' })}`];
      });
    case 'change':
      return at(async ({ tx, moment }, assignment) => {
        await changeAssignment(tx, moment, assignment, { fields: { starts_at: first }, secret: {} });
        return [];
      });
    case 'send':
      return at(async (turn, assignment) => [`= told ${(await sendChanges(turn, assignment)).told}`]);
    case 'call-off':
      return at(async (turn, assignment) => {
        await closeAndNotify(turn, assignment, { status: 'cancelled', reason: 'not needed', by: 'Anne' });
        return [];
      });
    case 'board':
      return at(async ({ tx }, assignment) => {
        const lines = [`= ${assignment.title}: ${assignment.status}`];
        for (const o of await boardOf(tx, assignment.id)) {
          const v = await findVolunteer(tx, assignment.centre_id, o.volunteer_id);
          const beside = [o.note, o.answered_by === 'text' || o.answered_by === null ? null : `by ${o.answered_by}`];
          const words = [`= ${v?.name ?? ''}: wave ${o.wave}, ${o.status}`, ...beside.filter((b) => b !== null)];
          lines.push(words.join(', '));
        }
        return lines;
      });
    default:
      return undefined;
  }
}
