import type { Db, OfferStatus } from '../../../db/schema/index.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { isOptedOut } from '../../../domain/centres/opt-out.ts';
import { dateOf, toWall, withOffset, type Instant } from '../../../domain/base/time.ts';
import { statusOf, type VolunteerShown } from '../../../domain/volunteers/volunteers.ts';

/** A volunteer as JSON shows them in a list. */
export const volunteerJson = (v: VolunteerShown, now: Instant) => ({
  id: v.id,
  short: shortId('volunteer', v.short_no),
  centre: v.centre_id,
  name: v.name,
  phone: v.number,
  language: v.language,
  postcode: v.postcode,
  place: v.place_name,
  interests: listed(v.interests),
  languages: listed(v.languages),
  times: v.times === '' ? null : v.times,
  car: v.car === 1,
  maxKm: v.max_km,
  metOn: v.met_on,
  pausedUntil: v.paused_until,
  leftOn: v.left_on,
  status: statusOf(v, dateOf(toWall(now))),
});

const listed = (text: string): string[] => text.split(';').filter((one) => one !== '');

/** The same with everything that staff may know, including offers, answers and hours. */
export async function volunteerInFullJson(db: Db, v: VolunteerShown, now: Instant) {
  const hours = await hoursGiven(db, v.id);
  return {
    ...volunteerJson(v, now),
    metBy: v.met_by,
    confidentialityOn: v.confidentiality_on,
    certificate: {
      for: v.certificate_for,
      askedOn: v.certificate_asked_on,
      shownOn: v.certificate_shown_on,
    },
    notes: v.notes,
    extra: JSON.parse(v.extra) as Record<string, string>,
    optedOut: await isOptedOut(db, { centreId: v.centre_id, number: v.number }),
    addedAt: withOffset(v.created_at),
    offers: await offersTo(db, v.id),
    minutesServed: hours.reduce((sum, h) => sum + h.minutes, 0),
    hours,
  };
}

export type VolunteerInFull = Awaited<ReturnType<typeof volunteerInFullJson>>;

/** The newest first, without the facts that only a confirmed volunteer may know. */
async function offersTo(db: Db, volunteerId: string) {
  const rows = await db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .selectAll('offer')
    .select(['assignment.title', 'assignment.starts_utc', 'assignment.short_no'])
    .where('offer.volunteer_id', '=', volunteerId)
    .orderBy('offer.created_at', 'desc')
    .orderBy('offer.id', 'desc')
    .execute();
  return rows.map((o) => ({
    id: o.id,
    assignmentId: o.assignment_id,
    assignment: shortId('assignment', o.short_no),
    title: o.title,
    startsAt: withOffset(o.starts_utc),
    status: o.status,
    said: o.said,
    note: o.note,
    askedAt: o.asked_at === null ? null : withOffset(o.asked_at),
    answeredAt: o.answered_at === null ? null : withOffset(o.answered_at),
    answeredBy: o.answered_by,
  }));
}

const AWAITED: readonly OfferStatus[] = ['queued', 'asked', 'accepted', 'noted', 'confirmed'];

/** The volunteer's coming assignments: asked, accepted or confirmed. */
export const awaitedOffers = (db: Db, volunteerId: string, now: Instant) =>
  db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .select(['offer.assignment_id as assignmentId', 'offer.status', 'assignment.title', 'assignment.short_no'])
    .where('offer.volunteer_id', '=', volunteerId)
    .where('offer.status', 'in', AWAITED)
    .where('assignment.starts_utc', '>', now)
    .orderBy('assignment.starts_utc')
    .execute();

async function hoursGiven(db: Db, volunteerId: string) {
  const rows = await db
    .selectFrom('service_hours')
    .selectAll()
    .where('volunteer_id', '=', volunteerId)
    .orderBy('served_on')
    .orderBy('id')
    .execute();
  return rows.map((h) => ({
    id: h.id,
    servedOn: h.served_on,
    minutes: h.minutes,
    kind: h.kind,
    assignmentId: h.assignment_id,
    reportedBy: h.reported_by,
  }));
}

/** "7.5 h". */
export const inHours = (minutes: number): string => `${Math.round(minutes / 6) / 10} h`;
