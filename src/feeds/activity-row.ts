import type { NewActivity } from '../domain/activities/write-activities.ts';
import { importKeyOf } from '../domain/activities/write-activities.ts';
import { categoryNamed, CATEGORIES } from '../domain/base/categories.ts';
import { numberIn } from '../domain/base/phone-numbers.ts';
import type { PlaceRegister } from '../domain/places/places.ts';
import { dateOf, toInstant, type Wall } from '../domain/base/time.ts';
import { readClock, readDecimal, readWhen, readYesNo } from './cells.ts';
import { readExceptions } from './exceptions.ts';
import { readLanguages } from './language-names.ts';
import { readPostcode } from './postcodes.ts';
import { readRepeats } from './repeats.ts';
import type { Columns, TableRow } from './table.ts';

/** The columns of a file of activities, and what they may be called in bokmål and nynorsk. */
export const ACTIVITY_COLUMNS: Columns = {
  title: ['tittel', 'navn', 'namn', 'aktivitet', 'activity', 'name'],
  description: ['beskrivelse', 'skildring', 'omtale'],
  category: ['kategori'],
  organiser: ['arrangør', 'organizer'],
  organiser_phone: ['arrangør_telefon', 'telefon', 'organizer_phone', 'arrangørens_telefon', 'phone'],
  venue: ['sted', 'stad', 'lokale'],
  address: ['adresse'],
  postcode: ['postnummer', 'postnr'],
  starts_at: ['starter', 'startar', 'start', 'starttid', 'begynner', 'starts'],
  ends_at: ['slutter', 'sluttar', 'slutt', 'sluttid', 'ends', 'end'],
  repeats: ['gjentas', 'gjentar', 'gjentek', 'repeats_rrule', 'rrule'],
  price: ['pris'],
  step_free: ['trinnfritt', 'trinnfri', 'trappefritt'],
  languages: ['språk', 'language'],
  capacity: ['kapasitet', 'plasser', 'plassar'],
  sign_up: ['påmelding', 'signup'],
};
/** Only in files that are written for a demo. */
export const DEMO_COLUMNS: Columns = { exceptions: [], status: [], confirmed_at: [] };

export interface RowContext {
  centre: { id: string; postcode: string | null };
  places: PlaceRegister;
  /** The day that "+3d" counts from; null where a file may not say so. */
  relativeTo: string | null;
}

const TITLE_MAX = 200;
const TEXT_MAX = 2_000;
const SHORT_MAX = 200;
const CAPACITY_MAX = 10_000;
/** A row as an activity, or the sentence that says why it is none. */
export function readActivity({ cells, extra }: TableRow, context: RowContext): NewActivity | { why: string } {
  const cell = (name: string): string => (cells[name] ?? '').trim();
  const title = cell('title').replace(/\s+/g, ' ');
  if (title === '') return { why: 'The title is missing.' };
  if (title.length > TITLE_MAX) return { why: `The title is longer than ${TITLE_MAX} characters.` };
  const tooLong = [...SHORT_COLUMNS, 'description'].find(
    (n) => cell(n).length > (n === 'description' ? TEXT_MAX : SHORT_MAX),
  );
  if (tooLong !== undefined)
    return { why: `The ${tooLong} is longer than ${tooLong === 'description' ? TEXT_MAX : SHORT_MAX} characters.` };

  const time = readTimes(cell('starts_at'), cell('ends_at'), context.relativeTo);
  if ('why' in time) return time;
  const repeats = readRepeats(cell('repeats'), time.startsAt);
  if ('why' in repeats) return repeats;
  const endsAt = time.endsAt === null ? null : shifted(time.endsAt, time.startsAt, repeats.startsAt);
  const where = readPlace(cell('postcode'), context);
  if ('why' in where) return where;
  const details = readDetails(cell);
  if ('why' in details) return details;

  const relative = cell('starts_at').startsWith('+');
  const base = { title, organiser: cell('organiser'), postcode: where.postcode, repeats: repeats.rule };
  const changes = readExceptions(
    cell('exceptions'),
    { startsAt: repeats.startsAt, repeats: repeats.rule },
    context.relativeTo,
  );
  if ('why' in changes) return changes;
  return {
    ...base,
    ...where,
    ...details,
    ...demoOnly(cell),
    centreId: context.centre.id,
    importKey: importKeyOf({ ...base, startsAt: relative ? cell('starts_at') : repeats.startsAt }),
    description: cell('description'),
    venue: cell('venue'),
    address: cell('address'),
    price: priceOf(cell('price')),
    startsAt: repeats.startsAt,
    endsAt,
    extra,
    changes: changes.changes,
  };
}

const SHORT_COLUMNS = ['organiser', 'venue', 'address', 'price', 'languages'];

function readTimes(
  start: string,
  end: string,
  relativeTo: string | null,
): { startsAt: Wall; endsAt: Wall | null } | { why: string } {
  if (start === '') return { why: 'It is not said when it begins.' };
  const startsAt = readWhen(start, relativeTo);
  if (startsAt === null)
    return {
      why: `"${start.slice(0, 40)}" is no date and time. Write for example 2026-12-01T18:00 or 01.12.2026 18:00.`,
    };
  if (!startsAt.includes('T')) return { why: `${start} has no time of day. Write for example ${startsAt}T18:00.` };
  if (end === '') return { startsAt, endsAt: null };
  const clock = readClock(end);
  const endsAt = clock === null ? readWhen(end, relativeTo) : `${dateOf(startsAt)}T${clock}`;
  if (!endsAt?.includes('T')) return { why: `"${end.slice(0, 40)}" is no end. Write a date and time, or a time.` };
  if (endsAt <= startsAt) return { why: `It ends (${endsAt}) before it begins (${startsAt}).` };
  return { startsAt, endsAt };
}

/** The end moves with a beginning that was moved to the first date of its rule. */
function shifted(endsAt: Wall, from: Wall, to: Wall): Wall {
  const ms = Date.parse(`${endsAt}Z`) + Date.parse(`${to}Z`) - Date.parse(`${from}Z`);
  return new Date(ms).toISOString().slice(0, 16);
}

function readPlace(
  text: string,
  { centre, places }: RowContext,
): { postcode: string | null; lat: number | null; lon: number | null } | { why: string } {
  if (text !== '') {
    const read = readPostcode(text, places);
    return 'why' in read ? read : { postcode: read.postcode, lat: read.lat, lon: read.lon };
  }
  const place = centre.postcode === null ? null : places.find(centre.postcode);
  return { postcode: centre.postcode, lat: place?.lat ?? null, lon: place?.lon ?? null };
}

type Details = Required<
  Pick<NewActivity, 'category' | 'organiserPhone' | 'stepFree' | 'signUp' | 'capacity' | 'languages'>
>;

function readDetails(cell: (name: string) => string): Details | { why: string } {
  const category = cell('category') === '' ? 'other' : categoryNamed(cell('category'));
  if (category === null)
    return {
      why: `"${cell('category').slice(0, 40)}" is no category. Choose one of: ${Object.keys(CATEGORIES).join(', ')}.`,
    };
  const phone = cell('organiser_phone');
  const organiserPhone = numberIn(phone);
  if (phone !== '' && organiserPhone === null) return { why: `"${phone.slice(0, 30)}" is no telephone number.` };
  const [stepFree, signUp] = [readYesNo(cell('step_free')), readYesNo(cell('sign_up'))];
  if (stepFree === 'unreadable') return { why: 'step_free is neither yes nor no.' };
  if (signUp === 'unreadable') return { why: 'sign_up is neither yes nor no.' };
  const capacity = readDecimal(cell('capacity'));
  if (
    capacity === 'unreadable' ||
    (capacity !== null && !(Number.isInteger(capacity) && capacity > 0 && capacity <= CAPACITY_MAX))
  )
    return { why: `"${cell('capacity').slice(0, 20)}" is no number of places from 1 to ${CAPACITY_MAX}.` };
  const languages = readLanguages(cell('languages'));
  if ('why' in languages) return languages;
  return {
    category,
    organiserPhone,
    stepFree,
    signUp: signUp ?? 0,
    capacity,
    languages: languages.codes.join(';'),
  };
}

/** "50" is spoken as fifty crowns, and "0" as free; anything else is left as it was written. */
function priceOf(text: string): string {
  const crowns = readDecimal(text.replace(/,-$/, ''));
  if (typeof crowns !== 'number') return text;
  return crowns === 0 ? 'gratis' : `${String(crowns).replace('.', ',')} kr`;
}

function demoOnly(cell: (name: string) => string): Pick<NewActivity, 'status' | 'confirmedAt'> {
  const confirmed = readWhen(cell('confirmed_at'));
  return {
    ...(cell('status') === 'cancelled' ? { status: 'cancelled' } : {}),
    ...(confirmed === null
      ? {}
      : { confirmedAt: toInstant(confirmed.includes('T') ? confirmed : `${confirmed}T12:00`) }),
  };
}
