import { parseOpening } from '../domain/base/opening-hours.ts';
import type { PlaceRegister } from '../domain/places/places.ts';
import { Refusal } from '../domain/base/refusal.ts';
import { dateOf } from '../domain/base/time.ts';
import type { NewVolunteer, VolunteerFields } from '../domain/volunteers/write-volunteers.ts';
import { readDecimal, readList, readYesNo } from './cells/cells.ts';
import { readLanguages } from './cells/language-names.ts';
import { hasLostLetter, readName } from './cells/names.ts';
import { readPhones } from './cells/phones.ts';
import { readPostcode } from './cells/postcodes.ts';
import { readDayNumber, readWhen } from './cells/when.ts';
import { en, type Sentences } from './sentences/sentences.ts';
import type { TableRow } from './table/header.ts';
import { WINDOWS_DAY_ZERO } from './table/lines.ts';

export interface VolunteerContext {
  centreId: string;
  places: PlaceRegister;
  today: string;
  /** The day from which "-40d" counts; null when a file must not use this form. */
  relativeTo: string | null;
  /** English by default. */
  say?: Sentences;
  /** Day 0 of day numbers. */
  dayZero?: string;
}

/** A valid row; `said` are remarks on values that were read differently from the file. */
interface VolunteerRead extends NewVolunteer {
  said: string[];
}

const NAME_MAX = 80;
const NOTES_MAX = 2_000;
const INTERESTS_MAX = 20;
const INTEREST_MAX = 60;
const CERTIFICATE_MAX = 100;
const KM_MAX = 500;

/** The inputs for reading a cell. */
interface Reading extends Required<VolunteerContext> {
  said: string[];
}

type Read = VolunteerFields | { why: string };
type Reader = (text: string, reading: Reading) => Read;

/** Reads a row as a volunteer, or returns the sentences that say why it is invalid. An empty cell changes nothing. */
export function readVolunteer({ cells, extra }: TableRow, context: VolunteerContext): VolunteerRead | { why: string } {
  const { say = en } = context;
  const said: string[] = [];
  const cell = (name: string): string => (cells[name] ?? '').trim();
  const name = cell('name') === '' ? `${cell('first_name')} ${cell('last_name')}`.trim() : cell('name');
  const why: string[] = name === '' ? [say.noName()] : [];
  const phones = readPhones(cell('phone'));
  if (cell('phone') === '') why.push(say.noPhone());
  else if (phones === 'shortened') why.push(say.shortenedNumber(cell('phone').slice(0, 30)));
  else if (phones === null) why.push(say.noNumber(cell('phone').slice(0, 30)));
  const fields = collect({ ...cells, name }, { ...filled(context), said }, why);
  if (why.length > 0 || phones === null || phones === 'shortened') return { why: why.join(' ') };
  const others = [...phones.others, phones.words].filter((one) => one !== '');
  if (others.length > 0) said.push(say.otherNumbers(phones.number, others.join(', ')));
  return { ...fields, centreId: context.centreId, number: phones.number, extra, said };
}

const filled = (context: VolunteerContext): Required<VolunteerContext> => ({
  say: en,
  dayZero: WINDOWS_DAY_ZERO,
  ...context,
});

/** The facts about a volunteer in the cells of a row, apart from the number. */
export function readFields(cells: Readonly<Record<string, string>>, context: VolunteerContext): Read {
  const why: string[] = [];
  const fields = collect(cells, { ...filled(context), said: [] }, why);
  return why.length > 0 ? { why: why.join(' ') } : fields;
}

function collect(cells: Readonly<Record<string, string>>, reading: Reading, why: string[]): VolunteerFields {
  const fields: VolunteerFields = {};
  for (const [column, read] of READERS) {
    const text = (cells[column] ?? '').trim();
    if (text === '') continue;
    const part = read(text, reading);
    if ('why' in part) why.push(part.why);
    else Object.assign(fields, part);
  }
  return fields;
}

const within = (column: string, max: number, take: (text: string) => VolunteerFields): Reader => {
  return (text, { say }) => (text.length > max ? { why: say.tooLong(say.column(column), max) } : take(text));
};

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['name', readWholeName],
  ['language', readLanguage],
  ['postcode', readHome],
  ['interests', readInterests],
  ['languages', readSpoken],
  ['times', readTimes],
  ['car', readCar],
  ['max_km', readKm],
  ['notes', within('notes', NOTES_MAX, (notes) => ({ notes }))],
  ['met_on', past('met_on', (metOn) => ({ metOn }))],
  ['confidentiality_on', past('confidentiality_on', (confidentialityOn) => ({ confidentialityOn }))],
  ['certificate_for', within('certificate_for', CERTIFICATE_MAX, (certificateFor) => ({ certificateFor }))],
  ['certificate_asked_on', past('certificate_asked_on', (certificateAskedOn) => ({ certificateAskedOn }))],
  ['certificate_shown_on', past('certificate_shown_on', (certificateShownOn) => ({ certificateShownOn }))],
  ['paused_until', (text, reading) => readDate(text, 'paused_until', reading, (pausedUntil) => ({ pausedUntil }))],
]);

function readWholeName(text: string, { say }: Reading): Read {
  const name = readName(text);
  if (!/\p{L}/u.test(name)) return { why: say.noNameIn(name.slice(0, 30)) };
  if (hasLostLetter(name)) return { why: say.lostLetter(name.slice(0, 40)) };
  return name.length > NAME_MAX ? { why: say.tooLong(say.column('name'), NAME_MAX) } : { name };
}

/** The language that we write in; of several the first, and they speak them all. */
function readLanguage(text: string, { say }: Reading): Read {
  const read = readLanguages(text);
  if ('odd' in read) return { why: say.noLanguage(read.odd) };
  const [language, ...others] = read.codes;
  if (language === undefined) return { why: say.writtenIn(text.slice(0, 20)) };
  return others.length === 0 ? { language } : { language, languages: read.codes };
}

function readHome(text: string, { places, say }: Reading): Read {
  const home = readPostcode(text, places, say);
  return 'why' in home ? home : { home };
}

function readInterests(text: string, { say }: Reading): Read {
  const interests = [...new Map(readList(text).map((one) => [one.toLowerCase(), one])).values()];
  if (interests.length > INTERESTS_MAX) return { why: say.manyInterests(INTERESTS_MAX) };
  const long = interests.find((one) => one.length > INTEREST_MAX);
  return long === undefined ? { interests } : { why: say.longInterest(INTEREST_MAX) };
}

function readSpoken(text: string, { say }: Reading): Read {
  const read = readLanguages(text);
  return 'odd' in read ? { why: say.noLanguage(read.odd) } : { languages: read.codes };
}

function readTimes(text: string, { say }: Reading): Read {
  try {
    parseOpening(text);
    return { times: text };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { why: say.noTimes(text.slice(0, 40)) };
  }
}

function readCar(text: string, { say }: Reading): Read {
  const car = readYesNo(text);
  return car === 'unreadable' || car === null ? { why: say.noYesNo(say.column('car')) } : { car };
}

function readKm(text: string, { say }: Reading): Read {
  const km = readDecimal(text.replace(/ ?km$/i, ''));
  if (typeof km === 'number' && Number.isInteger(km) && km > 0 && km <= KM_MAX) return { maxKm: km };
  return { why: say.noKm(text.slice(0, 20), KM_MAX) };
}

/** A date of a past event: a later date is a slip. "Nei" says that the event did not happen. */
function past(column: string, take: (date: string) => VolunteerFields): Reader {
  return (text, reading) => {
    if (readYesNo(text) === 0) return {};
    return readDate(text, column, reading, (date) =>
      date > reading.today ? { why: reading.say.liesAhead(reading.say.column(column), date) } : take(date),
    );
  };
}

function readDate(text: string, column: string, reading: Reading, take: (date: string) => Read): Read {
  const { say, relativeTo, dayZero, said } = reading;
  const when = readWhen(text, relativeTo);
  if (when !== null) return take(dateOf(when));
  const day = readDayNumber(text, dayZero);
  if (day === null) return { why: say.noDate(text.slice(0, 30), say.column(column)) };
  said.push(say.dayNumber(text, dateOf(day)));
  return take(dateOf(day));
}
