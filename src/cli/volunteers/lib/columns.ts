import type { Options } from '../../framework/command.ts';

/** The column of a file for each option: both are read by the same rules. */
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
    // "--met" without a value is today; "--car" and "--no-car" never have one.
    cells[column] = typeof value !== 'boolean' ? String(value) : option === 'met' ? today : value ? 'yes' : 'no';
  }
  return cells;
}
