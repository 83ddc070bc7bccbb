import { ConfigError, type Config } from '../../config.ts';
import { table, wrap } from '../framework/print.ts';
import { configOf } from '../framework/run.ts';
import { databaseChecks } from './doctor/database.ts';
import { carrierChecks } from './doctor/carrier.ts';
import type { Check } from './doctor/check.ts';
import type { Invocation, Run } from '../framework/command.ts';

/** Checks the set-up from the environment to the telephone numbers, and changes nothing. */
export const run: Run = async (invocation) => {
  const checks = await checksOf(invocation);
  const ok = checks.every((check) => check.ok);
  const rows = checks.map((check) => [check.ok ? 'ok' : 'NOT OK', check.name, check.advice]);
  const verdict = ok ? 'Everything needed is in place.' : 'Put right what is not ok, and run ringerunde doctor again.';
  return {
    json: { ok, checks },
    text: `${table(invocation.io, ['', wrap('what'), wrap('advice')], rows)}\n${verdict}`,
    code: ok ? 0 : 1,
  };
};

async function checksOf(invocation: Invocation): Promise<Check[]> {
  let config: Config;
  try {
    config = configOf(invocation);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [{ name: 'configuration', ok: false, advice: error.problems.join(' ') }];
  }
  const { checks, centres } = await databaseChecks(config);
  return [
    { name: 'configuration', ok: true, advice: saysWho(config) },
    ...checks,
    ...(await carrierChecks(config, centres)),
  ];
}

function saysWho({ twilio, phonePage }: Config): string {
  const page = phonePage ? ' The page /phone is served.' : '';
  if (twilio === null) return `No TWILIO_* is set: messages are simulated, and nothing leaves this machine.${page}`;
  return `${twilio.network === 'twilio' ? 'Twilio' : `A server at ${twilio.apiUrl}`} carries messages.${page}`;
}
