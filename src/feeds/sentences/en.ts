/** What became of the rows of a file. */
export interface RowCounts {
  added: number;
  updated: number;
  same: number;
  rejected: number;
  dryRun: boolean;
}

/**
 * The sentences of an import in English: why a row or a file was refused, and which values were read differently from
 * the file. The other languages have the same sentences; a missing one does not compile.
 */
export const en = {
  /** The name of a column. */
  column: (name: string) => name,
  // The file.
  empty: () => 'The file is empty.',
  headline: ({ added, updated, same, rejected, dryRun }: RowCounts) =>
    `${added} ${dryRun ? 'would be taken in' : 'imported'}, ${updated} updated${same > 0 ? `, ${same} unchanged` : ''}, ` +
    `${rejected === 1 ? '1 row' : `${rejected} rows`} rejected.`,
  told: (n: number, dryRun: boolean) => `${n === 1 ? '1 person' : `${n} people`} ${dryRun ? 'would be told' : 'told'}.`,
  skipped: (n: number) => `${n === 1 ? '1 row' : `${n} rows`} skipped: names and numbers that are not in use any more.`,
  inTable: { line: 'line', why: 'why it was rejected', look: 'what to look at' },
  andMore: (n: number) => `And ${n} more: --json lists them all.`,
  noRows: () => 'There is no row below the header.',
  tooLarge: (mb: number) => `The file is larger than ${mb} MB. Split it into several files.`,
  tooManyRows: (rows: number, max: number) =>
    `The file has ${rows} rows, and ${max} is the most. Split it into several files.`,
  longHeader: () => 'The first line is too long to be a header.',
  noText: () => 'This is no text file. Save it as CSV first.',
  oldWorkbook: () => 'This is an old workbook (.xls). Open it in Excel and save it as .xlsx or as CSV.',
  noWorkbook: () => 'This workbook cannot be opened. Save it as .xlsx or as CSV anew.',
  noSheet: (sheet: string, sheets: string) => `There is no sheet "${sheet}". The workbook has: ${sheets}.`,
  sheetOfText: () => 'Only a workbook (.xlsx) has sheets. Leave out --sheet.',
  tooManyQuotes: (max: number) =>
    `More than ${max} rows have a quotation mark that is not closed. Save the file as CSV anew.`,
  columnTwice: (column: string) => `Two columns are ${column}. Take one of them away.`,
  columnsMissing: (missing: readonly string[], known: string) =>
    `The first line must name the columns, and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not among them. Known columns: ${known}.`,
  unknownLetters: () =>
    'It cannot be told which letters the file is written with: æ, ø and å would come out wrong. Save it as "CSV UTF-8" or as .xlsx.',
  noRowRead: (why: string) => `No row could be read. The first: ${why}`,
  // Remarks.
  readAs: (kind: string) => `The file is written with ${kind}, and was read so. Look at a few names.`,
  repaired: (before: string, after: string) => `Broken letters were repaired: "${before}" became "${after}".`,
  otherSheets: (sheet: string, others: string) => `The sheet "${sheet}" was read. Not read: ${others}.`,
  skippedAbove: (lines: number) => `${lines} ${lines === 1 ? 'line' : 'lines'} above the header left out.`,
  skippedTotal: () => 'A row of totals was left out.',
  untitled: (column: string) => `Column ${column} has no title and was left out.`,
  // A row as a whole.
  quoteOpen: () => 'A quotation mark is opened and not closed.',
  tooManyCells: (cells: number, header: number) =>
    `The row has ${cells} cells, and the header has ${header}. Is a quotation mark missing around a text with a comma?`,
  longCell: (kb: number) => `A cell is longer than ${kb} kB.`,
  lostLetter: (text: string) => `A letter is lost in "${text}". Save the file as "CSV UTF-8" or as .xlsx.`,
  cellError: (text: string) => `A cell says ${text}. Mend the formula.`,
  tooLong: (column: string, max: number) => `The ${column} is longer than ${max} characters.`,
  noYesNo: (column: string) => `${column} is neither yes nor no.`,
  noLanguage: (text: string) => `"${text}" is no language. Write codes such as nb;en;uk.`,
  noPostcode: (text: string) => `"${text}" is no postcode: it has four digits.`,
  unknownPostcode: (postcode: string) =>
    `The postcode ${postcode} is not known. Import places first: ringerunde places import <file>.`,
  noOrgnr: (text: string) => `"${text}" is no organisation number: it has nine digits.`,
  noOwner: (text: string) => `"${text}" is no owner: write association, centre or municipality.`,
  noNumber: (text: string) => `"${text}" is no telephone number.`,
  shortenedNumber: (text: string) =>
    `"${text}" was shortened by Excel, and the number is lost. Format the column as text and write it anew.`,
  otherNumbers: (taken: string, others: string) => `${taken} was taken. Not taken: ${others}.`,
  dayNumber: (text: string, day: string) => `${text} was read as Excel's number of a day: ${day}.`,
  // Activities.
  noTitle: () => 'The title is missing.',
  noStart: () => 'It is not said when it begins.',
  noTime: (text: string) => `"${text}" is no date and time. Write for example 2026-12-01T18:00 or 01.12.2026 18:00.`,
  noClock: (text: string, date: string) => `${text} has no time of day. Write for example ${date}T18:00.`,
  noEnd: (text: string) => `"${text}" is no end. Write a date and time, or a time.`,
  endsBefore: (end: string, start: string) => `It ends (${end}) before it begins (${start}).`,
  noCategory: (text: string, categories: string) => `"${text}" is no category. Choose one of: ${categories}.`,
  nearestCategory: (category: string) => ` Is it "${category}"?`,
  noCapacity: (text: string, max: number) => `"${text}" is no number of places from 1 to ${max}.`,
  noAudience: (text: string) => `"${text}" is no audience. Choose among: children, youth, adults, old, all.`,
  noUrl: (text: string) => `"${text}" is no web address. Write for example https://example.no/tur.`,
  sameActivity: (line: number) => `It is the same activity as in line ${line}.`,
  noRepeats: (text: string, left: string) =>
    `"${text}" says not how it repeats${left === '' ? '' : `: "${left}" is not understood`}. Write for example "hver tirsdag" or FREQ=WEEKLY;BYDAY=TU.`,
  tooOften: () => 'It repeats more often than once a day, and that cannot be.',
  noRule: (text: string) => `The rule ${text} cannot be read (RFC 5545). Write for example FREQ=WEEKLY;BYDAY=TU.`,
  wrongRule: (text: string) => `The rule ${text} would not be reckoned right. Write it in words, or as two activities.`,
  ruleNamesNothing: (rule: string, date: string) => `The rule ${rule} names no date from ${date} on.`,
  otherTime: (said: string, start: string) => `It repeats at ${said}, and begins at ${start}. Which one is right?`,
  firstMoved: (from: string, to: string) => `It does not take place on ${from} by its rule. The first time is ${to}.`,
  monthlyRead: (rule: string) => `"Monthly" was read as the weekday of its first time: ${rule}.`,
  firstWeekday: (day: string) => `No date is given, only a weekday. The first time is ${day}.`,
  badException: (text: string) => `The exception "${text}" cannot be read.`,
  noException: (text: string) => `The exception "${text}" names a day on which it does not take place.`,
  // Volunteers.
  noName: () => 'The name is missing.',
  noNameIn: (text: string) => `"${text}" is no name.`,
  noPhone: () => 'The telephone number is missing.',
  sameNumber: (line: number) => `It is the same number as in line ${line}.`,
  writtenIn: (text: string) => `"${text}" is no language. Write for example nb, nn or en.`,
  manyInterests: (max: number) => `There are more than ${max} interests.`,
  longInterest: (max: number) => `An interest is longer than ${max} characters.`,
  noTimes: (text: string) => `"${text}" does not say when they can. Write for example "Mon-Fri 09:00-15:00".`,
  noKm: (text: string, max: number) => `"${text}" is no number of kilometres from 1 to ${max}.`,
  liesAhead: (column: string, date: string) => `${column} lies ahead: ${date}.`,
  noDate: (text: string, column: string) =>
    `"${text}" is no date for ${column}. Write for example 2026-11-03 or 03.11.2026.`,
  anotherName: (number: string, known: string, said: string) =>
    `${number} belongs to ${known}, and the row says ${said}. Nothing was changed. Is the number wrong, or has it passed on to somebody else? Then change the number of ${known} first.`,
  anotherNumber: (name: string, id: string, number: string) =>
    `There is ${name} with the same postcode and another number. A new number? ringerunde volunteers change ${id} --phone ${number}. Two people? Add this one with: ringerunde volunteers add.`,
  twoNumbers: (name: string, line: number) =>
    `${name} stands in line ${line} with the same postcode and another number. One person, or two? Leave one row, or add the other with: ringerunde volunteers add.`,
  // Places.
  otherCountry: (country: string) =>
    `The row is about ${country === '' ? 'no country' : country}, and only Norway is read.`,
  noPlaceName: () => 'The place has no name.',
  noCoordinates: () => 'The coordinates cannot be read. Write for example 58.4592 and 8.7609.',
  halfCoordinates: () => 'One of the coordinates is missing.',
  notInNorway: (lat: number, lon: number) =>
    `${lat}, ${lon} is not in Norway. Are latitude and longitude the right way round, in degrees?`,
};

export type Sentences = typeof en;
