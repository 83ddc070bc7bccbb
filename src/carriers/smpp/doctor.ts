import { fine, wrong, type CarrierCheck } from '../base/carrier.ts';
import { meaningOfStatus } from './codes.ts';
import { CONNECTION_LIMITS, createConnection, type Readiness } from './connection.ts';
import type { SmppSettings } from './settings.ts';

/** Checks that the message centre accepts the account, and says what it cannot do. */
export async function checkSmpp(settings: SmppSettings, hasCalls: boolean): Promise<CarrierCheck[]> {
  const { host, port, tls } = settings;
  const connection = createConnection({
    settings,
    limits: CONNECTION_LIMITS,
    // A text on this short connection is for the service: the message centre offers it again.
    onDeliver: () => Promise.reject(new Error('only checking')),
  });
  const ready = await connection.ready();
  await connection.stop();
  const where = `${host}:${port}${tls ? ' (TLS)' : ''}`;
  const checks = [carrierCheck(where, ready)];
  if (!tls)
    checks.push(fine('privacy', 'Texts travel unencrypted to the message centre: use ssmpp://, or a private line.'));
  if (!hasCalls)
    checks.push(
      fine(
        'calls',
        'None: whom we would ring stands on the list for staff. Another carrier can place them beside this one: see the README.',
      ),
    );
  return checks;
}

function carrierCheck(where: string, ready: Readiness): CarrierCheck {
  if (ready === 'connected') return fine('carrier', `The message centre at ${where} lets us in.`);
  if (ready === 'not now') {
    return wrong(
      'carrier',
      `${where} does not answer, or has no connection left for us. Check SMPP_URL, and ask the provider.`,
    );
  }
  return wrong('carrier', meaningOfStatus(ready.refused).says);
}
