import type { Store } from '../../../src/db/open.ts';

const FIRST = ['Kari', 'Ola', 'Solveig', 'Per', 'Ingrid', 'Lars', 'Marit', 'Nils', 'Astrid', 'Bjørn', 'Åse', 'Øyvind'];
const LAST = ['Berg', 'Dahl', 'Eriksen', 'Foss', 'Haugen', 'Lie', 'Moen', 'Nygård', 'Solberg', 'Vik'];
const INTERESTS = ['tur', 'besøk;kafé', 'kjøring', 'baking;arrangement', 'leksehjelp', 'data;mobil'];
const POSTCODES = ['4836', '4817', '4818', '4820', '4876', '4400', '4480'];
const THEN = '2026-11-01T08:00:00.000Z';
const CHUNK = 500;

const numberOf = (n: number): string => `+47${90_000_000 + n}`;

/** Fills a centre with made-up volunteers with Norwegian mobiles, always the same ones; one in five reads nynorsk. */
export async function plantPeople(
  store: Store,
  { centreId, count }: { centreId: string; count: number },
): Promise<void> {
  const one = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
  for (let done = 0; done < count; done += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, count - done) }, (_, i) => done + i);
    await store.write(async (tx) => {
      const people = numbers.map((n) => ({
        // Not in the order of numbers, like real ids.
        id: `person_${((n * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0')}`,
        centre_id: centreId,
        number: numberOf(n),
        name: `${one(FIRST, n)} ${one(LAST, n * 7)}`,
        language: n % 5 === 0 ? 'nn' : 'nb',
        language_chosen: 0,
        postcode: one(POSTCODES, n),
        first_seen_at: THEN,
      }));
      await tx.insertInto('person').values(people).execute();
      const volunteers = people.map((p, i) => ({
        id: `v-${p.id}`,
        centre_id: centreId,
        person_id: p.id,
        interests: one(INTERESTS, done + i),
        languages: '',
        times: '',
        car: 0,
        notes: '',
        extra: '{}',
        created_at: THEN,
        changed_at: THEN,
      }));
      await tx.insertInto('volunteer').values(volunteers).execute();
    });
  }
}
