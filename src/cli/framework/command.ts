import { InvalidArgumentError } from 'commander';
import type { Config } from '../../config.ts';
import type { Ids, Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { MovableClock } from '../../service/app/clock.ts';
import type { SaysWhen } from '../../understanding/days/said-date.ts';
import type { Io } from './io.ts';

/** A command as the help describes it; its code is loaded only when it runs. */
export interface CommandWords {
  name: string;
  does: string;
  args?: readonly (readonly [name: string, meaning: string])[];
  options?: readonly OptionWords[];
  examples: readonly string[];
  load: () => Promise<{ run: Run }>;
}

export interface OptionWords {
  flags: string;
  meaning: string;
  /** A command without it is wrong usage. */
  required?: true;
  /** The option may be repeated; its values form a list. */
  many?: true;
  /** The value is a day or a time as people write it; the command gets "2026-12-01" or "2026-12-01T18:00". */
  says?: SaysWhen;
  /** With `says`: may also be "none". */
  orNone?: true;
  /** Reads the value; throws commander's error for the user. */
  read?: (value: string) => string | number;
}

export const YES: OptionWords = { flags: '--yes', meaning: 'do not ask first' };
export const DRY: OptionWords = {
  flags: '--dry-run',
  meaning: 'show what would happen, and change and send nothing',
};
export const SHEET: OptionWords = {
  flags: '--sheet <name>',
  meaning: 'which sheet of a workbook (.xlsx), by name or number; the first where it is left out',
};
export const VIS: OptionWords = { flags: '--vis', meaning: 'show whole telephone numbers; the audit log notes it' };
export const LIMIT: OptionWords = { flags: '--limit <n>', meaning: 'the newest n only', read: wholeNumber };

export function wholeNumber(value: string): number {
  if (!/^[1-9]\d{0,6}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(value);
}

export function wholeNumberOrNone(value: string): number {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(value);
}

/** Kroner as typed: "0,65" or "0.65". */
export function kroner(value: string): number {
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(value)) throw new InvalidArgumentError('It must be kroner, such as 0,65.');
  return Number(value.replace(',', '.'));
}

/** A sum of kroner: "1500" or "1500,50". */
export function sumOfKroner(value: string): number {
  if (!/^\d{1,6}([.,]\d{1,2})?$/.test(value)) throw new InvalidArgumentError('It must be kroner, such as 500.');
  return Number(value.replace(',', '.'));
}

/** Options as they were given, by their long names. */
export type Options = Readonly<Record<string, string | boolean | number | readonly string[] | undefined>>;

/** One call of a command. */
export interface Invocation {
  io: Io;
  args: readonly string[];
  options: Options;
  json: boolean;
  /** The centre of `--centre`. */
  centre: string | undefined;
  /** The name of the user. */
  staff: string;
}

/** The answer of a command: the same content for scripts and for people. */
export interface CommandResult {
  json: unknown;
  text: string;
  /** 1 for a refusal or a failure; `text` then says what to do. */
  code?: 0 | 1;
}

/** The code of a command. A command that prints while it runs returns only its exit code. */
export type Run = (invocation: Invocation) => Promise<CommandResult | 0 | 1>;

/** The inputs of a command that needs the database. */
export interface CommandContext {
  invocation: Invocation;
  config: Config;
  store: Store;
  clock: MovableClock;
  ids: Ids;
  moment: () => Moment;
}
