import type { Generated, Selectable } from 'kysely';

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

export type Centre = Selectable<CentreTable>;
