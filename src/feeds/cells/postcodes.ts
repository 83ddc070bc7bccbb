import { en, type Sentences } from '../sentences/sentences.ts';
import type { PlaceRegister } from '../../domain/places/places.ts';

const POSTCODE = /^(?:NO?[- ]?)?(\d{3,4})(?:[.,]0+)?(?:[ ,]+\p{L}[\p{L} .-]*)?$/iu;

/** The position of a postcode in the register. */
export interface Postal {
  postcode: string;
  name: string;
  lat: number | null;
  lon: number | null;
}

/**
 * The place of a postcode as people write it: "4836", "N-4836", "4480 KVINESDAL", "4480.0", and "836" after a
 * spreadsheet has dropped the zero.
 */
export function readPostcode(text: string, places: PlaceRegister, say: Sentences = en): Postal | { why: string } {
  const postcode = POSTCODE.exec(text.trim())?.[1]?.padStart(4, '0');
  if (postcode === undefined) return { why: say.noPostcode(text.slice(0, 20)) };
  const place = places.find(postcode);
  if (place === null) return { why: say.unknownPostcode(postcode) };
  return { postcode, name: place.name, lat: place.lat, lon: place.lon };
}
