import { InvalidArgumentError } from 'commander';
import type { Config } from '../../config.ts';
import type { Ids, Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { MovableClock } from '../../service/app/clock.ts';
import type { SaysWhen } from '../../understanding/days/said-date.ts';
import type { Io } from './io.ts';

/** A command as help describes it; the deed itself is loaded only when it is wanted. */
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
  /** Leaving it out is wrong usage. */
  required?: true;
  /** It may be said several times; the values come as a list. */
  many?: true;
  /** It is a day or a time, written as people write it; the command gets "2026-12-01" or "2026-12-01T18:00". */
  says?: SaysWhen;
  /** With `says`: may also be "none". */
  orNone?: true;
  /** Reads the value; throws what commander tells the typist. */
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

/** Kroner as people write them: "0,65" or "0.65". */
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

/** One command as it was called. */
export interface Invocation {
  io: Io;
  args: readonly string[];
  options: Options;
  json: boolean;
  /** The centre that was named, if one was. */
  centre: string | undefined;
  /** Who does it. */
  staff: string;
}

/** What a command answers: the same for scripts and for people. */
export interface CommandResult {
  json: unknown;
  text: string;
  /** 1 where it was refused or failed and `text` says what to do. */
  code?: 0 | 1;
}

/** A command's deed. One that has printed as it went answers its exit code alone. */
export type Run = (invocation: Invocation) => Promise<CommandResult | 0 | 1>;

/** Everything that a command works with when it needs the database. */
export interface CommandContext {
  invocation: Invocation;
  config: Config;
  store: Store;
  clock: MovableClock;
  ids: Ids;
  moment: () => Moment;
}
