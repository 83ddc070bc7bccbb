import { join } from 'node:path';
import { correctionsIn, packagedSentences, sheetOf } from '../../channels/sentence-sheet.ts';
import { writeTable } from '../../feeds/write-table.ts';
import { writtenLanguage } from '../framework/arguments.ts';
import type { Run } from '../framework/command.ts';
import { configOf } from '../framework/run.ts';

/** Writes the sheet of a language, with the corrections that were taken. */
export const run: Run = async (invocation) => {
  const language = await writtenLanguage(invocation, invocation.args[0] ?? '');
  const locales = join(invocation.io.root, 'locales');
  const own = packagedSentences(join(locales, language));
  const rows = sheetOf(language, packagedSentences(join(locales, 'nb')), {
    ...own,
    ...correctionsIn(configOf(invocation).sentences, language),
  });
  const cells = rows.map(({ key, norwegian, translation, note }) => [key, norwegian, translation, note]);
  if (invocation.json) return { json: rows, text: '' };
  // A file and no table for a screen: with its mark, so that a spreadsheet reads the letters.
  invocation.io.out(writeTable(['key', 'norwegian', 'translation', 'note'], cells));
  return 0;
};
