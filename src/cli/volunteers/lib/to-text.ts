import type { Io } from '../../framework/io.ts';
import { facts, table, wall, wrap } from '../../framework/print.ts';
import { inHours, type VolunteerInFull } from './to-json.ts';

const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

/** Everything about a volunteer for the terminal. `phone` is the number in the form that may be shown. */
export function volunteerText(io: Io, v: VolunteerInFull, phone: string): string {
  const { certificate } = v;
  const about = facts([
    ['id', v.short],
    ['name', v.name],
    ['phone', phone],
    ['status', statusText(v)],
    ['opted out of texts', v.optedOut ? 'yes: ring them' : 'no'],
    ['home', [v.postcode, v.place].filter((x) => x !== null).join(' ')],
    ['we write in', v.language],
    ['speaks', v.languages.join(', ')],
    ['interests', v.interests.join(', ')],
    ['can', v.times],
    ['car', yesNo(v.car)],
    ['goes', v.maxKm === null ? null : `up to ${v.maxKm} km`],
    ['first conversation', v.metOn === null ? 'not held' : [v.metOn, v.metBy].filter((x) => x !== null).join(', ')],
    ['confidentiality', v.confidentialityOn ?? 'not signed'],
    ['certificate for', certificate.for],
    ['certificate asked', certificate.askedOn],
    ['certificate shown', certificate.shownOn],
    ['served', inHours(v.minutesServed)],
    ['notes', v.notes],
    [
      'other columns',
      Object.entries(v.extra)
        .map(([column, cell]) => `${column}: ${cell}`)
        .join('; '),
    ],
  ]);
  return `${about}\n\n${offersText(io, v)}`;
}

function statusText({ status, pausedUntil, leftOn }: VolunteerInFull): string {
  if (status === 'paused') return `paused; may be asked again from ${pausedUntil}`;
  if (status === 'left') return `left on ${leftOn}`;
  return status === 'new' ? 'new: not asked before the first conversation' : status;
}

const HEAD = ['begins', wrap('asked about'), wrap('status'), wrap('asked'), wrap('said'), wrap('how')];

function offersText(io: Io, { offers }: VolunteerInFull): string {
  const rows = offers.map((o) => [
    wall(o.startsAt),
    o.title,
    o.status,
    wall(o.askedAt),
    [o.said, o.note].filter((x) => x !== null).join(': '),
    o.answeredBy,
  ]);
  return table(io, HEAD, rows, 'They have not been asked yet.');
}
