import { Refusal } from '../../domain/base/refusal.ts';
import type { Invocation } from './command.ts';

/**
 * Whether to go on: `--yes` says so, otherwise whoever sits there is asked.
 * @param what what is about to happen, as a sentence: "3 people will be told that Strikkekafé is cancelled."
 * @throws Refusal where there is nobody to ask
 */
export async function agreed(invocation: Invocation, what: string): Promise<'yes' | 'no'> {
  if (invocation.options['yes'] === true) return 'yes';
  if (!invocation.io.interactive) {
    const preview = invocation.options['dryRun'] === undefined ? ', or --dry-run to look first' : '';
    throw new Refusal(`${what} Nothing was done. Add --yes to do it${preview}.`);
  }
  const { confirm, isCancel } = await import('@clack/prompts');
  const { safeLines } = await import('./escape.ts');
  // On standard error, so that what goes to a pipe is the answer alone.
  const said = await confirm({ message: `${safeLines(what)} Go on?`, initialValue: false, output: process.stderr });
  return isCancel(said) || !said ? 'no' : 'yes';
}

/** What somebody answers to a question, empty where they leave it open; null where they break off. */
export async function asked(question: string): Promise<string | null> {
  const { isCancel, text } = await import('@clack/prompts');
  const { safeLines } = await import('./escape.ts');
  const said = await text({ message: safeLines(question), defaultValue: '', output: process.stderr });
  return isCancel(said) ? null : said.trim();
}

/** The answer of a command that was asked and told no. */
export const leftAlone = { json: { outcome: 'left alone' }, text: 'Nothing was done.', code: 1 } as const;
