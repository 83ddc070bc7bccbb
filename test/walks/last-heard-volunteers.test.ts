import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addToDo, addVolunteer, assignmentDeed, staffDeeds } from '../support/people/assignments.ts';
import { openTestApp, PEOPLE, type Heard, type TestApp } from '../support/app.ts';

const NAMES = ['Kari', 'Ola', 'Solveig'] as const;
const TEXTS = ['JA', 'NEI', 'KAN IKKE', 'ANGRE', 'mine', '1', '2', 'ja, men etter 15'] as const;
const DEEDS = [...staffDeeds(NAMES), 'offer Kari,Ola,Solveig size=2'];

type Step = { who: (typeof NAMES)[number]; text: string } | { deed: string } | { hours: number };

/** The day and hour at which a person believes to be expected, such as "1.12 kl. 11"; null for never. */
type Belief = string | null;

/** What one text makes of it; undefined where it says nothing about it. */
function beliefOf({ body }: Heard): Belief | undefined {
  const said = body.replaceAll('. desember', '.12');
  const times = said.match(/\d\.12 kl\. \d+/g) ?? [];
  if (/avlyst|tatt av|ble det en annen|dekket|sagt ja til|takket nei|Svar JA eller NEI|det du skrev/.test(said))
    return null;
  if (/er nå /.test(said)) return times[1];
  return /Det er avtalt|Husk oppdraget/.test(said) ? times[0] : undefined;
}

interface Lived {
  beliefs: Map<string, Belief>;
  all: string[];
}

async function live(app: TestApp, script: readonly Step[]): Promise<Lived> {
  const { beliefs, all }: Lived = { beliefs: new Map(), all: [] };
  const hear = (heard: readonly Heard[]): void => {
    for (const one of heard) {
      const belief = beliefOf(one);
      all.push(`${one.at} ${one.to} ${one.body}`);
      if (belief !== undefined) beliefs.set(one.to, belief);
    }
  };
  const deed = async (line: string): Promise<void> => {
    const [verb = '', ...words] = line.split(' ');
    all.push(`@ ${line}`);
    hear(await app.after(() => assignmentDeed(app, verb, words).catch(() => {})));
    // A volunteer who tells staff on the phone that they cannot come knows it.
    if (verb === 'answer' && words[1] === 'no') beliefs.set(PEOPLE[words[0] ?? ''] ?? '', null);
  };
  let hour = 12;
  for (const step of script) {
    if ('deed' in step) await deed(step.deed);
    else if ('text' in step) {
      all.push(`> ${step.who}: ${step.text}`);
      hear(await app.text(PEOPLE[step.who] ?? '', step.text));
    } else {
      hour += step.hours;
      const day = 23 + Math.floor(hour / 24);
      if (day < 31) hear(await app.goTo(`2026-11-${day}T${String(hour % 24).padStart(2, '0')}:00`));
    }
  }
  await deed('send');
  hear(await app.goTo('2026-12-01T09:30'));
  return { beliefs, all };
}

/** Persons who are expected at a time that they do not know of, or believe in one at which they are not expected. */
async function mistaken(app: TestApp, beliefs: ReadonlyMap<string, Belief>): Promise<string[]> {
  const { db } = app.store;
  const rows = await db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .innerJoin('person', 'person.id', 'offer.person_id')
    .select(['person.number', 'assignment.starts_at'])
    .where('offer.status', '=', 'confirmed')
    .where('assignment.status', 'in', ['open', 'filled'])
    .execute();
  const rung = new Set((await db.selectFrom('callback').select('number').execute()).map((c) => c.number));
  return NAMES.flatMap((name) => {
    const number = PEOPLE[name] ?? '';
    const row = rows.find((one) => one.number === number);
    const expected =
      row === undefined ? null : `${Number(row.starts_at.slice(8, 10))}.12 kl. ${Number(row.starts_at.slice(11, 13))}`;
    const believed = beliefs.get(number) ?? null;
    return rung.has(number) || expected === believed
      ? []
      : [`${name} is expected ${expected}, and believes ${believed}`];
  });
}

test('a volunteer who is expected knows when, and nobody else believes it, whatever they and staff do', async () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ who: fc.constantFrom(...NAMES), text: fc.constantFrom(...TEXTS) }),
    fc.record({ deed: fc.constantFrom(...DEEDS) }),
    fc.record({ hours: fc.integer({ min: 1, max: 30 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (script) => {
      const app = await openTestApp();
      try {
        for (const name of NAMES) await addVolunteer(app, name);
        await addToDo(app);
        const { beliefs, all } = await live(app, [{ deed: 'offer Kari,Ola size=2' }, ...script]);
        expect(await mistaken(app, beliefs), all.join('\n')).toEqual([]);
      } finally {
        await app.close();
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60) },
  );
}, 600_000);
