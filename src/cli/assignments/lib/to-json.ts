import { shortId } from '../../../domain/staff/short-ids.ts';
import type { Assignment, Db, Offer } from '../../../db/schema/index.ts';
import { agendaOf } from '../../../domain/base/agenda.ts';
import { untoldOf } from '../../../domain/assignments/assignment-changes.ts';
import { endsUtc, missingIn, secretOf } from '../../../domain/assignments/assignments.ts';
import { masked } from '../../../domain/base/phone-numbers.ts';
import { boardOf, placesLeft } from '../../../domain/assignments/offers.ts';
import { codesIn } from '../../../domain/base/languages.ts';
import { withOffset, type Instant } from '../../../domain/base/time.ts';
import { busyThen } from '../../../domain/volunteers/history.ts';
import { expectedFinish } from '../../../domain/assignments/waves.ts';

/** An assignment as JSON shows it: without the recipient and the address. */
export const assignmentJson = (a: Assignment) => ({
  id: a.id,
  short: shortId('assignment', a.short_no),
  centre: a.centre_id,
  status: a.status,
  title: a.title,
  kind: a.kind,
  startsAt: withOffset(a.starts_utc),
  endsAt: withOffset(endsUtc(a)),
  minutes: a.minutes,
  needs: a.needs,
  postcode: a.postcode,
  place: a.place_name === '' ? null : a.place_name,
  description: a.description,
  car: a.needs_car === 1,
  languages: codesIn(a.needs_languages),
  certificate: a.needs_certificate === 1,
  confidentiality: a.needs_confidentiality === 1,
  confirm: a.confirm,
  orderedBy: a.ordered_by,
  contact: a.ordered_contact,
  reason: a.reason === '' ? null : a.reason,
  wave: a.wave,
  addedBy: a.created_by,
  addedAt: withOffset(a.created_at),
});

const at = (instant: Instant | null): string | null => (instant === null ? null : withOffset(instant));

/** A volunteer on the board of an assignment. */
const offerJson = (o: Offer, { name, short }: { name: string; short: string }) => ({
  id: o.id,
  volunteerId: o.volunteer_id,
  /** The short id of the volunteer. */
  volunteer: short,
  name,
  status: o.status,
  /** The words beside an answer; for `undelivered`, the reason. */
  note: o.note,
  said: o.said,
  /** Asked, without an answer so far. */
  silent: o.status === 'asked',
  wave: o.wave,
  askedAt: at(o.asked_at),
  answerBy: at(o.answer_by),
  answeredAt: at(o.answered_at),
  answeredBy: o.answered_by,
  decidedAt: at(o.decided_at),
  decidedBy: o.decided_by,
  remindedAt: at(o.reminded_at),
});

export type OfferShown = ReturnType<typeof offerJson>;

/** The board of an assignment: the volunteers asked, their answers, and the next step. */
export async function boardJson(db: Db, a: Assignment, now: Instant) {
  const board = await boardOf(db, a.id);
  const names = await namesOf(db, board);
  const called = (volunteerId: string) => names.get(volunteerId) ?? { name: '', short: '' };
  const busy = await busyThen(db, { assignment: a });
  const nextWaveAt = await agendaOf(db, a.id, 'wave');
  return {
    ...assignmentJson(a),
    missing: missingIn(a, await secretOf(db, a.id)),
    placesLeft: Math.max(0, placesLeft(a, board)),
    nextWaveAt: at(nextWaveAt),
    expectedFinish: at(finishOf(a, board, nextWaveAt ?? now)),
    untold: Object.keys(untoldOf(a)).map((column) => UNTOLD[column] ?? column),
    offers: board.map((o) => offerJson(o, called(o.volunteer_id))),
    doubleBooked: board
      .filter((o) => ['accepted', 'noted', 'confirmed'].includes(o.status) && busy.has(o.volunteer_id))
      .map((o) => ({
        volunteerId: o.volunteer_id,
        name: called(o.volunteer_id).name,
        others: busy.get(o.volunteer_id) ?? [],
      })),
  };
}

export type Board = Awaited<ReturnType<typeof boardJson>>;

const UNTOLD: Readonly<Record<string, string>> = {
  starts_at: 'time',
  place_name: 'place',
  secret: 'who, where or details',
};

/** When every volunteer who is, or will be, asked has had time to answer; null when no answer is awaited. */
function finishOf(a: Assignment, board: readonly Offer[], from: Instant): Instant | null {
  if (a.status !== 'open') return null;
  const waiting = board.filter((o) => o.status === 'asked').map((o) => o.answer_by ?? a.starts_utc);
  const waves = new Set(board.filter((o) => o.status === 'queued').map((o) => o.wave)).size;
  if (waves > 0 && placesLeft(a, board) > 0) waiting.push(expectedFinish(a, waves, { now: from }));
  return waiting.toSorted().at(-1) ?? null;
}

/** The names of the volunteers on a board. */
async function namesOf(db: Db, board: readonly Offer[]): Promise<Map<string, { name: string; short: string }>> {
  if (board.length === 0) return new Map();
  const rows = await db
    .selectFrom('volunteer')
    .innerJoin('person', 'person.id', 'volunteer.person_id')
    .select(['volunteer.id', 'volunteer.short_no', 'person.name', 'person.number'])
    .where(
      'volunteer.id',
      'in',
      board.map((o) => o.volunteer_id),
    )
    .execute();
  return new Map(
    rows.map((r) => [r.id, { name: r.name ?? masked(r.number), short: shortId('volunteer', r.short_no) }]),
  );
}
