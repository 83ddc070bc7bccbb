import type { Generated, Selectable } from 'kysely';

export interface VolunteerTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  /** Name, number, written language and home are in `person`. */
  person_id: string;
  /** As staff wrote them, separated by `;`. */
  interests: string;
  /** Codes of spoken languages, separated by `;`. */
  languages: string;
  /** When the volunteer has time, in the format of opening hours: "Mon-Fri 09:00-15:00"; empty if unknown. */
  times: string;
  car: number;
  /** Farthest distance from home; null if the volunteer has not said. */
  max_km: number | null;
  /** Date of the first talk with staff: no offers before it. */
  met_on: string | null;
  met_by: string | null;
  confidentiality_on: string | null;
  /** A police certificate is shown and never stored: its purpose, when it was asked for, when it was shown. */
  certificate_for: string | null;
  certificate_asked_on: string | null;
  certificate_shown_on: string | null;
  /** First date on which the volunteer may be asked again. */
  paused_until: string | null;
  left_on: string | null;
  /** For staff only. */
  notes: string;
  /** JSON: file columns that the import does not know. */
  extra: string;
  created_at: string;
  changed_at: string;
}

export interface ServiceHoursTable {
  id: string;
  centre_id: string;
  volunteer_id: string | null;
  assignment_id: string | null;
  /** A date. */
  served_on: string;
  minutes: number;
  kind: string;
  /** "text", or the staff member who wrote it down. */
  reported_by: string;
  created_at: string;
}

export type Volunteer = Selectable<VolunteerTable>;
