import { writeInBatches, type Moment, type Progress, type Store } from '../../domain/base/batches.ts';
import { normaliseName } from '../../domain/base/normalise-name.ts';
import { upsertAssociation, type NewAssociation } from '../../domain/associations/write-associations.ts';
import { readLanguages } from '../cells/language-names.ts';
import { hasLostLetter } from '../cells/names.ts';
import { readPhones } from '../cells/phones.ts';
import { en, type Sentences } from '../sentences/sentences.ts';
import { tableOf, type TableKind, type TableRow } from '../table/header.ts';
import { readTable, type ImportWarning, type Rejected } from '../table/lines.ts';

export interface AssociationOptions {
  centreId: string;
  /** English by default. */
  say?: Sentences;
  /** The sheet of a workbook; the first by default. */
  sheet?: string | undefined;
  progress?: Progress;
}

const BATCH_ROWS = 50;
const NAME_MAX = 120;

/** The columns of a file of associations, and what they may be called in bokmål and nynorsk. */
const TABLE: TableKind = {
  columns: {
    name: ['navn', 'namn', 'forening', 'foreining', 'lag', 'lag_forening', 'association', 'organisasjon', 'arrangør'],
    orgnr: ['organisasjonsnummer', 'org_nr', 'orgnummer', 'organization_number'],
    contact: ['kontakt', 'kontaktperson', 'leder', 'leiar', 'styreleder', 'styreleiar', 'contact_person'],
    phone: ['telefon', 'tlf', 'mobil', 'mobiltelefon', 'telefonnummer', 'mobilnummer', 'kontakttelefon', 'mobile'],
    email: ['e_post', 'epost', 'e_postadresse', 'epostadresse', 'mail', 'e_mail'],
    language: ['språk', 'skriftspråk', 'målform'],
  },
  needed: ['name'],
  joined: { phone: ' / ' },
  preferred: /mob/i,
};

/** Reads a file of associations and keeps them, a few at a time. The same file again changes nothing. */
export async function importAssociations(
  store: Store,
  moment: Moment,
  bytes: Uint8Array,
  { centreId, say = en, sheet, progress }: AssociationOptions,
): Promise<{ imported: number; updated: number; unchanged: number; rejected: Rejected[]; warnings: ImportWarning[] }> {
  const file = await readTable(bytes, { say, sheet });
  const table = tableOf(file.lines, TABLE, say);
  const rows: NewAssociation[] = [];
  const rejected = [...table.rejected];
  const warnings = [...file.warnings, ...table.warnings];
  const lineOf = new Map<string, number>();
  for (const row of table.rows) {
    const read = readRow(row, { centreId, say });
    const before = lineOf.get(normaliseName(row.cells['name'] ?? ''));
    if (read.why.length > 0) rejected.push({ line: row.line, why: read.why.join(' ') });
    else {
      // A second row of an association is its second contact.
      if (before === undefined) lineOf.set(normaliseName(read.association.name), row.line);
      rows.push(read.association);
      warnings.push(...read.said.map((what) => ({ line: row.line, what })));
    }
  }
  const outcomes = await writeInBatches(store, moment, rows, {
    size: BATCH_ROWS,
    progress,
    write: async (tx, at, batch) => {
      const words: string[] = [];
      for (const row of batch) words.push((await upsertAssociation(tx, at, row)).outcome);
      return words;
    },
  });
  const count = (word: string): number => outcomes.flat().filter((one) => one === word).length;
  return {
    imported: count('added'),
    updated: count('changed'),
    unchanged: count('unchanged'),
    rejected: rejected.toSorted(byLine),
    warnings: warnings.toSorted(byLine),
  };
}

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;

interface RowRead {
  association: NewAssociation;
  why: string[];
  said: string[];
}

function readRow({ cells }: TableRow, { centreId, say }: { centreId: string; say: Sentences }): RowRead {
  const cell = (name: string): string => (cells[name] ?? '').trim();
  const why: string[] = [];
  const said: string[] = [];
  const name = cell('name');
  if (normaliseName(name) === '') why.push(say.noName());
  if (name.length > NAME_MAX) why.push(say.tooLong(say.column('name'), NAME_MAX));
  const broken = [name, cell('contact')].find(hasLostLetter);
  if (broken !== undefined) why.push(say.lostLetter(broken.slice(0, 40)));
  const orgnr = cell('orgnr').replace(/[\s.]/g, '');
  if (orgnr !== '' && !/^\d{9}$/.test(orgnr)) why.push(say.noOrgnr(cell('orgnr').slice(0, 20)));
  const languages = cell('language') === '' ? { codes: [] } : readLanguages(cell('language'));
  if ('odd' in languages) why.push(say.noLanguage(languages.odd));
  const number = numberOf(cell('phone'), { say, why, said });
  const language = 'codes' in languages ? languages.codes[0] : undefined;
  const contact = { name: cell('contact'), ...(number === null ? {} : { number }), email: cell('email') };
  const hasContact = contact.name !== '' || number !== null || contact.email !== '';
  return {
    association: {
      centreId,
      name,
      ...(orgnr === '' ? {} : { orgnr }),
      ...(language === undefined ? {} : { language }),
      ...(hasContact ? { contact } : {}),
    },
    why,
    said,
  };
}

function numberOf(text: string, { say, why, said }: { say: Sentences; why: string[]; said: string[] }): string | null {
  if (text === '') return null;
  const phones = readPhones(text);
  if (phones === 'shortened') why.push(say.shortenedNumber(text.slice(0, 30)));
  else if (phones === null) why.push(say.noNumber(text.slice(0, 30)));
  else {
    const others = [...phones.others, phones.words].filter((one) => one !== '');
    if (others.length > 0) said.push(say.otherNumbers(phones.number, others.join(', ')));
    return phones.number;
  }
  return null;
}
