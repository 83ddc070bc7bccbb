import { createClock } from '../../service/app/clock.ts';
import { checkCarrier, networkOf } from '../../carriers/index.ts';
import { lastResort } from '../../channels/phone.ts';
import { ConfigError, type Config } from '../../config.ts';
import type { Centre } from '../../db/schema/index.ts';
import { table, wrap } from '../framework/print.ts';
import { configOf } from '../framework/run.ts';
import { backupChecks } from './doctor/backups.ts';
import { databaseChecks } from './doctor/database.ts';
import type { Check } from './doctor/check.ts';
import type { Invocation, Run } from '../framework/command.ts';

/** Checks the set-up, from the environment to the telephone numbers; changes nothing. */
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
    ...(await backupChecks(config, createClock(config.clockStart).now())),
    ...(await checkCarrier(config.carrier, config.publicUrl, centres.map(asChecked))),
  ];
}

const asChecked = (centre: Centre) => ({
  id: centre.id,
  number: centre.number,
  voiceNumber: centre.voice_number ?? centre.number,
  lastResort: lastResort(centre),
});

function saysWho({ carrier, phonePage }: Config): string {
  const page = phonePage ? ' The page /phone is served.' : '';
  switch (networkOf(carrier)) {
    case 'simulator':
      return `No carrier is set: messages are simulated, and nothing leaves this machine.${page}`;
    case 'test server':
      return `A test server in place of ${carrier.kind} carries messages.${page}`;
    case 'real':
      return `The carrier is ${carrier.kind}.${page}`;
  }
}
