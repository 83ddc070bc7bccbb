import type { Assignment, Db } from '../../../db/schema/index.ts';
import { type Ineligibility, ineligibilitiesOf, warningsOf } from '../../../domain/volunteers/eligibility.ts';
import type { Instant } from '../../../domain/base/time.ts';
import { candidateFacts } from '../../../domain/volunteers/candidate-facts.ts';
import type { VolunteerShown } from '../../../domain/volunteers/volunteers.ts';
import { called, volunteerNamed } from './find.ts';

/** The volunteers that staff want to ask and the gates let through. */
export interface Chosen {
  volunteers: { id: string; personId: string; name: string }[];
  leftOut: { volunteerId: string; name: string; why: string; gates: Ineligibility[] }[];
  warnings: { volunteerId: string; name: string; warning: string }[];
}

/** Those of the named volunteers who may be asked, each once, in the named order. */
export async function choose(
  db: Db,
  assignment: Assignment,
  { named, now }: { named: readonly string[]; now: Instant },
): Promise<Chosen> {
  const wanted = new Map<string, VolunteerShown>();
  for (const one of named) {
    const volunteer = await volunteerNamed(db, assignment, one);
    wanted.set(volunteer.id, volunteer);
  }
  const facts = new Map(
    (await candidateFacts(db, { assignment, now, volunteerIds: [...wanted.keys()] })).map((f) => [f.volunteer.id, f]),
  );
  const chosen: Chosen = { volunteers: [], leftOut: [], warnings: [] };
  for (const volunteer of wanted.values()) {
    const theirs = facts.get(volunteer.id);
    if (theirs === undefined) continue;
    const who = { volunteerId: volunteer.id, name: called(volunteer) };
    const gates = ineligibilitiesOf(theirs);
    if (gates.length > 0) {
      chosen.leftOut.push({ ...who, why: gates.join(', '), gates });
      continue;
    }
    chosen.volunteers.push({ id: volunteer.id, personId: volunteer.person_id, name: who.name });
    chosen.warnings.push(...warningsOf(theirs).map((warning) => ({ ...who, warning })));
  }
  return chosen;
}

/** Splits "a, b" into names; a list of nothing but commas has none. */
export const namesIn = (list: string): string[] =>
  list
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
