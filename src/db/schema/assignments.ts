import type { Generated, Selectable } from 'kysely';

export const ASSIGNMENT_STATUSES = ['open', 'filled', 'done', 'cancelled', 'declined'] as const;

export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

export interface AssignmentTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  title: string;
  /** A key in `domain/base/assignment-kinds.ts`. */
  kind: string;
  starts_at: string;
  starts_utc: string;
  minutes: number;
  /** Number of volunteers needed. */
  needs: number;
  postcode: string | null;
  place_name: string | null;
  lat: number | null;
  lon: number | null;
  /** Text that every asked volunteer may read. */
  description: string;
  needs_car: number;
  needs_languages: string;
  needs_certificate: number;
  needs_confidentiality: number;
  /** Who confirms a yes: staff, or `first-yes` without staff. */
  confirm: 'staff' | 'first-yes';
  /** The municipal service that ordered it, and the contact there; null for the centre's own assignments. */
  ordered_by: string | null;
  ordered_contact: string | null;
  status: AssignmentStatus;
  /** Why it was cancelled or declined. */
  reason: string | null;
  /** The last wave that was asked; 0 before the first. */
  wave: number;
  wave_minutes: number | null;
  /** Latest time for answers, as staff set it; null leaves the time to each offer. */
  answer_by: string | null;
  /** JSON: changed columns that volunteers have not been told about, each with the value that they know. */
  untold: string;
  created_by: string;
  created_at: string;
  changed_at: string;
}

/** Scripts rely on these words (docs/rules.md X2); `noted` is a yes with words. */
export const OFFER_STATUSES = [
  'queued',
  'asked',
  'accepted',
  'noted',
  'declined',
  'confirmed',
  'turned_down',
  'withdrawn',
  'filled',
  'expired',
  'undelivered',
] as const;

export type OfferStatus = (typeof OFFER_STATUSES)[number];

export interface OfferTable {
  id: string;
  centre_id: string;
  assignment_id: string;
  volunteer_id: string;
  person_id: string;
  /** Three digits, unique for each person: the answer names them when several offers are open. */
  code: number;
  wave: number;
  /** Rank in the shortlist, from 1. */
  place: number;
  status: OfferStatus;
  /** The volunteer's last answer, also when it had no effect: a late yes has status `filled` and said `yes`. */
  said: 'yes' | 'no' | 'note' | null;
  note: string | null;
  asked_at: string | null;
  answer_by: string | null;
  answered_at: string | null;
  /** How the answer came: "text", "call", or the name of the staff member who took it by phone. */
  answered_by: string | null;
  decided_at: string | null;
  decided_by: string | null;
  reminded_at: string | null;
  created_at: string;
  changed_at: string;
}

export type Assignment = Selectable<AssignmentTable>;

export type Offer = Selectable<OfferTable>;
