import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { onlyFromInside } from './base/public-side.ts';
import type { Service } from '../service/app/service.ts';
import { readVitalSigns, type VitalSigns } from '../service/app/vital-signs.ts';

/** `/metrics`: Prometheus text, numbers only, and not for the world outside. Each request counts the database rows. */
export function metrics(service: Service, droppedLines: () => number, publicUrl: string): Router {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const write = gauges(registry);
  const dropped = new Gauge({
    name: 'ringerunde_log_lines_dropped',
    help: 'Log lines that could not be written since the start.',
    registers: [registry],
  });

  const router = Router();
  router.get('/metrics', onlyFromInside(publicUrl), async (_request, response) => {
    write(await readVitalSigns(service.app), service);
    dropped.set(droppedLines());
    response
      .set('Content-Type', registry.contentType)
      .set('Cache-Control', 'no-store')
      .send(await registry.metrics());
  });
  return router;
}

function gauges(registry: Registry): (signs: VitalSigns, service: Service) => void {
  const gauge = <L extends string = never>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge<L>({ name: `ringerunde_${name}`, help, labelNames, registers: [registry] });

  const arrivals = gauge('arrivals_total', 'Everything that ever happened: texts, deadlines, reports, commands.');
  const turns = gauge('turns_total', 'Arrivals that have been taken.');
  const waiting = gauge('arrivals_waiting', 'Arrivals that wait for their turn.');
  const arrivalsBy = gauge('arrivals', 'The latest 10,000 arrivals, by state.', 'state');
  const outboxBy = gauge('outbox', 'The latest 10,000 messages, by state.', 'state');
  const oldestArrival = gauge('oldest_arrival_seconds', 'How long the oldest arrival waits.');
  const oldestMessage = gauge('oldest_message_seconds', 'How long the oldest message that may leave waits.');
  const inFlight = gauge('messages_in_flight', 'Messages that are being handed to the carrier now.');
  const halted = gauge('sending_halted', '1 when the carrier refuses our account.');
  const breaker = gauge('carrier_unreachable', '1 when the carrier does not answer.');

  return (signs, service) => {
    arrivals.set(signs.arrivals);
    turns.set(Math.max(0, signs.arrivals - signs.arrivalsWaiting));
    waiting.set(signs.arrivalsWaiting);
    for (const [state, n] of Object.entries(signs.arrivalsLately)) arrivalsBy.set({ state }, n);
    for (const [state, n] of Object.entries(signs.outboxLately)) outboxBy.set({ state }, n);
    oldestArrival.set(signs.oldestArrivalS);
    oldestMessage.set(signs.oldestMessageS);
    const sender = service.health.sender.health();
    inFlight.set(sender.inFlight);
    halted.set(sender.halted === null ? 0 : 1);
    breaker.set(sender.breaker === 'closed' ? 0 : 1);
  };
}
