import type { Line } from '../src/conversation/ask.ts';

/** An assignment as whoever is asked may know it: nothing of the recipient is in it. */
export interface AssignmentTold {
  title: string;
  startsAt: string;
  minutes: number;
  /** Empty where it is not known. */
  place: string;
  description: string;
  needsCar: number;
  /** Codes, separated by `;`. */
  needsLanguages: string;
}

/** "1,5 timer" from minutes. */
export function duration(minutes: number): Line {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0 || (rest !== 0 && rest !== 30)) {
    return hours === 0
      ? { key: 'assignment.minutes', params: { count: rest } }
      : { key: 'assignment.hoursMinutes', params: { hours, minutes: rest } };
  }
  return rest === 30
    ? { key: 'assignment.hoursHalf', params: { hours } }
    : { key: 'assignment.hours', params: { count: hours } };
}

/** How many facts of an assignment somebody on the phone is asked to keep in mind, before a yes. */
export const FACTS_HEARD_MAX = 2;

/** What decides whether somebody can, the most wanted first. */
export function factsOf(told: AssignmentTold): Line[] {
  const facts: Line[] = [];
  if (told.place !== '') facts.push({ key: 'assignment.place', params: { place: told.place } });
  if (told.needsCar === 1) facts.push({ key: 'assignment.needsCar' });
  if (told.needsLanguages !== '')
    facts.push({
      key: 'assignment.needsLanguages',
      params: { languages: { as: 'languages', of: told.needsLanguages } },
    });
  if (told.description !== '') facts.push({ key: 'assignment.about', params: { description: told.description } });
  return facts;
}

/** Who, where and when, as whoever is confirmed is told it: said at once, and kept in no conversation. */
export interface Particulars {
  line: Line;
  /** What does not fit beside it: a message of its own. */
  more: Line | null;
}

/** The second sentence of particulars that have one. */
export function moreOf({ more }: Particulars): Line {
  if (more === null) throw new Error('There is nothing more to say.');
  return more;
}

/** For the flows' samples. */
export const confirmedSample: Particulars = {
  line: {
    key: 'assignment.confirmed',
    params: {
      title: 'Følge til legen i sentrum',
      day: { as: 'fullDay', of: '2026-12-01T11:00' },
      facts: {
        as: 'lines',
        of: [
          { key: 'assignment.recipient', params: { recipient: 'Solveig Hansen' } },
          {
            key: 'assignment.address',
            params: { address: { as: 'written', of: 'Vestregate 2, oppgang B, 3. etasje' } },
          },
          { key: 'assignment.phone', params: { phone: { as: 'phone', of: '+4790000003' } } },
        ],
      },
    },
  },
  more: { key: 'assignment.more', params: { details: { as: 'written', of: 'Ring på to ganger, hun hører dårlig.' } } },
};
