import type { Line } from '../src/conversation/ask.ts';

/** An assignment as an asked volunteer may know it: no field describes the recipient. */
export interface AssignmentTold {
  title: string;
  startsAt: string;
  minutes: number;
  /** Empty when unknown. */
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

/** Number of facts that a caller can keep in mind until the yes. */
export const FACTS_HEARD_MAX = 2;

/** The facts by which a volunteer decides, the most important first. */
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

/** Who, where and when, as the confirmed volunteer is told: sent at once, and stored in no conversation. */
export interface Particulars {
  line: Line;
  /** The rest, sent as a second message when it does not fit into the first. */
  more: Line | null;
}

export function moreOf({ more }: Particulars): Line {
  if (more === null) throw new Error('There is nothing more to say.');
  return more;
}

/** For the samples of the flows. */
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
