import { isDemonstration, isSimulated } from '../../config.ts';
import { listCentres } from '../../domain/centres/centres.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { loadDemo } from '../../feeds/demo.ts';
import { createLog } from '../../log.ts';
import { FLUSH_MAX_MS, openLogOutput, takeOverErrors, type LogOutput } from '../../log-output.ts';
import { createServer, type WebServer } from '../../web/server.ts';
import { printAside, printJson, printText } from '../framework/print.ts';
import { configOf, openContext } from '../framework/run.ts';
import { startService } from '../running/start-service.ts';
import { startNightlyBackups } from './lib/nightly.ts';
import { run as migrate } from './migrate.ts';
import type { CommandContext, Invocation, Run } from '../framework/command.ts';

/** Less than the ten seconds after which a supervisor kills the process. */
const STOP_MAX_MS = 8_000;

/** Runs the service until it is asked to stop. A blocked standard error does not delay it. */
export const run: Run = async (invocation) => {
  const output = openLogOutput();
  const giveBackErrors = takeOverErrors(output);
  try {
    return await serve(invocation, output);
  } finally {
    await output.close(FLUSH_MAX_MS);
    giveBackErrors();
  }
};

async function serve(invocation: Invocation, output: LogOutput): Promise<0> {
  const config = configOf(invocation);
  await migrate(invocation);
  const context = await openContext(invocation, config);
  const log = createLog(config.logLevel, output);
  try {
    if (isSimulated(config)) await loadDemo(context.store, context);
    const { service, stop } = await startService(context, log);
    const stopBackups = startNightlyBackups(context, log);
    const clock = isDemonstration(config) ? { clock: context.clock } : {};
    const server = createServer({
      service,
      config,
      log,
      droppedLines: () => output.dropped,
      root: invocation.io.root,
      ...clock,
    });
    try {
      await tell(context, await listening(server, context), server.phonePath);
      await invocation.io.stopAsked();
      printAside(invocation.io, 'Stopping.');
    } finally {
      await within(STOP_MAX_MS, Promise.all([server.close(), stop(), stopBackups()]));
    }
    return 0;
  } finally {
    await context.store.close();
  }
}

async function listening(server: WebServer, { config }: CommandContext): Promise<string> {
  try {
    return (await server.listen()).url;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') {
      throw new Refusal(`Port ${config.port} is in use. Stop what uses it, or set PORT to another.`);
    }
    if (code === 'EACCES') throw new Refusal(`Port ${config.port} is not ours to use. Set PORT to one above 1024.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new Refusal(`HOST ${config.host} is no address of this machine. Set it to 127.0.0.1 or 0.0.0.0.`);
    }
    throw error;
  }
}

async function tell(
  { invocation, config, store }: CommandContext,
  url: string,
  phonePath: string | null,
): Promise<void> {
  const phone = phonePath === null ? null : `${url}${phonePath}`;
  const carrier = config.carrier.kind;
  if (invocation.json) return printJson(invocation.io, { url, phone, carrier });
  const lines = [`Ringerunde listens on ${url}`];
  if (phone !== null) lines.push(`A telephone to try it with: ${phone}`);
  if (isSimulated(config)) lines.push('Nothing leaves this machine: no carrier is set, so messages are simulated.');
  if ((await listCentres(store.db)).length === 0) {
    lines.push('There is no centre yet. Add one with: ringerunde centre add --name "..." --number +47...');
  }
  printText(invocation.io, lines.join('\n'));
}

/** Work that takes longer than this is abandoned; the next start finds it again. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
