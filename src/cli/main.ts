#!/usr/bin/env node
import { processIo } from './framework/io.ts';
import { COMMANDS } from './commands.ts';
import { runCli } from './framework/program.ts';

// Whoever reads our output may have had enough of it: `ringerunde messages list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
// A sentence that has no reader must not end the program.
process.stderr.on('error', () => {});

/** Standard error may be a pipe that takes nothing. */
const LAST_WORDS_MAX_MS = 1000;

// The last resort: a word and no values, and whoever supervises us starts again.
process.on('uncaughtException', (error: Error) => {
  const trace = ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? '') ? `\n${error.stack ?? ''}` : '';
  setTimeout(() => process.exit(1), LAST_WORDS_MAX_MS);
  process.stderr.write(`Something unexpected happened: ${error.name}. LOG_LEVEL=debug shows where.${trace}\n`, () =>
    process.exit(1),
  );
});

const code = await runCli(process.argv.slice(2), processIo(), COMMANDS);
// What was written to a pipe must have left before the process does.
process.stdout.write('', () => process.exit(code));
