/**
 * Beginnings that a spreadsheet takes for a formula (OWASP ASVS 1.2.10), also after marks that we put there ourselves.
 */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const UNSPEAKABLE = /(?![\t\r\n])\p{Cc}/gu;

/** A value of a table that is written: text is guarded against formulas, a number is a number. */
export type Value = string | number | null;

/**
 * A table as CSV (RFC 4180): commas, CRLF, and a BOM so that Excel reads it as UTF-8. A text that a spreadsheet would run as
 * a formula gets a ' in front, which reading it back takes away; so does every telephone number.
 */
export function writeTable(header: readonly string[], rows: readonly (readonly Value[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: Value): string {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').replace(UNSPEAKABLE, '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
