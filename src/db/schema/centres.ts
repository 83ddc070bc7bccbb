import type { Generated, Selectable } from 'kysely';

export interface CentreTable {
  id: string;
  name: string;
  number: string;
  voice_number: string | null;
  postcode: string | null;
  staff_phone: string | null;
  /** Told at any hour of a person in need while the centre is closed; a mobile. */
  emergency_phone: string | null;
  opening: string;
  language: string;
  /** Languages that it does not write yet, as codes separated by `;`. */
  languages_off: Generated<string>;
  /** Most times that a volunteer is asked in thirty days. */
  asks_max: Generated<number>;
  /** Price of one part of a text message, in øre: within Norway, and abroad. */
  /** Limits of the cost of its texts a day and a month; null for no limit. */
  max_day_cost_ore: Generated<number | null>;
  max_month_cost_ore: Generated<number | null>;
  price_ore: Generated<number>;
  price_foreign_ore: Generated<number>;
  /** Messages a second that the centre's number may send; null for the default. */
  per_second: number | null;
  /** Most texts a day to staff about urgent matters. */
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
