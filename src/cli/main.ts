#!/usr/bin/env node
import { processIo } from './framework/io.ts';
import { COMMANDS } from './commands.ts';
import { runCli } from './framework/program.ts';

const isService = process.argv.includes('serve');
// The reader of our output may stop early: `ringerunde messages list | head`. The service answers people without a reader.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (!isService) process.exit(error.code === 'EPIPE' ? 0 : 1);
});
// A sentence without a reader must not end the program.
process.stderr.on('error', () => {});

/** Standard error may be a pipe that takes nothing. */
const LAST_WORDS_MAX_MS = 1000;

// The last resort: prints the kind of the error without values; the supervisor starts the program again.
process.on('uncaughtException', (error: Error) => {
  const trace = ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? '') ? `\n${error.stack ?? ''}` : '';
  setTimeout(() => process.exit(1), LAST_WORDS_MAX_MS);
  process.stderr.write(`Something unexpected happened: ${error.name}. LOG_LEVEL=debug shows where.${trace}\n`, () =>
    process.exit(1),
  );
});

const code = await runCli(process.argv.slice(2), processIo(), COMMANDS);
// The output must have left for its pipe before the process ends.
process.stdout.write('', () => process.exit(code));
