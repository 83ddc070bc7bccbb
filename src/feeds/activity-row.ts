import type { NewActivity } from '../domain/activities/write-activities.ts';
import { importKeyOf } from '../domain/activities/write-activities.ts';
import type { PlaceRegister } from '../domain/places/places.ts';
import { dateOf, toInstant, type Wall } from '../domain/base/time.ts';
import { readDetails } from './activity-details.ts';
import { readTimes } from './activity-times.ts';
import { faultList } from './cells/faults.ts';
import { hasLostLetter } from './cells/names.ts';
import { readPostcode } from './cells/postcodes.ts';
import { readWhen } from './cells/when.ts';
import { readExceptions } from './repeats/exceptions.ts';
import { readRepeats } from './repeats/repeats.ts';
import { en, type Sentences } from './sentences/sentences.ts';
import type { TableRow } from './table/header.ts';
import { WINDOWS_DAY_ZERO } from './table/lines.ts';

export interface RowContext {
  centre: { id: string; postcode: string | null };
  places: PlaceRegister;
  /** The day from which "+3d" counts; null when a file must not use this form. */
  relativeTo: string | null;
  /** English by default. */
  say?: Sentences;
  /** The language that categories are named in. */
  language?: string;
  /** Day 0 of day numbers. */
  dayZero?: string;
  /** The day from which a weekday without a date is looked for. */
  today?: string;
}

/** A valid row; `said` are remarks on values that were read differently from the file. */
export interface ActivityRead {
  activity: NewActivity;
  said: string[];
}

const TITLE_MAX = 200;
const TEXT_MAX = 2_000;
const SHORT_MAX = 200;
const SHORT_COLUMNS = ['organiser', 'venue', 'address', 'price', 'languages', 'transport', 'url'];

/** A row as an activity, or the sentences that say what is wrong with it. */
export function readActivity({ cells, extra }: TableRow, context: RowContext): ActivityRead | { why: string } {
  const { say = en, language = 'en', dayZero = WINDOWS_DAY_ZERO } = context;
  const cell = (name: string): string => (cells[name] ?? '').trim();
  const faults = faultList();
  const title = cell('title').replace(/\s+/g, ' ');
  faults.why.push(...lengthsOf(title, cell, say));
  const time = faults.add(readTimes(cell, { say, dayZero, relativeTo: context.relativeTo, today: context.today }));
  const repeats = time === null ? null : faults.add(readRepeats(time.repeats, time.startsAt, say));
  const where = faults.add(placeOf(cell('postcode'), context, say));
  const details = faults.add(readDetails(cell, { say, language }));
  const series = { startsAt: repeats?.startsAt ?? '', repeats: repeats?.rule ?? null };
  const exceptions =
    repeats === null
      ? null
      : faults.add(
          readExceptions(cell('exceptions'), series, { say, relativeTo: context.relativeTo, except: repeats.except }),
        );
  if (
    time === null ||
    repeats === null ||
    where === null ||
    details === null ||
    exceptions === null ||
    faults.why.length > 0
  )
    return { why: faults.why.join(' ') };

  const relative = cell('starts_at').startsWith('+');
  const organiser = cell('organiser') === '' ? cell('association') : cell('organiser');
  const base = { title, organiser, postcode: where.postcode, repeats: repeats.rule };
  const { said, ...more } = details;
  return {
    said: [...time.said, ...repeats.said, ...exceptions.said, ...said],
    activity: {
      ...base,
      ...where,
      ...more,
      ...demoOnly(cell),
      centreId: context.centre.id,
      importKey: importKeyOf({ ...base, startsAt: relative ? cell('starts_at') : repeats.startsAt }),
      description: cell('description'),
      venue: cell('venue'),
      address: cell('address'),
      startsAt: repeats.startsAt,
      endsAt: time.endsAt === null ? null : shifted(time.endsAt, time.startsAt, repeats.startsAt),
      extra,
      changes: exceptions.changes,
    },
  };
}

function lengthsOf(title: string, cell: (name: string) => string, say: Sentences): string[] {
  const why: string[] = [];
  if (title === '') why.push(say.noTitle());
  if (title.length > TITLE_MAX) why.push(say.tooLong(say.column('title'), TITLE_MAX));
  const broken = [title, cell('venue'), cell('organiser')].find(hasLostLetter);
  if (broken !== undefined) why.push(say.lostLetter(broken.slice(0, 40)));
  for (const name of SHORT_COLUMNS)
    if (cell(name).length > SHORT_MAX) why.push(say.tooLong(say.column(name), SHORT_MAX));
  if (cell('description').length > TEXT_MAX) why.push(say.tooLong(say.column('description'), TEXT_MAX));
  return why;
}

/** The end moves with a beginning that was moved to the first date of its rule. */
function shifted(endsAt: Wall, from: Wall, to: Wall): Wall {
  const ms = Date.parse(`${endsAt}Z`) + Date.parse(`${to}Z`) - Date.parse(`${from}Z`);
  return new Date(ms).toISOString().slice(0, 16);
}

function placeOf(
  text: string,
  { centre, places }: RowContext,
  say: Sentences,
): { postcode: string | null; lat: number | null; lon: number | null } | { why: string } {
  if (text !== '') {
    const read = readPostcode(text, places, say);
    return 'why' in read ? read : { postcode: read.postcode, lat: read.lat, lon: read.lon };
  }
  const place = centre.postcode === null ? null : places.find(centre.postcode);
  return { postcode: centre.postcode, lat: place?.lat ?? null, lon: place?.lon ?? null };
}

function demoOnly(cell: (name: string) => string): Pick<NewActivity, 'status' | 'confirmedAt'> {
  const confirmed = readWhen(cell('confirmed_at'));
  return {
    ...(cell('status') === 'cancelled' ? { status: 'cancelled' } : {}),
    ...(confirmed === null
      ? {}
      : { confirmedAt: toInstant(confirmed.includes('T') ? confirmed : `${dateOf(confirmed)}T12:00`) }),
  };
}
