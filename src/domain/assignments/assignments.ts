import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Assignment, Db, Schema, Tx } from '../../db/schema/index.ts';
import { HOUR_MS, later, MINUTE_MS, toInstant, type Instant, type Wall } from '../base/time.ts';

/** The facts that only staff and confirmed volunteers may know. */
export type Secret = Omit<Schema['assignment_secret'], 'assignment_id'>;

/** An assignment to store. */
export interface NewAssignment {
  centreId: string;
  title: string;
  /** A key in `domain/base/assignment-kinds.ts`. */
  kind: string;
  startsAt: Wall;
  minutes: number;
  needs: number;
  place: { name: string; postcode: string; lat: number | null; lon: number | null } | null;
  description: string;
  needsCar: 0 | 1;
  /** Codes, "uk;nb"; a volunteer has to speak all of them. */
  needsLanguages: string;
  needsCertificate: 0 | 1;
  needsConfidentiality: 0 | 1;
  confirm: Assignment['confirm'];
  orderedBy: string | null;
  orderedContact: string | null;
  secret: Secret;
  staff: string;
}

const SECRETS = ['recipient', 'address', 'phone', 'details'] as const;

const find = compiled<{ id: string }, Assignment>((db, arg) =>
  db.selectFrom('assignment').selectAll().where('id', '=', arg('id')),
);
const findSecret = compiled<{ id: string }, Secret>((db, arg) =>
  db
    .selectFrom('assignment_secret')
    .select([...SECRETS])
    .where('assignment_id', '=', arg('id')),
);

/** Adds an assignment, unless an equal one, the recipient included, exists. */
export async function addAssignment(
  tx: Tx,
  moment: Moment,
  wish: NewAssignment,
): Promise<{ outcome: 'added' | 'already there'; id: string }> {
  const same = await tx
    .selectFrom('assignment')
    .select('id')
    .where('centre_id', '=', wish.centreId)
    .where('title', '=', wish.title)
    .where('starts_at', '=', wish.startsAt)
    .where('status', 'in', ['open', 'filled'])
    .execute();
  for (const { id } of same) {
    const secret = await secretOf(tx, id);
    if (SECRETS.every((name) => secret[name] === wish.secret[name])) return { outcome: 'already there', id };
  }
  const id = moment.ids.next('assignment');
  await tx
    .insertInto('assignment')
    .values({
      id,
      centre_id: wish.centreId,
      title: wish.title,
      kind: wish.kind,
      starts_at: wish.startsAt,
      starts_utc: toInstant(wish.startsAt),
      minutes: wish.minutes,
      needs: wish.needs,
      postcode: wish.place?.postcode ?? null,
      place_name: wish.place?.name ?? null,
      lat: wish.place?.lat ?? null,
      lon: wish.place?.lon ?? null,
      description: wish.description,
      needs_car: wish.needsCar,
      needs_languages: wish.needsLanguages,
      needs_certificate: wish.needsCertificate,
      needs_confidentiality: wish.needsConfidentiality,
      confirm: wish.confirm,
      ordered_by: wish.orderedBy,
      ordered_contact: wish.orderedContact,
      status: 'open',
      wave: 0,
      untold: '{}',
      created_by: wish.staff,
      created_at: moment.now,
      changed_at: moment.now,
    })
    .execute();
  await tx
    .insertInto('assignment_secret')
    .values({ assignment_id: id, ...wish.secret })
    .execute();
  return { outcome: 'added', id };
}

export async function findAssignment(db: Db, id: string): Promise<Assignment | undefined> {
  return (await find(db, { id }))[0];
}

/** Recipient and address: for staff and confirmed volunteers. */
export async function secretOf(db: Db, assignmentId: string): Promise<Secret> {
  return (await findSecret(db, { id: assignmentId }))[0] ?? { recipient: '', address: '', phone: '', details: '' };
}

/** Assignments of a centre, or of all centres, soonest first: those open or filled and not over, or every one. */
export async function listAssignments(
  db: Db,
  { centreId, now, all }: { centreId: string | null; now: Instant; all: boolean },
): Promise<Assignment[]> {
  return db
    .selectFrom('assignment')
    .selectAll()
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .$if(!all, (q) => q.where('status', 'in', ['open', 'filled']).where('starts_utc', '>', later(now, -DAY_AFTER_MS)))
    .orderBy('starts_utc')
    .orderBy('id')
    .execute();
}

const DAY_AFTER_MS = 24 * HOUR_MS;

export const endsUtc = ({ starts_utc, minutes }: Pick<Assignment, 'starts_utc' | 'minutes'>): Instant =>
  later(starts_utc, minutes * MINUTE_MS);

/** Facts that a volunteer would ask about and that staff should find out before they ask. */
export function missingIn(
  a: Pick<Assignment, 'postcode' | 'description' | 'ordered_by' | 'ordered_contact'>,
  secret: Omit<Secret, 'phone'>,
): string[] {
  const missing: string[] = [];
  if (a.postcode === null) missing.push('where (--postcode)');
  if (a.description === '') missing.push('what it is about (--description)');
  if (secret.recipient === '') missing.push('who it is for (--recipient)');
  if (secret.address === '') missing.push('where to meet (--address)');
  if (a.ordered_by !== null && a.ordered_contact === null) missing.push('whom to ask at the municipality (--contact)');
  if (a.ordered_by !== null && secret.details === '') missing.push('what the municipality has agreed (--details)');
  return missing;
}

/** Minutes between waves unless staff set them: the closer the start, the shorter. */
export function usualWaveMinutes(startsUtc: Instant, now: Instant): number {
  const left = Date.parse(startsUtc) - Date.parse(now);
  if (left < 12 * HOUR_MS) return 10;
  return left < 48 * HOUR_MS ? 30 : 60;
}

const HALF_HOUR_MS = 30 * MINUTE_MS;

/**
 * The deadline for the answer to an offer asked at `askedAt`: as staff set it, or else a day later, but at least an
 * hour before the start, on the half hour. When that leaves less than half an hour, half of the time until the start.
 */
export function answerByOf(a: Pick<Assignment, 'answer_by' | 'starts_utc'>, askedAt: Instant): Instant {
  if (a.answer_by !== null && a.answer_by > askedAt) return a.answer_by;
  const [asked, starts] = [Date.parse(askedAt), Date.parse(a.starts_utc)];
  const usual = Math.min(asked + 24 * HOUR_MS, starts - HOUR_MS);
  const rounded = Math.floor(usual / HALF_HOUR_MS) * HALF_HOUR_MS;
  return new Date(rounded >= asked + HALF_HOUR_MS ? rounded : asked + Math.max(0, starts - asked) / 2).toISOString();
}
