import type { Schema } from '../../../src/db/schema/index.ts';

/**
 * What an erasure does with a column: nothing, because the column identifies no person; deletes the row; empties the
 * column; searches the column for the person's name and number (of an assignment that is still to come it leaves them to
 * staff); tells staff where the person is named; or leaves a keyed hash.
 */
type Fate = 'tells of nobody' | 'row goes' | 'emptied' | 'searched' | 'left to staff' | 'hash';

type Fates = { readonly [Table in keyof Schema]: Readonly<Record<string, Fate>> };

const of = (fate: Fate, columns: string): Record<string, Fate> =>
  Object.fromEntries(columns.split(' ').map((column) => [column, fate]));

/** Every column of every table. A test compares this list with the schema, so that a new column needs an entry. */
export const FATES: Fates = {
  meta: of('tells of nobody', 'key value'),
  revision: of('tells of nobody', 'name n'),
  centre: of(
    'tells of nobody',
    'id name number voice_number postcode staff_phone emergency_phone opening language languages_off asks_max max_day_cost_ore max_month_cost_ore price_ore price_foreign_ore per_second notices_max created_at',
  ),
  place: of('tells of nobody', 'id postcode name folded municipality lat lon source'),
  place_alias: of('tells of nobody', 'place_id alias folded'),
  person: of(
    'row goes',
    'id centre_id number name confirmed_name language language_chosen postcode place_name lat lon first_seen_at last_inbound_at last_outbound_at kept_asked_at prefers',
  ),
  opt_out: { ...of('tells of nobody', 'centre_id since how'), number_hash: 'hash' },
  arrival: {
    // The carrier's id stays, so that a second copy from the carrier is recognised.
    ...of(
      'tells of nobody',
      'seq id kind centre_id provider_at received_at state attempts retry_at outcome handled_at',
    ),
    ...of('emptied', 'peer last_error payload answer'),
  },
  conversation: of(
    'row goes',
    'id centre_id person_id flow version state status misses opened_at active_at ended_at call_id',
  ),
  deadline: of('row goes', 'key conversation_id event due_at'),
  outbox: {
    ...of(
      'tells of nobody',
      'seq id centre_id from_number kind priority language encoding parts not_before expires_at state sid error_code tries created_at sent_at settled_at broadcast_id about_kind',
    ),
    ...of('emptied', 'dedupe person_id number reason body said about_id'),
  },
  attempt: of('tells of nobody', 'id outbox_id started_at node lease_until outcome http code ended_at'),
  activity: {
    ...of(
      'tells of nobody',
      'id short_no centre_id category postcode lat lon starts_at ends_at repeats price step_free languages capacity sign_up come_alone audience status confirmed_at revision created_at changed_at association_id owner',
    ),
    ...of('left to staff', 'organiser organiser_phone'),
    ...of('left to staff', 'import_key title description venue address transport url extra'),
  },
  association: {
    ...of('tells of nobody', 'id short_no centre_id orgnr language trust public_phone status created_at changed_at'),
    ...of('left to staff', 'name folded'),
  },
  association_contact: of('row goes', 'id association_id name number email from_on until_on'),
  proposal: {
    ...of(
      'tells of nobody',
      'id short_no centre_id source association_id activity_id deed on_date status received_at decided_at decided_by',
    ),
    ...of('emptied', 'person_id words'),
    ...of('searched', 'changes why'),
  },
  occurrence_change: of('tells of nobody', 'activity_id occurrence kind new_starts_at new_ends_at changed_at'),
  sign_up: of(
    'row goes',
    'id centre_id activity_id occurrence person_id persons status starts_utc remind_at reminded_at created_at changed_at',
  ),
  inbox_item: of(
    'row goes',
    'id short_no centre_id person_id number reason arrival_id body about status assigned_to created_at done_at done_by',
  ),
  callback: of(
    'row goes',
    'id short_no centre_id person_id number reason words shown wished_at language asked_at due_at status outcome done_at done_by',
  ),
  volunteer: of(
    'row goes',
    'id short_no centre_id person_id interests languages times car max_km met_on met_by confidentiality_on certificate_for certificate_asked_on certificate_shown_on paused_until left_on notes extra created_at changed_at',
  ),
  assignment: {
    ...of(
      'tells of nobody',
      'id short_no centre_id kind starts_at starts_utc minutes needs postcode place_name lat lon needs_car needs_languages needs_certificate needs_confidentiality confirm status wave wave_minutes answer_by created_by created_at changed_at',
    ),
    ...of('searched', 'title description ordered_by ordered_contact reason untold'),
  },
  assignment_secret: { ...of('row goes', 'assignment_id'), ...of('searched', 'recipient address phone details') },
  offer: of(
    'row goes',
    'id centre_id assignment_id volunteer_id person_id code wave place status said note asked_at answer_by answered_at answered_by decided_at decided_by reminded_at created_at changed_at',
  ),
  call: {
    ...of(
      'tells of nobody',
      'id centre_id direction language proof phase step silences misses code_tries taken_at outcome started_at last_at ended_at',
    ),
    ...of('emptied', 'person_id number outgoing_id callback_id'),
  },
  outgoing_call: of(
    'row goes',
    'seq id dedupe centre_id person_id from_number number kind language purpose not_before expires_at state sid reason tries refusals started_at lease_until node created_at settled_at broadcast_id about_kind about_id',
  ),
  // The carrier still has the recording until the next sweep.
  recording: {
    ...of('tells of nobody', 'id centre_id call_id seconds made_at erase_at erased_at'),
    callback_id: 'emptied',
  },
  // The volunteer is removed from the hours; the hours stay.
  service_hours: of(
    'tells of nobody',
    'id centre_id volunteer_id assignment_id served_on minutes kind reported_by created_at',
  ),
  consent: of('row goes', 'centre_id person_id kind since how'),
  segment: of('tells of nobody', 'centre_id name wanted saved_by saved_at'),
  broadcast: of(
    'tells of nobody',
    'id short_no centre_id kind wanted twin collects long status send_at planned_to planned_at queued_to queued_at recipients parts cost_ore left_out created_by second_by created_at confirmed_at changed_at finished_at',
  ),
  broadcast_text: { ...of('tells of nobody', 'id broadcast_id language'), ...of('searched', 'said body') },
  broadcast_recipient: of('row goes', 'broadcast_id person_id reason'),
  broadcast_reply: of('row goes', 'broadcast_id person_id arrival_id answer at'),
  agenda: of('tells of nobody', 'key work object_id due_at'),
  erasure: { ...of('tells of nobody', 'centre_id erased_at'), number_hash: 'hash' },
  carrier_copy: of('tells of nobody', 'sid noted_at tries retry_at'),
  subscription: of('row goes', 'id centre_id person_id category words postcode place_name lat lon since sent_at'),
  short_counter: of('tells of nobody', 'centre_id letter n'),
  staff_notice: of('tells of nobody', 'id centre_id kind about noted_at told_at'),
  unmet_search: of('tells of nobody', 'centre_id month area category n'),
  lease: of('tells of nobody', 'name holder fence until'),
  // Contains staff names and shortened numbers, and no words of other people.
  audit: of('tells of nobody', 'seq at staff verb object detail prev_hash hash'),
  spending: of('tells of nobody', 'centre_id day ore'),
  wrong_code: { ...of('tells of nobody', 'seq centre_id at'), number_hash: 'hash' },
  audit_head: of('tells of nobody', 'log rows_written hash signed_with mac fault'),
};
