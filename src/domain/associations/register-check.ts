import { normaliseName } from '../base/normalise-name.ts';

/** What a comparison with the register says about an association. */
export type RegisterStatus = 'same' | 'renamed' | 'missing' | 'deleted' | 'not voluntary' | 'no orgnr';

interface Registered {
  name: string;
  voluntary: boolean;
  deleted: boolean;
}

/** Compares a name with the register's entry of the same number; undefined where the register has none. */
export function registerStatus(
  { name, orgnr }: { name: string; orgnr: string | null },
  unit: Registered | undefined,
): RegisterStatus {
  if (orgnr === null) return 'no orgnr';
  if (unit === undefined) return 'missing';
  if (unit.deleted) return 'deleted';
  if (!unit.voluntary) return 'not voluntary';
  return normaliseName(unit.name) === normaliseName(name) ? 'same' : 'renamed';
}
