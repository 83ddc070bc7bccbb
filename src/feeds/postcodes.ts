import type { PlaceRegister } from '../domain/places/places.ts';

/** Where a postcode lies, as the place register has it. */
export interface Postal {
  postcode: string;
  name: string;
  lat: number | null;
  lon: number | null;
}

/** The place of a postcode as people write it: "4836", "N-4836", and "836" where a spreadsheet ate the nought. */
export function readPostcode(text: string, places: PlaceRegister): Postal | { why: string } {
  const postcode = /^(?:NO?-?)?(\d{3,4})$/i.exec(text)?.[1]?.padStart(4, '0');
  if (postcode === undefined) return { why: `"${text.slice(0, 20)}" is no postcode: it has four digits.` };
  const place = places.find(postcode);
  if (place === null)
    return { why: `The postcode ${postcode} is not known. Import places first: ringerunde places import <file>.` };
  return { postcode, name: place.name, lat: place.lat, lon: place.lon };
}
