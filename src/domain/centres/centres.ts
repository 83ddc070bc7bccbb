import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Centre, Db, Tx } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { canText, numberIn } from '../base/phone-numbers.ts';
import { parseOpening, USUAL_OPENING } from '../base/opening-hours.ts';
import { switchedOff } from '../base/languages.ts';
import { Refusal } from '../base/refusal.ts';
import { countChange } from '../base/change-counter.ts';

/** A centre as staff enter it; numbers as people write numbers. */
export interface NewCentre {
  name: string;
  number: string;
  voiceNumber?: string | null;
  postcode?: string | null;
  staffPhone?: string | null;
  /** Told at any hour of a person in need while the centre is closed. */
  emergencyPhone?: string | null;
  opening?: string;
  language?: string;
  /** Languages that it does not write yet. */
  languagesOff?: readonly string[];
  /** Most times that a volunteer is asked in thirty days. */
  asksMax?: number;
  /** Most texts a day to staff about urgent matters; 0 for none. */
  noticesMax?: number;
  /** Limits of the cost of its texts a day and a month, in øre; null for no limit. */
  maxDayCostOre?: number | null;
  maxMonthCostOre?: number | null;
  /** Price of one part of a text message, in øre: within Norway, and abroad. */
  priceOre?: number;
  priceForeignOre?: number;
  /** Messages a second that the centre's number may send; null for the default. */
  perSecond?: number | null;
  id?: string;
}

/** A centre as the command line shows it. */
export interface CentreShown {
  id: string;
  name: string;
  number: string;
  voiceNumber: string | null;
  postcode: string | null;
  staffPhone: string | null;
  emergencyPhone: string | null;
  opening: string;
  language: string;
  languagesOff: readonly string[];
  asksMax: number;
  noticesMax: number;
  maxDayCostOre: number | null;
  maxMonthCostOre: number | null;
  priceOre: number;
  priceForeignOre: number;
  perSecond: number | null;
}

const NAME_MAX = 80;
const ID_MAX = 40;
const USUAL_ASKS_MAX = 4;
const ASKS_MAX = 100;
const USUAL_NOTICES_MAX = 5;
const NOTICES_MAX = 50;
/** In øre for each part. An estimate: the carrier's prices vary from month to month. */
const USUAL_PRICE_ORE = 60;
const USUAL_FOREIGN_PRICE_ORE = 120;
const PRICE_MAX_ORE = 10_000;
const PER_SECOND_MAX = 1_000;
/** Words that nearly every centre's name contains, left out of its id. */
const COMMON_WORDS = new Set(
  ['frivilligsentral', 'frivilligsentralen', 'sentral', 'sentralen', 'nærmiljøsentral'].map(normaliseName),
);

const byNumber = compiled<{ number: string }, Centre>((db, arg) =>
  db.selectFrom('centre').selectAll().where('number', '=', arg('number')),
);
const byId = compiled<{ id: string }, Centre>((db, arg) =>
  db.selectFrom('centre').selectAll().where('id', '=', arg('id')),
);
const byVoiceNumber = compiled<{ number: string }, Centre>((db, arg) =>
  db.selectFrom('centre').selectAll().where('voice_number', '=', arg('number')),
);

/**
 * Adds a centre. Without a given id, the name makes the id: "Frivilligsentralen Arendal" becomes "arendal".
 * @throws Refusal when a number, postcode or the opening hours cannot be read, or another centre has the number or id
 */
export async function addCentre(
  tx: Tx,
  moment: Moment,
  wish: NewCentre,
): Promise<{ outcome: 'added' | 'already there'; centre: Centre }> {
  const centre = rowOf(wish, moment.now);
  const [same] = await byNumber(tx, { number: centre.number });
  if (same !== undefined) {
    if (same.name === centre.name && (wish.id === undefined || wish.id === same.id))
      return { outcome: 'already there', centre: same };
    throw new Refusal(`${centre.number} is already the number of ${same.name} (${same.id}). Choose another number.`);
  }
  if (centre.voice_number !== null && (await byVoiceNumber(tx, { number: centre.voice_number })).length > 0)
    throw new Refusal(
      `${centre.voice_number} already answers calls for another centre. Choose another --voice-number.`,
    );
  const taken = await tx.selectFrom('centre').select('name').where('id', '=', centre.id).executeTakeFirst();
  if (taken !== undefined)
    throw new Refusal(`The id ${centre.id} is already that of ${taken.name}. Choose another with --id.`);
  await tx.insertInto('centre').values(centre).execute();
  await countChange(tx, 'centres');
  return { outcome: 'added', centre };
}

/** The changeable fields of a centre; its number and id are fixed. */
export type CentreFields = Partial<
  Pick<
    NewCentre,
    | 'name'
    | 'postcode'
    | 'staffPhone'
    | 'emergencyPhone'
    | 'opening'
    | 'language'
    | 'languagesOff'
    | 'asksMax'
    | 'noticesMax'
    | 'maxDayCostOre'
    | 'maxMonthCostOre'
  >
>;

/**
 * Changes the given fields of a centre and leaves the others. An empty postcode or telephone number removes the old
 * one.
 * @throws Refusal when a field cannot be read
 */
export async function changeCentre(
  tx: Tx,
  { id, ...fields }: CentreFields & { id: string },
): Promise<{ outcome: 'changed' | 'already'; centre: Centre }> {
  const before = await tx.selectFrom('centre').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const after = { ...rowOf({ ...showCentre(before), ...fields }, before.created_at), id };
  const names = Object.keys(after) as (keyof Centre)[];
  if (names.every((name) => after[name] === before[name])) return { outcome: 'already', centre: before };
  await tx.updateTable('centre').set(after).where('id', '=', id).execute();
  await countChange(tx, 'centres');
  return { outcome: 'changed', centre: after };
}

function rowOf(wish: NewCentre, now: string): Centre {
  const name = wish.name.replace(/\s+/g, ' ').trim();
  if (name === '' || name.length > NAME_MAX) throw new Refusal(`A centre needs a name of 1 to ${NAME_MAX} characters.`);
  const postcode = wish.postcode?.trim() || null;
  if (postcode !== null && !/^\d{4}$/.test(postcode))
    throw new Refusal(`${postcode} is no postcode: it has four digits.`);
  const opening = (wish.opening ?? USUAL_OPENING).trim();
  parseOpening(opening);
  const language = wish.language ?? 'nb';
  if (!/^[a-z]{2}$/.test(language))
    throw new Refusal(`${language} is no language code. Write for example nb, nn or en.`);
  return {
    id: idOf(wish.id ?? null, name),
    name,
    number: numberOf(wish.number),
    voice_number: wish.voiceNumber ? numberOf(wish.voiceNumber) : null,
    postcode,
    staff_phone: wish.staffPhone ? numberOf(wish.staffPhone) : null,
    emergency_phone: wish.emergencyPhone ? textableOf(wish.emergencyPhone) : null,
    opening,
    language,
    languages_off: switchedOff(wish.languagesOff ?? [], language),
    asks_max: asksMaxOf(wish.asksMax ?? USUAL_ASKS_MAX),
    notices_max: noticesMaxOf(wish.noticesMax ?? USUAL_NOTICES_MAX),
    max_day_cost_ore: limitOf(wish.maxDayCostOre ?? null),
    max_month_cost_ore: limitOf(wish.maxMonthCostOre ?? null),
    price_ore: priceOf(wish.priceOre ?? USUAL_PRICE_ORE),
    price_foreign_ore: priceOf(wish.priceForeignOre ?? USUAL_FOREIGN_PRICE_ORE),
    per_second: perSecondOf(wish.perSecond ?? null),
    created_at: now,
  };
}

function asksMaxOf(asks: number): number {
  if (Number.isInteger(asks) && asks >= 1 && asks <= ASKS_MAX) return asks;
  throw new Refusal(`A volunteer may be asked 1 to ${ASKS_MAX} times in thirty days.`);
}

const LIMIT_MAX_ORE = 100_000_000;

/** 0 takes a limit away: a line that may cost nothing could not answer. */
function limitOf(ore: number | null): number | null {
  if (ore === null || ore === 0) return null;
  if (Number.isInteger(ore) && ore > 0 && ore <= LIMIT_MAX_ORE) return ore;
  throw new Refusal(`A limit of cost is 1 to ${LIMIT_MAX_ORE / 100} kroner, or 0 for none.`);
}

function priceOf(ore: number): number {
  if (Number.isInteger(ore) && ore >= 0 && ore <= PRICE_MAX_ORE) return ore;
  throw new Refusal(`A part of a text message costs 0 to ${PRICE_MAX_ORE / 100} kroner.`);
}

function perSecondOf(speed: number | null): number | null {
  if (speed === null || (Number.isInteger(speed) && speed >= 1 && speed <= PER_SECOND_MAX)) return speed;
  throw new Refusal(`A number sends 1 to ${PER_SECOND_MAX} messages a second.`);
}

function noticesMaxOf(notices: number): number {
  if (Number.isInteger(notices) && notices >= 0 && notices <= NOTICES_MAX) return notices;
  throw new Refusal(`Staff may be told by text 0 to ${NOTICES_MAX} times a day.`);
}

function idOf(given: string | null, name: string): string {
  if (given !== null) {
    if (/^[a-z0-9][a-z0-9-]*$/.test(given) && given.length <= ID_MAX) return given;
    throw new Refusal(`${given} is no id: use a-z, 0-9 and -, at most ${ID_MAX} characters.`);
  }
  const words = normaliseName(name).split(' ');
  const own = words.filter((word) => !COMMON_WORDS.has(word));
  const slug = (own.length > 0 ? own : words)
    .join('-')
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, ID_MAX)
    .replace(/^-+|-+$/g, '');
  if (slug === '') throw new Refusal(`No id can be made from the name ${name}. Give one with --id.`);
  return slug;
}

function numberOf(text: string): string {
  const number = numberIn(text);
  if (number === null) throw new Refusal(`${text} is no telephone number. Write it as +4791234567.`);
  return number;
}

function textableOf(text: string): string {
  const number = numberOf(text);
  if (canText(number)) return number;
  throw new Refusal(`${text} receives no texts. The emergency phone is told by text: choose a mobile.`);
}

/** Every centre, by id. */
export const listCentres = (db: Db): Promise<Centre[]> => db.selectFrom('centre').selectAll().orderBy('id').execute();

/** @throws Error when there is no such centre */
export async function centreWithId(db: Db, id: string): Promise<Centre> {
  const [found] = await byId(db, { id });
  if (found === undefined) throw new Error(`There is no centre ${id}`);
  return found;
}

/** The centre that receives texts at this number. */
export async function centreByNumber(db: Db, e164: string): Promise<Centre | undefined> {
  return (await byNumber(db, { number: e164 }))[0];
}

/** The centre that receives calls at this number: as its voice number, or as its number for texts and calls. */
export async function centreByVoiceNumber(db: Db, e164: string): Promise<Centre | undefined> {
  return (await byVoiceNumber(db, { number: e164 }))[0] ?? centreByNumber(db, e164);
}

/**
 * The centre of a command: the named one, or the only one.
 * @throws Refusal that lists the centres to choose from
 */
export async function theCentre(db: Db, id?: string): Promise<Centre> {
  const all = await listCentres(db);
  const ids = all.map((c) => c.id).join(', ');
  if (all.length === 0)
    throw new Refusal('There is no centre yet. Add one with: ringerunde centre add --name "..." --number +47...');
  if (id === undefined && all.length > 1)
    throw new Refusal(`There are several centres: ${ids}. Say which with --centre <id>.`);
  const found = id === undefined ? all[0] : all.find((c) => c.id === id);
  if (found === undefined) throw new Refusal(`There is no centre ${id}. Choose one of: ${ids}.`);
  return found;
}

/** A centre as JSON shows it. */
export function showCentre(c: Centre): CentreShown {
  return {
    id: c.id,
    name: c.name,
    number: c.number,
    voiceNumber: c.voice_number,
    postcode: c.postcode,
    staffPhone: c.staff_phone,
    emergencyPhone: c.emergency_phone,
    opening: c.opening,
    language: c.language,
    languagesOff: c.languages_off === '' ? [] : c.languages_off.split(';'),
    asksMax: c.asks_max,
    noticesMax: c.notices_max,
    maxDayCostOre: c.max_day_cost_ore,
    maxMonthCostOre: c.max_month_cost_ore,
    priceOre: c.price_ore,
    priceForeignOre: c.price_foreign_ore,
    perSecond: c.per_second,
  };
}
