import { Refusal } from '../../domain/base/refusal.ts';
import type { Invocation } from './command.ts';

/**
 * Whether to go on: `--yes` agrees, otherwise the user is asked.
 * @param what the coming change, as a sentence: "3 people will be told that Strikkekafé is cancelled."
 * @throws Refusal without `--yes` and without a terminal
 */
export async function agreed(invocation: Invocation, what: string): Promise<'yes' | 'no'> {
  if (invocation.options['yes'] === true) return 'yes';
  if (!invocation.io.interactive) {
    const preview = invocation.options['dryRun'] === undefined ? ', or --dry-run to look first' : '';
    throw new Refusal(`${what} Nothing was done. Add --yes to do it${preview}.`);
  }
  const { confirm, isCancel } = await import('@clack/prompts');
  const { safeLines } = await import('./escape.ts');
  // On standard error, so that a pipe gets only the answer.
  const said = await confirm({ message: `${safeLines(what)} Go on?`, initialValue: false, output: process.stderr });
  return isCancel(said) || !said ? 'no' : 'yes';
}

/** The user's answer to a question, empty for none; null when the user stops. */
export async function asked(question: string): Promise<string | null> {
  const { isCancel, text } = await import('@clack/prompts');
  const { safeLines } = await import('./escape.ts');
  const said = await text({ message: safeLines(question), defaultValue: '', output: process.stderr });
  return isCancel(said) ? null : said.trim();
}

/** The result of a command that asked and got a no. */
export const leftAlone = { json: { outcome: 'left alone' }, text: 'Nothing was done.', code: 1 } as const;
