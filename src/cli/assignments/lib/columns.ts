import type { AssignmentColumn } from '../../../feeds/assignment-row.ts';
import type { Options } from '../../framework/command.ts';

/** The option for each column; both are read by the same rules. */
export const OPTION_OF: Readonly<Record<AssignmentColumn, string>> = {
  title: 'title',
  kind: 'kind',
  starts_at: 'at',
  minutes: 'minutes',
  needs: 'needs',
  place: 'postcode',
  description: 'description',
  car: 'car',
  languages: 'languages',
  certificate: 'certificate',
  confidentiality: 'confidentiality',
  confirm: 'confirm',
  ordered_by: 'orderedBy',
  contact: 'contact',
  recipient: 'recipient',
  address: 'address',
  phone: 'phone',
  details: 'details',
};

/** The meaning of a column, with its option, as the command asks for it. */
const MEANING: Readonly<Partial<Record<AssignmentColumn, string>>> = {
  place: 'where (--postcode)',
  minutes: 'how long it takes (--minutes)',
  description: 'what it is about (--description)',
  recipient: 'who it is for (--recipient)',
  address: 'where to meet (--address)',
  contact: 'whom to ask at the municipality (--contact)',
  details: 'what the municipality has agreed (--details)',
};

export const columnMeaning = (column: AssignmentColumn): string => MEANING[column] ?? column;

export type Cells = Partial<Record<AssignmentColumn, string>>;

/** The options that were given, as the cells of a row. */
export function cellsGiven(options: Options): Cells {
  const cells: Cells = {};
  for (const [column, option] of Object.entries(OPTION_OF) as [AssignmentColumn, string][]) {
    const value = options[option];
    if (value !== undefined) cells[column] = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  }
  return cells;
}

/** The column of a missing fact, found by the option in its sentence. */
export function columnNamed(missing: string): AssignmentColumn | null {
  const option = /\(--([a-z-]+)\)/.exec(missing)?.[1];
  const found = Object.entries(OPTION_OF).find(([, name]) => name === option);
  return (found?.[0] as AssignmentColumn | undefined) ?? null;
}
