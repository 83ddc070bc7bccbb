import type { Db } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';

/** A stored person, or the person of an earlier row. */
export interface KnownPerson {
  /** The volunteer's id; empty for a person who is not a volunteer. */
  id: string;
  name: string;
  number: string;
  postcode: string | null;
}

/** All persons of a centre with a known name, volunteers with their ids. */
export async function knownPeople(db: Db, centreId: string): Promise<KnownPerson[]> {
  const rows = await db
    .selectFrom('person')
    .leftJoin('volunteer', 'volunteer.person_id', 'person.id')
    .select(['volunteer.id', 'person.name', 'person.number', 'person.postcode'])
    .where('person.centre_id', '=', centreId)
    .where('person.name', 'is not', null)
    .execute();
  return rows.map(({ id, name, number, postcode }) => ({ id: id ?? '', name: name ?? '', number, postcode }));
}

export type Whose =
  | { is: 'fine' }
  /** The number belongs to a person of a plainly different name. */
  | { is: 'another name'; known: KnownPerson }
  /** A volunteer of this name and postcode has another number. */
  | { is: 'another number'; known: KnownPerson };

export interface WhoIsWho {
  /** Whether a name may be kept behind a number. */
  whose: (row: { name: string; number: string; postcode: string | null }) => Whose;
  add: (person: KnownPerson) => void;
}

/** A look-up among all known persons: one number is one person, and one person may have got a new number. */
export function whoIsWho(known: readonly KnownPerson[]): WhoIsWho {
  const byNumber = new Map<string, KnownPerson>();
  const byHome = new Map<string, KnownPerson>();
  const homeOf = (name: string, postcode: string | null): string | null =>
    postcode === null ? null : `${wordsOf(name).toSorted().join(' ')}/${postcode}`;
  const add = (person: KnownPerson): void => {
    byNumber.set(person.number, person);
    const home = homeOf(person.name, person.postcode);
    if (home !== null && person.id !== '') byHome.set(home, person);
  };
  known.forEach(add);
  return {
    add,
    whose: ({ name, number, postcode }) => {
      const behind = byNumber.get(number);
      if (behind !== undefined)
        return isSamePerson(behind.name, name) ? { is: 'fine' } : { is: 'another name', known: behind };
      const home = homeOf(name, postcode);
      const there = home === null ? undefined : byHome.get(home);
      return there === undefined ? { is: 'fine' } : { is: 'another number', known: there };
    },
  };
}

/**
 * Whether two names may be those of one person: the same words in any order ("Berg, Kari", capitals), fewer of them,
 * the same first name with another last name (married), an initial, another spelling of the first name.
 */
export function isSamePerson(a: string, b: string): boolean {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.length === 0 || second.length === 0) return true;
  const [few, many] = first.length <= second.length ? [first, second] : [second, first];
  if (few.every((word) => many.includes(word))) return true;
  const [given, other] = [givenOf(a), givenOf(b)];
  return given === other || isInitial(given, other) || isInitial(other, given) || soundOf(given) === soundOf(other);
}

const wordsOf = (name: string): string[] =>
  normaliseName(name)
    .split(' ')
    .filter((word) => word !== '');

/** The first name, also in "Berg, Kari". */
function givenOf(name: string): string {
  const after = /,(.+)$/.exec(name)?.[1];
  return wordsOf(after ?? name)[0] ?? '';
}

const isInitial = (short: string, long: string): boolean => short.length === 1 && long.startsWith(short);

/** Spellings of one first name: Kristin and Kristine, Jon and John, Kari and Karri, Tor and Thor. Not Anne and Arne. */
const soundOf = (given: string): string =>
  given
    .replace(/h/g, '')
    .replace(/c/g, 'k')
    .replace(/[wz]/g, (letter) => (letter === 'w' ? 'v' : 's'))
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=..)e$/, '');
