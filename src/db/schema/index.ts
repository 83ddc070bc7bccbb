import type { Kysely, Transaction } from 'kysely';
import type { ActivityTable, OccurrenceChangeTable, SignUpTable } from './activities.ts';
import type { AssignmentTable, OfferTable } from './assignments.ts';
import type { BroadcastTable, BroadcastReplyTable } from './broadcasts.ts';
import type { CallTable, OutgoingCallTable, RecordingTable } from './calls.ts';
import type { CentreTable, PlaceTable } from './centres.ts';
import type { ArrivalTable, ConversationTable } from './conversations.ts';
import type { OutboxTable, AttemptTable } from './messages.ts';
import type { PersonTable, ConsentTable, SubscriptionTable } from './people.ts';
import type { InboxItemTable, CallbackTable, StaffNoticeTable, AuditTable } from './staff.ts';
import type { VolunteerTable, ServiceHoursTable } from './volunteers.ts';

/**
 * Every table, as Kysely sees it. Rows hold strings and numbers only, on both databases: instants are ISO 8601 UTC text of
 * 24 characters (they sort), wall times in Europe/Oslo are "2026-11-26T18:00", JSON is text, flags are 0 or 1.
 */
export interface Schema {
  meta: { key: string; value: string };
  /** A counter per thing that is kept in memory, so that another process notices a change. */
  revision: { name: string; n: number };
  centre: CentreTable;
  place: PlaceTable;
  place_alias: { place_id: string; alias: string; folded: string };
  person: PersonTable;
  opt_out: { centre_id: string; number_hash: string; since: string; how: string };
  arrival: ArrivalTable;
  conversation: ConversationTable;
  deadline: { key: string; conversation_id: string; event: string; due_at: string };
  outbox: OutboxTable;
  attempt: AttemptTable;
  activity: ActivityTable;
  occurrence_change: OccurrenceChangeTable;
  sign_up: SignUpTable;
  inbox_item: InboxItemTable;
  callback: CallbackTable;
  call: CallTable;
  outgoing_call: OutgoingCallTable;
  recording: RecordingTable;
  volunteer: VolunteerTable;
  assignment: AssignmentTable;
  /** What only staff and whoever is confirmed may know of an assignment. */
  assignment_secret: { assignment_id: string; recipient: string; address: string; phone: string; details: string };
  offer: OfferTable;
  service_hours: ServiceHoursTable;
  /** Who has said that they want to be written to, and what about. */
  consent: ConsentTable;
  /** Groups of people that staff have given a name: `wanted` is JSON, a list of what was said with --to. */
  segment: { centre_id: string; name: string; wanted: string; saved_by: string; saved_at: string };
  broadcast: BroadcastTable;
  /** What a broadcast says in a language: as staff wrote it, and as it is sent, with places for names. */
  broadcast_text: { id: string; broadcast_id: string; language: string; said: string; body: string };
  /** Everybody in the segment; `reason` is why somebody is left out. */
  broadcast_recipient: { broadcast_id: string; person_id: string; reason: string | null };
  broadcast_reply: BroadcastReplyTable;
  /** What the house does at an instant: one row for each `work` on an object; taken in a turn of its own. */
  agenda: { key: string; work: string; object_id: string; due_at: string };
  /** Who was erased, as keyed hashes: a restored backup forgets them once more. */
  erasure: { centre_id: string; number_hash: string; erased_at: string };
  /** Texts that the carrier keeps too, and is still to forget. */
  carrier_copy: { sid: string; noted_at: string; tries: number; retry_at: string };
  subscription: SubscriptionTable;
  staff_notice: StaffNoticeTable;
  /** How often a search found nothing, by month, area (a place or two digits of a postcode) and category. */
  unmet_search: { centre_id: string; month: string; area: string; category: string; n: number };
  lease: { name: string; holder: string; fence: number; until: string };
  audit: AuditTable;
}

/** Reads take this. */
export type Db = Kysely<Schema>;

/** Writes take this; a `Db` is not assignable to it, so a write outside a turn does not compile. */
export type Tx = Transaction<Schema>;

export * from './activities.ts';
export * from './assignments.ts';
export * from './broadcasts.ts';
export * from './calls.ts';
export * from './centres.ts';
export * from './conversations.ts';
export * from './messages.ts';
export * from './people.ts';
export * from './staff.ts';
export * from './volunteers.ts';
