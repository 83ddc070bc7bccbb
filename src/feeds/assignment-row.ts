import type { AssignmentFields } from '../domain/assignments/assignment-changes.ts';
import type { NewAssignment, Secret } from '../domain/assignments/assignments.ts';
import { KINDS, kindNamed } from '../domain/base/assignment-kinds.ts';
import { numberIn } from '../domain/base/phone-numbers.ts';
import type { PlaceRegister } from '../domain/places/places.ts';
import { toInstant, type Instant } from '../domain/base/time.ts';
import { readDecimal, readYesNo } from './cells/cells.ts';
import { readWhen } from './cells/when.ts';
import { readLanguages } from './cells/language-names.ts';
import { readPostcode } from './cells/postcodes.ts';
import { en } from './sentences/sentences.ts';

/** The facts about an assignment in a row, or in the options of a command. */
export interface AssignmentRead {
  fields: AssignmentFields;
  /** Facts that only a confirmed volunteer may know. */
  secret: Partial<Secret>;
}

export interface AssignmentContext {
  places: PlaceRegister;
  now: Instant;
  /** The day from which "+3d 18:00" counts; null where this form is not allowed. */
  relativeTo: string | null;
}

/** The columns, in the order in which they are read. */
export const ASSIGNMENT_COLUMNS = [
  'title',
  'kind',
  'starts_at',
  'minutes',
  'needs',
  'place',
  'description',
  'car',
  'languages',
  'certificate',
  'confidentiality',
  'confirm',
  'ordered_by',
  'contact',
  'recipient',
  'address',
  'phone',
  'details',
] as const;
export type AssignmentColumn = (typeof ASSIGNMENT_COLUMNS)[number];

/** With this length, the message still fits into two text parts. */
const TITLE_MAX = 80;
const DESCRIPTION_MAX = 160;
const RECIPIENT_MAX = 60;
const ADDRESS_MAX = 80;
const DETAILS_MAX = 250;
const ORDERED_MAX = 80;
const MINUTES_MAX = 24 * 60;
const NEEDS_MAX = 100;

type Fields = AssignmentFields | { why: string };
type Reader = (
  text: string,
  context: AssignmentContext,
) => { fields: AssignmentFields } | { secret: Partial<Secret> } | { why: string };

/** Reads the cells that are not empty. `why` is a sentence about the fault. */
export function readAssignment(
  cells: Readonly<Partial<Record<AssignmentColumn, string>>>,
  context: AssignmentContext,
): AssignmentRead | { why: string } {
  const read: AssignmentRead = { fields: {}, secret: {} };
  for (const column of ASSIGNMENT_COLUMNS) {
    const text = tidy(cells[column] ?? '');
    if (text === '') continue;
    const part = READERS[column](text, context);
    if ('why' in part) return part;
    if ('fields' in part) Object.assign(read.fields, part.fields);
    else Object.assign(read.secret, part.secret);
  }
  return read;
}

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const open =
  (read: (text: string, context: AssignmentContext) => Fields): Reader =>
  (text, context) => {
    const fields = read(text, context);
    return 'why' in fields && typeof fields.why === 'string'
      ? { why: fields.why }
      : { fields: fields as AssignmentFields };
  };

const within = (column: string, max: number, take: (text: string) => AssignmentFields): Reader =>
  open((text) => (text.length > max ? tooLong(column, max, text) : take(text)));

const hidden =
  (name: keyof Secret, max: number): Reader =>
  (text) =>
    text.length > max ? tooLong(name, max, text) : { secret: { [name]: text } };

const tooLong = (column: string, max: number, { length }: string): { why: string } => ({
  why: `The ${column} has ${length} characters, and ${max} is the most that fits in a text message. Make it shorter.`,
});

const yesNo = (column: string, take: (said: 0 | 1) => AssignmentFields): Reader =>
  open((text) => {
    const said = readYesNo(text);
    return said === 0 || said === 1 ? take(said) : { why: `${column} is neither yes nor no.` };
  });

const whole = (column: string, max: number, take: (n: number) => AssignmentFields): Reader =>
  open((text) => {
    const n = readDecimal(text);
    if (typeof n === 'number' && Number.isInteger(n) && n >= 1 && n <= max) return take(n);
    return { why: `"${text.slice(0, 20)}" is not right for ${column}: it must be a whole number from 1 to ${max}.` };
  });

const READERS: Readonly<Record<AssignmentColumn, Reader>> = {
  title: open(readTitle),
  kind: open(readKind),
  starts_at: open(readStart),
  minutes: whole('minutes', MINUTES_MAX, (minutes) => ({ minutes })),
  needs: whole('needs', NEEDS_MAX, (needs) => ({ needs })),
  place: open(readPlace),
  description: within('description', DESCRIPTION_MAX, (description) => ({ description })),
  car: yesNo('car', (needs_car) => ({ needs_car })),
  languages: open(readSpoken),
  certificate: yesNo('certificate', (needs_certificate) => ({ needs_certificate })),
  confidentiality: yesNo('confidentiality', (needs_confidentiality) => ({ needs_confidentiality })),
  confirm: open(readConfirm),
  ordered_by: within('orderer', ORDERED_MAX, (ordered_by) => ({ ordered_by })),
  contact: within('contact', ORDERED_MAX, (ordered_contact) => ({ ordered_contact })),
  recipient: hidden('recipient', RECIPIENT_MAX),
  address: hidden('address', ADDRESS_MAX),
  phone: readPhone,
  details: hidden('details', DETAILS_MAX),
};

function readTitle(title: string): Fields {
  if (!/\p{L}/u.test(title)) return { why: `"${title.slice(0, 30)}" is no title: it says nothing.` };
  return title.length > TITLE_MAX ? tooLong('title', TITLE_MAX, title) : { title };
}

function readKind(text: string): Fields {
  const kind = kindNamed(text);
  if (kind !== null) return { kind };
  return { why: `"${text.slice(0, 30)}" is no kind of assignment. Choose one of: ${Object.keys(KINDS).join(', ')}.` };
}

function readStart(text: string, { now, relativeTo }: AssignmentContext): Fields {
  const starts_at = readWhen(text, relativeTo);
  if (starts_at === null || !starts_at.includes('T'))
    return { why: `"${text.slice(0, 30)}" does not say when it begins. Write for example 2026-12-01T11:00.` };
  if (toInstant(starts_at) <= now) return { why: `${starts_at} is over. Choose a time that is still to come.` };
  return { starts_at };
}

/** A postcode, or the local name of the place. */
function readPlace(text: string, { places }: AssignmentContext): Fields {
  if (/^(?:NO?-?)?\d{3,4}$/i.test(text)) {
    const postal = readPostcode(text, places);
    // Without a register the postcode is still stored; only distances stay unknown.
    if ('why' in postal && places.size === 0 && /^\d{4}$/.test(text)) return { ...NOWHERE, postcode: text };
    return 'why' in postal ? postal : placeFields(postal.postcode, postal.name, postal);
  }
  const found = places.find(text);
  if (found === null)
    return {
      why: `The place "${text.slice(0, 40)}" is not known. Give a postcode, or see: ringerunde places find <text>`,
    };
  return placeFields(found.postcode, found.name, found);
}

const placeFields = (
  postcode: string,
  place_name: string,
  { lat, lon }: { lat: number | null; lon: number | null },
): AssignmentFields => ({ postcode, place_name, lat, lon });

function readSpoken(text: string): Fields {
  const read = readLanguages(text);
  return 'odd' in read ? { why: en.noLanguage(read.odd) } : { needs_languages: read.codes.join(';') };
}

function readConfirm(text: string): Fields {
  if (text === 'staff' || text === 'first-yes') return { confirm: text };
  return { why: `"${text.slice(0, 20)}" does not say who confirms. Choose staff or first-yes.` };
}

function readPhone(text: string): ReturnType<Reader> {
  const phone = numberIn(text);
  return phone === null ? { why: `"${text.slice(0, 30)}" is no telephone number.` } : { secret: { phone } };
}

const NOWHERE: AssignmentFields = { postcode: null, place_name: null, lat: null, lon: null };

/** The values of deleted columns; the other columns are always needed. */
const NOTHING: Readonly<Partial<Record<AssignmentColumn, AssignmentFields>>> = {
  place: NOWHERE,
  description: { description: '' },
  languages: { needs_languages: '' },
};

/** The effect of deleting a column; null for a column that is always needed. */
export function takenAway(column: AssignmentColumn): AssignmentRead | null {
  if (['recipient', 'address', 'phone', 'details'].includes(column)) return { fields: {}, secret: { [column]: '' } };
  const fields = NOTHING[column];
  return fields === undefined ? null : { fields, secret: {} };
}

/** Completes an assignment with defaults: one hour, for one volunteer, confirmed by staff. */
export function newAssignment(
  { fields, secret }: AssignmentRead & { fields: { title: string; starts_at: string } },
  from: { centreId: string; staff: string },
): NewAssignment {
  const { title, starts_at: startsAt, postcode } = fields;
  const place = { name: fields.place_name ?? '', lat: fields.lat ?? null, lon: fields.lon ?? null };
  return {
    ...from,
    title,
    startsAt,
    kind: fields.kind ?? kindNamed(title) ?? 'other',
    minutes: fields.minutes ?? MINUTES_USUAL,
    needs: fields.needs ?? 1,
    place: postcode === undefined || postcode === null ? null : { ...place, postcode },
    description: fields.description ?? '',
    needsCar: fields.needs_car === 1 ? 1 : 0,
    needsLanguages: fields.needs_languages ?? '',
    needsCertificate: fields.needs_certificate === 1 ? 1 : 0,
    needsConfidentiality: fields.needs_confidentiality === 1 ? 1 : 0,
    confirm: fields.confirm ?? 'staff',
    orderedBy: fields.ordered_by ?? null,
    orderedContact: fields.ordered_contact ?? null,
    secret: { recipient: '', address: '', phone: '', details: '', ...secret },
  };
}

const MINUTES_USUAL = 60;

/**
 * The facts that an order of the municipality still needs before volunteers are asked; none for the centre's own
 * assignments.
 */
export function missingInOrder({ fields, secret }: AssignmentRead): AssignmentColumn[] {
  if ((fields.ordered_by ?? null) === null) return [];
  const missing: AssignmentColumn[] = [];
  if ((fields.ordered_contact ?? null) === null) missing.push('contact');
  if (fields.minutes === undefined) missing.push('minutes');
  if ((fields.description ?? '') === '') missing.push('description');
  if ((secret.details ?? '') === '') missing.push('details');
  return missing;
}
