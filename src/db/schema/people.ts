import type { Generated, Selectable } from 'kysely';

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

export interface ConsentTable {
  centre_id: string;
  person_id: string;
  kind: 'requested' | 'campaign';
  since: string;
  /** How they said so: "text", or what staff wrote down. */
  how: string;
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

export type Person = Selectable<PersonTable>;

export type Subscription = Selectable<SubscriptionTable>;
