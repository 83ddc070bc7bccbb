import type { Options } from '../../framework/command.ts';

/** What options are called as columns of a file: both are read by the same rules. */
const COLUMNS: Readonly<Record<string, string>> = {
  name: 'name',
  phone: 'phone',
  postcode: 'postcode',
  interests: 'interests',
  language: 'language',
  languages: 'languages',
  car: 'car',
  times: 'times',
  maxKm: 'max_km',
  met: 'met_on',
  notes: 'notes',
  confidentiality: 'confidentiality_on',
  certificateFor: 'certificate_for',
  certificateAsked: 'certificate_asked_on',
  certificateShown: 'certificate_shown_on',
};

/** The options that were given, as the cells of a row. */
export function cellsGiven(options: Options, today: string): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [option, column] of Object.entries(COLUMNS)) {
    const value = options[option];
    if (value === undefined) continue;
    // "--met" alone is today; "--car" and "--no-car" have no value.
    cells[column] = typeof value !== 'boolean' ? String(value) : option === 'met' ? today : value ? 'yes' : 'no';
  }
  return cells;
}
