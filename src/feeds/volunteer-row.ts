import { numberIn } from '../domain/base/phone-numbers.ts';
import { parseOpening } from '../domain/base/opening-hours.ts';
import type { PlaceRegister } from '../domain/places/places.ts';
import { Refusal } from '../domain/base/refusal.ts';
import { dateOf } from '../domain/base/time.ts';
import type { NewVolunteer, VolunteerFields } from '../domain/volunteers/write-volunteers.ts';
import { readDecimal, readList, readWhen, readYesNo } from './cells.ts';
import { readLanguages } from './language-names.ts';
import { readPostcode } from './postcodes.ts';
import type { Columns, TableRow } from './table.ts';

/** The columns of a file of volunteers, and what they may be called in bokmål and nynorsk. */
export const VOLUNTEER_COLUMNS: Columns = {
  name: ['navn', 'namn'],
  phone: ['telefon', 'tlf', 'mobil', 'mobiltelefon', 'telefonnummer', 'mobilnummer', 'nummer', 'number', 'mobile'],
  language: ['språk', 'skriftspråk', 'målform'],
  postcode: ['postnummer', 'postnr'],
  interests: ['interesser', 'interesse', 'interest'],
  met_on: ['møtt', 'møtt_den', 'førstesamtale', 'første_samtale', 'fyrste_samtale', 'samtale', 'met'],
  notes: ['notat', 'notater', 'notatar', 'merknad', 'merknader', 'merknadar', 'note'],
  languages: ['snakker', 'snakkar', 'snakker_språk', 'snakkar_språk', 'speaks'],
  times: ['tider', 'tid', 'kan_når', 'ledig', 'available'],
  car: ['bil', 'har_bil'],
  max_km: ['maks_km', 'km', 'maks_avstand'],
  confidentiality_on: ['taushetserklæring', 'taushetsplikt', 'teieplikt', 'teieerklæring', 'confidentiality'],
};
/** Only in files that are written for a demo. */
export const VOLUNTEER_DEMO_COLUMNS: Columns = {
  paused_until: [],
  certificate_for: [],
  certificate_asked_on: [],
  certificate_shown_on: [],
};

export interface VolunteerContext {
  centreId: string;
  places: PlaceRegister;
  today: string;
  /** The day that "-40d" counts from; null where a file may not say so. */
  relativeTo: string | null;
}

const NAME_MAX = 80;
const NOTES_MAX = 2_000;
const INTERESTS_MAX = 20;
const INTEREST_MAX = 60;
const CERTIFICATE_MAX = 100;
const KM_MAX = 500;

type Read = VolunteerFields | { why: string };
type Reader = (text: string, context: VolunteerContext) => Read;

/** A row as a volunteer, or the sentence that says why it is none. A cell that is empty says nothing. */
export function readVolunteer({ cells, extra }: TableRow, context: VolunteerContext): NewVolunteer | { why: string } {
  const cell = (name: string): string => (cells[name] ?? '').trim();
  if (cell('name') === '') return { why: 'The name is missing.' };
  if (cell('phone') === '') return { why: 'The telephone number is missing.' };
  const number = numberIn(cell('phone'));
  if (number === null) return { why: `"${cell('phone').slice(0, 30)}" is no telephone number.` };
  const fields = readFields(cells, context);
  return 'why' in fields ? fields : { ...fields, centreId: context.centreId, number, extra };
}

/** What the cells of a row say of a volunteer, apart from the number. */
export function readFields(cells: Readonly<Record<string, string>>, context: VolunteerContext): Read {
  const fields: VolunteerFields = {};
  for (const [column, read] of READERS) {
    const text = (cells[column] ?? '').trim();
    if (text === '') continue;
    const part = read(text, context);
    if ('why' in part) return part;
    Object.assign(fields, part);
  }
  return fields;
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['name', readName],
  ['language', readLanguage],
  ['postcode', readHome],
  ['interests', readInterests],
  ['languages', readSpoken],
  ['times', readTimes],
  ['car', readCar],
  ['max_km', readKm],
  ['notes', (text) => (text.length > NOTES_MAX ? tooLong('notes', NOTES_MAX) : { notes: text })],
  ['met_on', past('met_on', (metOn) => ({ metOn }))],
  ['confidentiality_on', past('confidentiality_on', (confidentialityOn) => ({ confidentialityOn }))],
  [
    'certificate_for',
    (text) => (text.length > CERTIFICATE_MAX ? tooLong('certificate_for', CERTIFICATE_MAX) : { certificateFor: text }),
  ],
  ['certificate_asked_on', past('certificate_asked_on', (certificateAskedOn) => ({ certificateAskedOn }))],
  ['certificate_shown_on', past('certificate_shown_on', (certificateShownOn) => ({ certificateShownOn }))],
  ['paused_until', (text, context) => readDate(text, 'paused_until', context, (pausedUntil) => ({ pausedUntil }))],
]);

const tooLong = (column: string, max: number): Read => ({ why: `The ${column} is longer than ${max} characters.` });

function readName(text: string): Read {
  const name = text.normalize('NFC').replace(/\s+/g, ' ');
  if (!/\p{L}/u.test(name)) return { why: `"${name.slice(0, 30)}" is no name.` };
  return name.length > NAME_MAX ? tooLong('name', NAME_MAX) : { name };
}

/** The language that we write in; of several the first, and they speak them all. */
function readLanguage(text: string): Read {
  const read = readLanguages(text);
  if ('why' in read) return read;
  const [language, ...others] = read.codes;
  if (language === undefined) return { why: `"${text.slice(0, 20)}" is no language. Write for example nb, nn or en.` };
  return others.length === 0 ? { language } : { language, languages: read.codes };
}

function readHome(text: string, { places }: VolunteerContext): Read {
  const home = readPostcode(text, places);
  return 'why' in home ? home : { home };
}

function readInterests(text: string): Read {
  const interests = [...new Map(readList(text).map((one) => [one.toLowerCase(), one])).values()];
  if (interests.length > INTERESTS_MAX) return { why: `There are more than ${INTERESTS_MAX} interests.` };
  const long = interests.find((one) => one.length > INTEREST_MAX);
  return long === undefined ? { interests } : { why: `An interest is longer than ${INTEREST_MAX} characters.` };
}

function readSpoken(text: string): Read {
  const read = readLanguages(text);
  return 'why' in read ? read : { languages: read.codes };
}

function readTimes(text: string): Read {
  try {
    parseOpening(text);
    return { times: text };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { why: `"${text.slice(0, 40)}" does not say when they can. Write for example "Mon-Fri 09:00-15:00".` };
  }
}

function readCar(text: string): Read {
  const car = readYesNo(text);
  return car === 'unreadable' || car === null ? { why: 'car is neither yes nor no.' } : { car };
}

function readKm(text: string): Read {
  const km = readDecimal(text.replace(/ ?km$/i, ''));
  if (typeof km === 'number' && Number.isInteger(km) && km > 0 && km <= KM_MAX) return { maxKm: km };
  return { why: `"${text.slice(0, 20)}" is no number of kilometres from 1 to ${KM_MAX}.` };
}

/** A date on which something was done: one that lies ahead is a slip. "Nei" says that it was not. */
function past(column: string, take: (date: string) => VolunteerFields): Reader {
  return (text, context) => {
    if (readYesNo(text) === 0) return {};
    return readDate(text, column, context, (date) =>
      date > context.today ? { why: `${column} lies ahead: ${date}.` } : take(date),
    );
  };
}

function readDate(text: string, column: string, { relativeTo }: VolunteerContext, take: (date: string) => Read): Read {
  const when = readWhen(text, relativeTo);
  if (when === null)
    return { why: `"${text.slice(0, 30)}" is no date for ${column}. Write for example 2026-11-03 or 03.11.2026.` };
  return take(dateOf(when));
}
