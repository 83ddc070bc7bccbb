import type { Selectable } from 'kysely';

export interface VolunteerTable {
  id: string;
  centre_id: string;
  /** Name, number, written language and home are the person's. */
  person_id: string;
  /** As staff wrote them, separated by `;`. */
  interests: string;
  /** Codes of the languages that they speak, separated by `;`. */
  languages: string;
  /** When they can, written as opening hours are: "Mon-Fri 09:00-15:00"; empty where it is not known. */
  times: string;
  car: number;
  /** How far from home they go; null where they have not said. */
  max_km: number | null;
  /** The date of the first conversation: before it nobody is asked. */
  met_on: string | null;
  met_by: string | null;
  confidentiality_on: string | null;
  /** A police certificate is shown and never kept: for what, when asked for, when shown. */
  certificate_for: string | null;
  certificate_asked_on: string | null;
  certificate_shown_on: string | null;
  /** The first date on which they may be asked again. */
  paused_until: string | null;
  left_on: string | null;
  /** For staff only. */
  notes: string;
  /** JSON: columns of the file that we do not know. */
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
  /** "text", or the member of staff who wrote it down. */
  reported_by: string;
  created_at: string;
}

export type Volunteer = Selectable<VolunteerTable>;
