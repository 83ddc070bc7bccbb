import type { Generated, Kysely, Transaction } from 'kysely';
import type { ActivityTable, OccurrenceChangeTable, SignUpTable } from './activities.ts';
import type { AssignmentTable, OfferTable } from './assignments.ts';
import type { AssociationContactTable, AssociationTable, ProposalTable } from './associations.ts';
import type { BroadcastTable, BroadcastReplyTable } from './broadcasts.ts';
import type { CallTable, OutgoingCallTable, RecordingTable } from './calls.ts';
import type { CentreTable, PlaceTable } from './centres.ts';
import type { ArrivalTable, ConversationTable } from './conversations.ts';
import type { OutboxTable, AttemptTable } from './messages.ts';
import type { PersonTable, ConsentTable, SubscriptionTable } from './people.ts';
import type { InboxItemTable, CallbackTable, StaffNoticeTable, AuditTable, AuditHeadTable } from './staff.ts';
import type { VolunteerTable, ServiceHoursTable } from './volunteers.ts';

/**
 * Every table, as Kysely sees it. Rows hold strings and numbers only, on both databases: instants are ISO 8601 UTC text
 * of 24 characters (they sort), wall times in Europe/Oslo are "2026-11-26T18:00", JSON is text, flags are 0 or 1.
 */
export interface Schema {
  meta: { key: string; value: string };
  /** A counter for each cache in memory, so that a process notices changes by another. */
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
  association: AssociationTable;
  association_contact: AssociationContactTable;
  proposal: ProposalTable;
  occurrence_change: OccurrenceChangeTable;
  sign_up: SignUpTable;
  inbox_item: InboxItemTable;
  callback: CallbackTable;
  call: CallTable;
  outgoing_call: OutgoingCallTable;
  recording: RecordingTable;
  volunteer: VolunteerTable;
  assignment: AssignmentTable;
  /** The facts of an assignment that only staff and confirmed volunteers may know. */
  assignment_secret: { assignment_id: string; recipient: string; address: string; phone: string; details: string };
  offer: OfferTable;
  service_hours: ServiceHoursTable;
  /** Consents to messages, by purpose. */
  consent: ConsentTable;
  /** Named groups of people; `wanted` is JSON: the list of values given with --to. */
  segment: { centre_id: string; name: string; wanted: string; saved_by: string; saved_at: string };
  broadcast: BroadcastTable;
  /** The text of a broadcast in a language: as staff wrote it, and as it is sent, with placeholders for names. */
  broadcast_text: { id: string; broadcast_id: string; language: string; said: string; body: string };
  /** Everyone in the segment; `reason` says why a person is left out. */
  broadcast_recipient: { broadcast_id: string; person_id: string; reason: string | null };
  broadcast_reply: BroadcastReplyTable;
  /** Work that falls due at an instant: one row for each `work` on an object, each handled in its own turn. */
  agenda: { key: string; work: string; object_id: string; due_at: string };
  /** Erased people as keyed hashes: after a restored backup they are erased again. */
  erasure: { centre_id: string; number_hash: string; erased_at: string };
  /** Message texts that the carrier still has to delete. */
  carrier_copy: { sid: string; noted_at: string; tries: number; retry_at: string };
  subscription: SubscriptionTable;
  /** Wrong codes that were tried in the name of a number, which is kept here as a keyed hash. */
  wrong_code: { seq: Generated<number>; centre_id: string; number_hash: string; at: string };
  staff_notice: StaffNoticeTable;
  /** The highest number of a short id, by centre and letter. */
  short_counter: { centre_id: string; letter: string; n: number };
  /** Number of searches without a result, by month, area (a place or two digits of a postcode) and category. */
  unmet_search: { centre_id: string; month: string; area: string; category: string; n: number };
  lease: { name: string; holder: string; fence: number; until: string };
  audit: AuditTable;
  audit_head: AuditHeadTable;
  /** The cost of a centre's texts on an Oslo day. */
  spending: { centre_id: string; day: string; ore: number };
}

/** For reads. */
export type Db = Kysely<Schema>;

/** For writes. A `Db` is not assignable to it, so a write outside a transaction does not compile. */
export type Tx = Transaction<Schema>;

export * from './activities.ts';
export * from './assignments.ts';
export * from './associations.ts';
export * from './broadcasts.ts';
export * from './calls.ts';
export * from './centres.ts';
export * from './conversations.ts';
export * from './messages.ts';
export * from './people.ts';
export * from './staff.ts';
export * from './volunteers.ts';
