import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Activity, OccurrenceChange, Tx } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { countChange } from '../base/change-counter.ts';
import type { Instant, Wall } from '../base/time.ts';
import { belongingOf, type Belonging } from '../associations/write-associations.ts';

/** A cancelled or moved occurrence, identified by its start by the rule. */
export type NewChange = Pick<OccurrenceChange, 'occurrence' | 'kind'> & { newStartsAt?: Wall; newEndsAt?: Wall };

/** An activity to store. Missing fields are empty or unknown. */
export interface NewActivity {
  /** The stored activity, if known; its key may be another one. */
  id?: string | null;
  centreId: string;
  title: string;
  startsAt: Wall;
  /** Identifies the activity at the next import; made from title, organiser, postcode and time unless given. */
  importKey?: string;
  description?: string;
  /** A key in `domain/base/categories.ts`. */
  category?: string;
  organiser?: string;
  organiserPhone?: string | null;
  /** The association that arranges it, by its name; the organiser unless given. */
  association?: string;
  /** Its number in the register, nine digits. */
  orgnr?: string | null;
  owner?: Activity['owner'];
  venue?: string;
  address?: string;
  postcode?: string | null;
  lat?: number | null;
  lon?: number | null;
  endsAt?: Wall | null;
  /** An RFC 5545 rule, "FREQ=WEEKLY;BYDAY=TU". */
  repeats?: string | null;
  price?: string;
  stepFree?: 0 | 1 | null;
  /** Codes, "nb;en". */
  languages?: string;
  capacity?: number | null;
  signUp?: 0 | 1;
  /** 'host': a host receives persons who come alone. */
  comeAlone?: Activity['come_alone'];
  /** The way there. */
  transport?: string;
  /** Codes, "children;old". */
  audience?: string;
  url?: string;
  /**
   * Without it, a new activity is active and an old one keeps its status: a new import does not revive a cancelled
   * activity.
   */
  status?: Activity['status'];
  /** Without it, a new activity is unconfirmed and an old one keeps its date. */
  confirmedAt?: Instant | null;
  /** File columns that the import does not know. */
  extra?: Readonly<Record<string, string>>;
  changes?: readonly NewChange[];
}

const TEXT_MAX = { title: 200, key: 400 };

const find = compiled<{ centre: string; key: string }, Activity>((db, arg) =>
  db.selectFrom('activity').selectAll().where('centre_id', '=', arg('centre')).where('import_key', '=', arg('key')),
);
const findById = compiled<{ id: string }, Activity>((db, arg) =>
  db.selectFrom('activity').selectAll().where('id', '=', arg('id')),
);
const changesOf = compiled<{ id: string }, OccurrenceChange>((db, arg) =>
  db.selectFrom('occurrence_change').selectAll().where('activity_id', '=', arg('id')),
);

/**
 * Stores an activity: adds a new one, updates a different one, and leaves an equal one alone, so that the same file
 * again changes nothing. Adds cancelled and moved occurrences and removes none.
 */
export async function upsertActivity(
  tx: Tx,
  moment: Moment,
  wish: NewActivity,
): Promise<{ outcome: 'imported' | 'updated' | 'unchanged'; id: string }> {
  const key = wish.importKey ?? importKeyOf(wish);
  const [before] = wish.id ? await findById(tx, { id: wish.id }) : await find(tx, { centre: wish.centreId, key });
  const after = { ...rowOf(wish, key, before), ...(await belonging(tx, moment, wish, before)) };
  const known = before === undefined ? [] : await changesOf(tx, { id: before.id });
  const changes = (wish.changes ?? []).filter((change) => !known.some((k) => isSameChange(k, change)));
  if (before !== undefined && changes.length === 0 && isSame(before, after))
    return { outcome: 'unchanged', id: before.id };

  const revision = await countChange(tx, 'activities');
  const id = before?.id ?? moment.ids.next('activity');
  const row = { ...after, revision, changed_at: moment.now };
  if (before !== undefined) await tx.updateTable('activity').set(row).where('id', '=', id).execute();
  else
    await tx
      .insertInto('activity')
      .values({ ...row, id, created_at: moment.now })
      .execute();
  for (const change of changes) await keepChange(tx, moment, id, change);
  return { outcome: before === undefined ? 'imported' : 'updated', id };
}

/**
 * The key by which a file row is the same activity: title, organiser, postcode and time of day; for a single activity
 * also the date.
 */
export function importKeyOf(a: Pick<NewActivity, 'title' | 'organiser' | 'postcode' | 'startsAt' | 'repeats'>): string {
  const when = a.repeats ? a.startsAt.slice(11) : a.startsAt;
  return [normaliseName(a.title), normaliseName(a.organiser ?? ''), a.postcode ?? '', when]
    .join('|')
    .slice(0, TEXT_MAX.key);
}

type Kept = Omit<Activity, 'id' | 'short_no' | 'revision' | 'created_at' | 'changed_at'>;

/** A file that names the same organiser again leaves an activity with the association to which staff gave it. */
async function belonging(tx: Tx, moment: Moment, a: NewActivity, before: Activity | undefined): Promise<Belonging> {
  const { centreId, organiser = '', organiserPhone: number = null, association, orgnr = null, owner } = a;
  const isTheSame = before !== undefined && normaliseName(before.organiser) === normaliseName(organiser);
  if (isTheSame && association === undefined && orgnr === null && owner === undefined)
    return { association_id: before.association_id, owner: before.owner };
  const organised = { centreId, organiser: association ?? organiser, orgnr, number };
  return belongingOf(tx, moment, { ...organised, ...(owner === undefined ? {} : { owner }) });
}

function rowOf(a: NewActivity, key: string, before: Activity | undefined): Omit<Kept, keyof Belonging> {
  return {
    centre_id: a.centreId,
    import_key: key,
    title: a.title.slice(0, TEXT_MAX.title),
    description: a.description ?? '',
    category: a.category ?? 'other',
    organiser: a.organiser ?? '',
    organiser_phone: a.organiserPhone ?? null,
    venue: a.venue ?? '',
    address: a.address ?? '',
    postcode: a.postcode ?? null,
    lat: a.lat ?? null,
    lon: a.lon ?? null,
    starts_at: a.startsAt,
    ends_at: a.endsAt ?? null,
    repeats: a.repeats ?? null,
    price: a.price ?? '',
    step_free: a.stepFree ?? null,
    languages: a.languages ?? '',
    capacity: a.capacity ?? null,
    sign_up: a.signUp ?? 0,
    come_alone: a.comeAlone ?? null,
    transport: a.transport ?? '',
    audience: a.audience ?? '',
    url: a.url ?? '',
    status: a.status ?? before?.status ?? 'active',
    confirmed_at: a.confirmedAt === undefined ? (before?.confirmed_at ?? null) : a.confirmedAt,
    extra: JSON.stringify(a.extra ?? {}),
  };
}

function isSame(before: Activity, after: Kept): boolean {
  return Object.entries(after).every(([name, value]) => before[name as keyof Kept] === value);
}

const isSameChange = (known: OccurrenceChange, change: NewChange): boolean =>
  known.occurrence === change.occurrence &&
  known.kind === change.kind &&
  known.new_starts_at === (change.newStartsAt ?? null) &&
  known.new_ends_at === (change.newEndsAt ?? null);

async function keepChange(tx: Tx, moment: Moment, activityId: string, change: NewChange): Promise<void> {
  const told = {
    kind: change.kind,
    new_starts_at: change.newStartsAt ?? null,
    new_ends_at: change.newEndsAt ?? null,
    changed_at: moment.now,
  };
  await tx
    .insertInto('occurrence_change')
    .values({ activity_id: activityId, occurrence: change.occurrence, ...told })
    .onConflict((c) => c.columns(['activity_id', 'occurrence']).doUpdateSet(told))
    .execute();
}
