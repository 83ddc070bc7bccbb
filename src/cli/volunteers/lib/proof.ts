import type { Words } from '../../../channels/words.ts';
import type { Centre } from '../../../db/schema/index.ts';
import { KINDS } from '../../../domain/base/assignment-kinds.ts';
import type { Hours } from '../../../domain/volunteers/service-hours.ts';
import type { Io } from '../../framework/io.ts';
import { table, wrap } from '../../framework/print.ts';
import { safe } from '../../framework/escape.ts';

/** A table of the proof, in words. */
export interface Grid {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** The last row, which sums up the others; null without one. */
  foot: readonly string[] | null;
}

/** The proof of a volunteer's hours in the words of one language: the source of its text and its page. */
export interface Proof {
  language: string;
  centre: string;
  title: string;
  statement: string;
  kinds: Grid;
  days: Grid;
  note: string;
  placeAndDate: string;
  signature: string;
  nameAndRole: string;
  contact: string;
}

/** The input of a proof. */
interface Given {
  words: Words;
  language: string;
  centre: Pick<Centre, 'name' | 'number' | 'voice_number'>;
  /** Place of signing; null when unknown. */
  place: string | null;
  name: string;
  /** With at least one entry. */
  hours: Hours;
  /** A date. */
  today: string;
}

/** Puts the proof into words. It names neither the recipients of the help nor titles, which may tell who they are. */
export function proofOf({ words, language, centre, place, name, hours, today }: Given): Proof {
  const day = longDates(language);
  const time = (minutes: number): string => timeIn(words, minutes);
  const kind = (key: string): string => kindIn(language, key);
  const [from, to] = [hours.served[0]?.servedOn ?? today, hours.served.at(-1)?.servedOn ?? today];
  const about = { centre: centre.name, name, time: timeInFull(words, hours.minutes) };
  const total = words({ key: 'proof.total' });
  const heads = {
    kind: words({ key: 'proof.kind' }),
    date: words({ key: 'proof.date' }),
    times: words({ key: 'proof.times' }),
    time: words({ key: 'proof.time' }),
  };
  return {
    language,
    centre: centre.name,
    title: words({ key: 'proof.title' }),
    statement:
      from === to
        ? words({ key: 'proof.statementOneDay', params: { ...about, day: day(from) } })
        : words({ key: 'proof.statement', params: { ...about, from: day(from), to: day(to) } }),
    kinds: {
      caption: words({ key: 'proof.kinds' }),
      head: [heads.kind, heads.times, heads.time],
      rows: hours.byKind.map((k) => [kind(k.kind), String(k.times), time(k.minutes)]),
      foot: [total, String(hours.served.length), time(hours.minutes)],
    },
    days: {
      caption: words({ key: 'proof.days' }),
      head: [heads.date, heads.kind, heads.time],
      rows: hours.served.map((s) => [day(s.servedOn), kind(s.kind), time(s.minutes)]),
      foot: null,
    },
    note: words({ key: 'proof.note' }),
    placeAndDate:
      place === null ? day(today) : words({ key: 'proof.placeAndDate', params: { place, date: day(today) } }),
    signature: words({ key: 'proof.signature', params: { centre: centre.name } }),
    nameAndRole: words({ key: 'proof.nameAndRole' }),
    contact: words({
      key: 'proof.contact',
      params: { phone: { as: 'phone', of: centre.voice_number ?? centre.number } },
    }),
  };
}

/** "23. november 2026". */
function longDates(language: string): (date: string) => string {
  const settings = { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, settings);
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}

function timeIn(words: Words, inAll: number): string {
  const [hours, minutes] = [Math.floor(inAll / 60), inAll % 60];
  if (hours === 0) return words({ key: 'proof.minutes', params: { minutes } });
  if (minutes === 0) return words({ key: 'proof.hours', params: { hours } });
  return words({ key: 'proof.hoursMinutes', params: { hours, minutes } });
}

function timeInFull(words: Words, inAll: number): string {
  const [hours, minutes] = [Math.floor(inAll / 60), inAll % 60];
  const inHours = words({ key: 'proof.longHours', params: { count: hours } });
  const inMinutes = words({ key: 'proof.longMinutes', params: { count: minutes } });
  if (hours === 0) return inMinutes;
  return minutes === 0 ? inHours : words({ key: 'proof.longBoth', params: { hours: inHours, minutes: inMinutes } });
}

function kindIn(language: string, key: string): string {
  const kind = KINDS[key];
  const name = kind === undefined ? key : language === 'nb' || language === 'nn' ? kind[language] : kind.en;
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

const LINE = '_'.repeat(40);

/** The proof as a text to read or to send. */
export function proofText(io: Io, proof: Proof): string {
  const drawn = ({ caption, head, rows, foot }: Grid): string =>
    `${safe(caption)}\n${table(io, head.map(wrap), foot === null ? rows : [...rows, foot])}`;
  return [
    `${safe(proof.centre)}\n\n${safe(proof.title)}`,
    safe(proof.statement),
    drawn(proof.kinds),
    drawn(proof.days),
    safe(proof.note),
    safe(proof.placeAndDate),
    `${LINE}\n${safe(proof.signature)}`,
    `${LINE}\n${safe(proof.nameAndRole)}`,
    safe(proof.contact),
  ].join('\n\n');
}
