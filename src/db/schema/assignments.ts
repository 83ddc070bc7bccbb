import type { Selectable } from 'kysely';

export const ASSIGNMENT_STATUSES = ['open', 'filled', 'done', 'cancelled', 'declined'] as const;

export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];

export interface AssignmentTable {
  id: string;
  centre_id: string;
  title: string;
  /** One of the keys in kinds.ts. */
  kind: string;
  starts_at: string;
  starts_utc: string;
  minutes: number;
  /** How many are needed. */
  needs: number;
  postcode: string | null;
  place_name: string | null;
  lat: number | null;
  lon: number | null;
  /** What everybody who is asked may read. */
  description: string;
  needs_car: number;
  needs_languages: string;
  needs_certificate: number;
  needs_confidentiality: number;
  /** Who makes a yes count: staff, or the first yes by itself. */
  confirm: 'staff' | 'first-yes';
  /** The municipal service that ordered it, and whom to ask there; null when it is the centre's own. */
  ordered_by: string | null;
  ordered_contact: string | null;
  status: AssignmentStatus;
  /** Why it was cancelled or declined. */
  reason: string | null;
  /** The last wave that was asked; 0 before the first. */
  wave: number;
  wave_minutes: number | null;
  /** When answers are wanted at the latest, as staff said it; null leaves it to each offer. */
  answer_by: string | null;
  /** JSON: what was changed and has not been told yet, by column, with the value that people know. */
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
  /** Three digits, one of a kind for each person: what an answer names when several offers are open. */
  code: number;
  wave: number;
  /** Where it stands in the shortlist, from 1. */
  place: number;
  status: OfferStatus;
  /** What was answered last, whatever became of it: a late yes is `filled` and said yes. */
  said: 'yes' | 'no' | 'note' | null;
  note: string | null;
  asked_at: string | null;
  answer_by: string | null;
  answered_at: string | null;
  /** How the answer came: "text", "call", or the name of the member of staff who took it by phone. */
  answered_by: string | null;
  decided_at: string | null;
  decided_by: string | null;
  reminded_at: string | null;
  created_at: string;
  changed_at: string;
}

export type Assignment = Selectable<AssignmentTable>;

export type Offer = Selectable<OfferTable>;
