import type { Generated, Selectable } from 'kysely';

export interface ActivityTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  /** Identifies the activity of a file row at the next import. */
  import_key: string;
  title: string;
  description: string;
  category: string;
  organiser: string;
  organiser_phone: string | null;
  association_id: string | null;
  /** Whose activity it is; null where only its organiser's name is known. */
  owner: 'association' | 'centre' | 'municipality' | null;
  venue: string;
  address: string;
  postcode: string | null;
  lat: number | null;
  lon: number | null;
  starts_at: string;
  ends_at: string | null;
  repeats: string | null;
  price: string;
  step_free: number | null;
  languages: string;
  capacity: number | null;
  sign_up: number;
  /** Whether persons may come alone; 'host': a host receives them. Null when unknown. */
  come_alone: 'yes' | 'no' | 'host' | null;
  /** The way there, in words. */
  transport: string;
  /** Codes with ; between: children, youth, adults, old, all. */
  audience: string;
  url: string;
  status: 'active' | 'cancelled';
  confirmed_at: string | null;
  /** JSON: file columns that the import does not know. */
  extra: string;
  /** The value of revision "activities" at the last change. */
  revision: number;
  created_at: string;
  changed_at: string;
}

export interface OccurrenceChangeTable {
  activity_id: string;
  /** The wall time at which it would have begun by the rule. */
  occurrence: string;
  kind: 'cancelled' | 'moved';
  new_starts_at: string | null;
  new_ends_at: string | null;
  changed_at: string;
}

export interface SignUpTable {
  id: string;
  centre_id: string;
  activity_id: string;
  /**
   * The wall time at which the occurrence begins by the rule. Together with the activity it identifies the occurrence.
   */
  occurrence: string;
  person_id: string;
  persons: number;
  status: 'signed_up' | 'waiting' | 'cancelled';
  /** The actual start, as an instant. */
  starts_utc: string;
  remind_at: string;
  reminded_at: string | null;
  created_at: string;
  changed_at: string;
}

export type Activity = Selectable<ActivityTable>;

export type OccurrenceChange = Selectable<OccurrenceChangeTable>;

export type SignUp = Selectable<SignUpTable>;
