import type { Generated, Kysely, Selectable, Transaction } from 'kysely';

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

export interface CentreTable {
  id: string;
  name: string;
  number: string;
  voice_number: string | null;
  postcode: string | null;
  staff_phone: string | null;
  opening: string;
  language: string;
  /** How often a volunteer is asked in thirty days at most. */
  asks_max: Generated<number>;
  /** What one part of a text message costs, in øre: within Norway, and abroad. */
  price_ore: Generated<number>;
  price_foreign_ore: Generated<number>;
  /** How many messages a second its number may send; null is the usual. */
  per_second: number | null;
  /** How many texts about what is urgent staff get a day at most. */
  notices_max: Generated<number>;
  created_at: string;
}

export interface PlaceTable {
  id: string;
  postcode: string;
  name: string;
  folded: string;
  municipality: string;
  lat: number | null;
  lon: number | null;
  source: string;
}

export interface PersonTable {
  id: string;
  centre_id: string;
  number: string;
  name: string | null;
  language: string;
  /** 1 when the person chose it, 0 when it was guessed from a text. */
  language_chosen: number;
  postcode: string | null;
  place_name: string | null;
  lat: number | null;
  lon: number | null;
  /** How they want to be reached with what comes unasked. */
  prefers: Generated<'text' | 'call'>;
  first_seen_at: string;
  last_inbound_at: string | null;
  last_outbound_at: string | null;
  /** When they were asked whether what is known of them is to be kept. */
  kept_asked_at: string | null;
}

export interface ArrivalTable {
  seq: Generated<number>;
  /** The provider's id ("SM..."), or what makes it one of a kind ("deadline:...", "SM...:delivered"). */
  id: string;
  kind: 'text' | 'deadline' | 'report' | 'command' | 'agenda' | 'call';
  centre_id: string | null;
  /** Whose it is: arrivals of one peer are taken in order. A number as it came in; null for what concerns nobody. */
  peer: string | null;
  payload: string;
  provider_at: string | null;
  received_at: string;
  state: 'new' | 'done' | 'ignored' | 'poison';
  attempts: number;
  retry_at: string | null;
  last_error: string | null;
  /** One word on what became of it, for `messages list` and statistics. */
  outcome: string | null;
  handled_at: string | null;
  /** The TwiML that a step of a call was answered with. */
  answer: Generated<string | null>;
}

export interface ConversationTable {
  id: string;
  centre_id: string;
  person_id: string;
  flow: string;
  version: number;
  /** JSON: `{value, context}`; `{}` when it has ended. */
  state: string;
  status: 'open' | 'ended';
  misses: number;
  opened_at: string;
  active_at: string;
  ended_at: string | null;
  /** The call in which it is held; null when it is held by text. */
  call_id: Generated<string | null>;
}

export const OUTBOX_STATES = [
  'held',
  'pending',
  'sending',
  'accepted',
  'sent',
  'delivered',
  'undelivered',
  'unknown',
  'failed',
  'expired',
  'cancelled',
] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** What a message is for; decides what happens when its outcome is unknown (promises.md 4.3). */
export const MESSAGE_KINDS = [
  'reply',
  'offer',
  'confirmation',
  'change',
  'reminder',
  'broadcast',
  'stop_receipt',
  'code',
  'staff',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export interface OutboxTable {
  seq: Generated<number>;
  /** 128 random bits: the address of its status callback. */
  id: string;
  dedupe: string;
  centre_id: string;
  person_id: string | null;
  from_number: string;
  number: string;
  kind: MessageKind;
  /** 1 replies, 0 bulk. */
  priority: number;
  body: string;
  /** JSON: the lines that it says, to be said on the phone where it cannot be texted; null where that is of no use. */
  said: Generated<string | null>;
  language: string;
  encoding: 'GSM-7' | 'UCS-2';
  parts: number;
  not_before: string;
  expires_at: string | null;
  state: OutboxState;
  sid: string | null;
  error_code: string | null;
  /** Why it stopped, in one word or a code. */
  reason: string | null;
  tries: number;
  created_at: string;
  sent_at: string | null;
  settled_at: string | null;
  /** The broadcast that it is part of. */
  broadcast_id: string | null;
}

export interface AttemptTable {
  id: string;
  outbox_id: string;
  started_at: string;
  node: string;
  lease_until: string;
  outcome: 'accepted' | 'refused' | 'rejected' | 'unknown' | null;
  http: number | null;
  code: string | null;
  ended_at: string | null;
}

export interface ActivityTable {
  id: string;
  centre_id: string;
  /** What makes a row of a file the same activity next time it is imported. */
  import_key: string;
  title: string;
  description: string;
  category: string;
  organiser: string;
  organiser_phone: string | null;
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
  status: 'active' | 'cancelled';
  confirmed_at: string | null;
  /** JSON: columns of the file that we do not know. */
  extra: string;
  /** The value of revision "activities" when it last changed. */
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
  /** The wall time at which the occurrence begins by the rule: with the activity, its name. */
  occurrence: string;
  person_id: string;
  persons: number;
  status: 'signed_up' | 'waiting' | 'cancelled';
  /** When it really begins, as an instant. */
  starts_utc: string;
  remind_at: string;
  reminded_at: string | null;
  created_at: string;
  changed_at: string;
}

export interface InboxItemTable {
  id: string;
  centre_id: string;
  person_id: string | null;
  number: string;
  reason: string;
  arrival_id: string | null;
  /** What staff need to read; the text as it came. */
  body: string;
  /** The id of what it concerns, such as an assignment: what is decided there takes it off the list. */
  about: string | null;
  status: 'open' | 'done';
  assigned_to: string | null;
  created_at: string;
  done_at: string | null;
  done_by: string | null;
}

export interface CallbackTable {
  id: string;
  centre_id: string;
  person_id: string | null;
  number: string;
  reason: string;
  language: string;
  asked_at: string;
  due_at: string;
  status: 'open' | 'done';
  outcome: string | null;
  done_at: string | null;
  done_by: string | null;
}

/** What a call waits for: keys or words, the key that lets its errand be heard, the staff phone, a message; or nothing more. */
export const CALL_PHASES = ['talking', 'announcing', 'dialling', 'recording', 'over'] as const;

export interface CallTable {
  /** The provider's: one for all steps of a call. */
  id: string;
  centre_id: string;
  person_id: string | null;
  /** Theirs, or "withheld:" and the call's id. */
  number: string;
  direction: 'inbound' | 'outbound';
  /** The row of `outgoing_call` that placed it. */
  outgoing_id: string | null;
  language: string;
  /** Who it is (promises.md 2.1): not known, the number that the caller shows, or a number that we rang ourselves. */
  proof: 'none' | 'number' | 'proven';
  phase: (typeof CALL_PHASES)[number];
  /** The last step that was taken. */
  step: number;
  /** How many times in a row nothing was heard, and nothing understood. */
  silences: number;
  misses: number;
  /** Wrong codes of offers. */
  code_tries: number;
  callback_id: string | null;
  /** When a human pressed the key that takes the call. */
  taken_at: string | null;
  outcome: string | null;
  started_at: string;
  last_at: string;
  ended_at: string | null;
}

export const OUTGOING_CALL_STATES = [
  'pending',
  'placing',
  'placed',
  'unknown',
  'done',
  'failed',
  'expired',
  'cancelled',
] as const;

export interface OutgoingCallTable {
  seq: Generated<number>;
  /** Random: part of the address at which the carrier asks what to say. */
  id: string;
  dedupe: string;
  centre_id: string;
  person_id: string;
  from_number: string;
  number: string;
  kind: MessageKind;
  language: string;
  /** JSON: the lines to say, or the flow to begin. */
  errand: string;
  not_before: string;
  expires_at: string | null;
  state: (typeof OUTGOING_CALL_STATES)[number];
  sid: string | null;
  reason: string | null;
  /** How often the phone was rung, and how often the carrier did not take the call. */
  tries: number;
  refusals: number;
  started_at: string | null;
  lease_until: string | null;
  node: string | null;
  created_at: string;
  settled_at: string | null;
  /** The broadcast that this is a part of. */
  broadcast_id: string | null;
}

export interface RecordingTable {
  /** The provider's. */
  id: string;
  centre_id: string;
  call_id: string;
  callback_id: string | null;
  seconds: number;
  made_at: string;
  erase_at: string;
  erased_at: string | null;
}

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

/** contract.md; `noted` is a yes with words. */
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

export interface ConsentTable {
  centre_id: string;
  person_id: string;
  kind: 'requested' | 'campaign';
  since: string;
  /** How they said so: "text", or what staff wrote down. */
  how: string;
}

/** domain.md 3.3: about something that concerns them; what they asked to hear of; what needs a recorded consent. */
export const BROADCAST_KINDS = ['service', 'requested', 'campaign'] as const;
export type BroadcastKind = (typeof BROADCAST_KINDS)[number];

export const BROADCAST_STATUSES = ['draft', 'planning', 'scheduled', 'sending', 'paused', 'cancelled', 'done'] as const;
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

export interface BroadcastTable {
  id: string;
  centre_id: string;
  kind: BroadcastKind;
  /** JSON: a list of what was said with --to. */
  wanted: string;
  /** The same texts to the same segment have the same. */
  twin: string;
  /** 1 when a yes is collected. */
  collects: number;
  /** 1 when a text may be longer than two parts. */
  long: number;
  status: BroadcastStatus;
  /** Not before this instant; null is at once. */
  send_at: string | null;
  /** The last person that was looked at when the recipients were written down. */
  planned_to: string;
  planned_at: string | null;
  /** The last person whose message was put into the outbox. */
  queued_to: string;
  queued_at: string | null;
  /** As it was confirmed. */
  recipients: number;
  parts: number;
  cost_ore: number;
  /** JSON: how many are left out, by reason. */
  left_out: string;
  created_by: string;
  second_by: string | null;
  created_at: string;
  confirmed_at: string | null;
  changed_at: string;
  finished_at: string | null;
}

export const REPLY_ANSWERS = ['yes', 'no', 'thanks', 'question'] as const;
export type ReplyAnswer = (typeof REPLY_ANSWERS)[number];

export interface BroadcastReplyTable {
  broadcast_id: string;
  person_id: string;
  arrival_id: string;
  answer: ReplyAnswer;
  at: string;
}

/** What somebody wants to hear of each week. */
export interface SubscriptionTable {
  id: string;
  centre_id: string;
  person_id: string;
  category: string | null;
  words: string | null;
  postcode: string;
  place_name: string;
  lat: number | null;
  lon: number | null;
  since: string;
  sent_at: string | null;
}

export interface StaffNoticeTable {
  id: string;
  centre_id: string;
  kind: 'crisis' | 'withdrawal' | 'undelivered change' | 'missed promise';
  /** The id of what it concerns; never a name or a number. */
  about: string;
  noted_at: string;
  told_at: string | null;
}

export interface AuditTable {
  seq: Generated<number>;
  at: string;
  staff: string;
  verb: string;
  object: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

export type Centre = Selectable<CentreTable>;
export type Person = Selectable<PersonTable>;
export type Arrival = Selectable<ArrivalTable>;
export type OutboxRow = Selectable<OutboxTable>;
export type Call = Selectable<CallTable>;
export type OutgoingCall = Selectable<OutgoingCallTable>;
export type Activity = Selectable<ActivityTable>;
export type OccurrenceChange = Selectable<OccurrenceChangeTable>;
export type SignUp = Selectable<SignUpTable>;
export type Broadcast = Selectable<BroadcastTable>;
export type Subscription = Selectable<SubscriptionTable>;
export type Volunteer = Selectable<VolunteerTable>;
export type Assignment = Selectable<AssignmentTable>;
export type Offer = Selectable<OfferTable>;
