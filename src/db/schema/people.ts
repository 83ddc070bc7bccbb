import type { Generated, Selectable } from 'kysely';

export interface PersonTable {
  id: string;
  centre_id: string;
  number: string;
  name: string | null;
  /** The name as staff or an import entered it, whatever the person calls themselves since; null where none did. */
  confirmed_name: Generated<string | null>;
  language: string;
  /** 1 when the person chose it, 0 when a text suggested it. */
  language_chosen: number;
  postcode: string | null;
  place_name: string | null;
  lat: number | null;
  lon: number | null;
  /** How the person wants to receive messages that they did not ask for. */
  prefers: Generated<'text' | 'call'>;
  first_seen_at: string;
  last_inbound_at: string | null;
  last_outbound_at: string | null;
  /** When the service asked whether to keep the person's data. */
  kept_asked_at: string | null;
}

export interface ConsentTable {
  centre_id: string;
  person_id: string;
  kind: 'requested' | 'campaign';
  since: string;
  /** How the consent was given: "text", or what staff wrote down. */
  how: string;
}

/** The person's weekly subscription. */
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
