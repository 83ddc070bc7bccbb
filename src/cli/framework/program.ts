import { Command, CommanderError, Option } from 'commander';
import type { CommandWords, Options } from './command.ts';
import type { Io } from './io.ts';
import { printAside } from './print.ts';
import { isStale } from './root.ts';
import { runCommand, tellFailure } from './run.ts';
import { safeLines } from './escape.ts';

const WRONG_USAGE = 2;

/** Runs one command line with these commands. Returns its exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCli(argv: readonly string[], io: Io, commands: readonly CommandWords[]): Promise<number> {
  if (isStale(io.root)) printAside(io, 'The sources are newer than the program. Run: npm run build');
  let code = 0;
  const program = createProgram(io, commands, async (words, args, options) => {
    code = await runCommand({ words, args, options, io });
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // The sentence itself is already on standard error.
    if (argv.includes('--json')) tellFailure(io, { json: true, said: true }, sentenceOf(error));
    return WRONG_USAGE;
  }
}

/** After half a command, commander prints the help and has no sentence. */
const sentenceOf = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? 'A command is missing. --help lists them.' : message.replace(/^error: /, '');

type Take = (words: CommandWords, args: string[], options: Options) => Promise<void>;

function createProgram(io: Io, commands: readonly CommandWords[], take: Take): Command {
  const program = new Command('ringerunde')
    .description('The phone line that answers itself, for volunteer centres.')
    .option('--json', 'one JSON value on standard output, and nothing else there')
    .option('--centre <id>', 'which centre; needed only where there are several')
    .option('--as <name>', 'who does it, for the audit log (default: the login name)')
    .addHelpText('after', `\n${EXAMPLES}\n\nEvery command explains itself: ringerunde activities cancel --help`);
  dress(program, io);
  const groups: Groups = { commands, io, made: new Map() };
  for (const words of commands) {
    const path = words.name.split(' ');
    const last = path.pop() ?? '';
    let parent = program;
    for (const [i] of path.entries()) parent = group(parent, groups, path.slice(0, i + 1));
    parent.addCommand(dress(commandOf(words, last, take), io));
  }
  return program;
}

const EXAMPLES = `Examples:
  $ ringerunde serve
  $ ringerunde doctor
  $ ringerunde centre add --name "Frivilligsentralen Arendal" --number +4759440000
  $ ringerunde activities import activities.csv
  $ ringerunde inbox list
  $ ringerunde explain "noe å finne på i Arendal på torsdag" --json`;

/** Sends help and errors to the given outputs, and throws an error instead of ending the process. */
function dress(command: Command, io: Io): Command {
  return command
    .exitOverride()
    .showHelpAfterError('(--help explains)')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => io.out(safeLines(text)),
      writeErr: (text) => io.err(safeLines(text)),
    });
}

interface Groups {
  commands: readonly CommandWords[];
  io: Io;
  made: Map<string, Command>;
}

/** The parent command: "broadcast", and below it "broadcast segment". */
function group(parent: Command, groups: Groups, path: readonly string[]): Command {
  const name = path.join(' ');
  let made = groups.made.get(name);
  if (made === undefined) {
    const below = groups.commands
      .filter((c) => c.name.startsWith(`${name} `))
      .map((c) => c.name.split(' ')[path.length]);
    made = dress(new Command(path.at(-1)).description([...new Set(below)].join(', ')), groups.io);
    groups.made.set(name, made);
    parent.addCommand(made);
  }
  return made;
}

function commandOf(words: CommandWords, name: string, take: Take): Command {
  const command = new Command(name).description(words.does);
  for (const [argument, meaning] of words.args ?? []) command.argument(argument, meaning);
  for (const { flags, meaning, required, read, many } of words.options ?? []) {
    const option = new Option(flags, meaning).makeOptionMandatory(required === true);
    if (many === true) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    command.addOption(read === undefined ? option : option.argParser(read));
  }
  command.addHelpText(
    'after',
    `\nExamples:\n${words.examples.map((e) => `  $ ${e.includes('| ringerunde ') ? e : `ringerunde ${e}`}`).join('\n')}`,
  );
  command.action(() => {
    const args = command.args;
    return take(words, args, command.optsWithGlobals<Options>());
  });
  return command;
}
