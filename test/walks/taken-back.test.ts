import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rememberWay } from '../../src/domain/centres/people.ts';
import { sendAgain } from '../../src/domain/messages/send-outcomes.ts';
import { addToDo, addVolunteer, assignmentDeed, SENTINEL } from '../support/people/assignments.ts';
import { openTestApp, PEOPLE, type Heard, type TestApp } from '../support/app.ts';
import { momentOf } from '../../src/service/engine/scene.ts';

// What is decided in the evening is told in the morning: what was decided last.

const { Ola = '' } = PEOPLE;
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  for (const name of ['Kari', 'Ola', 'Solveig']) await addVolunteer(app, name);
});
afterEach(() => app.close());

const deed = (line: string): Promise<Heard[]> => {
  const [verb = '', ...words] = line.split(' ');
  return app.after(() => assignmentDeed(app, verb, words));
};
const toOla = (heard: readonly Heard[]): string[] => heard.filter(({ to }) => to === Ola).map(({ body }) => body);

/** Ola said yes by day, and is confirmed at nine in the evening. */
async function confirmedAtNight(): Promise<void> {
  await addToDo(app);
  await deed('offer Ola');
  await app.text(Ola, 'JA');
  await app.goTo('2026-11-23T21:30');
  expect(await deed('confirm Ola')).toEqual([]);
}

const reasons = (): Promise<{ state: string; reason: string | null }[]> =>
  app.store.db
    .selectFrom('outbox')
    .select(['state', 'reason'])
    .where('number', '=', Ola)
    .where('kind', '=', 'confirmation')
    .execute();

describe('what waits until the morning and is no longer so', () => {
  test('confirmed and turned down: Ola hears neither for whom it was nor where', async () => {
    await confirmedAtNight();
    await deed('turn-down Ola');
    const said = toOla(await app.goTo('2026-11-24T09:30')).join('\n');
    expect(said).toContain('Takk for at du sa ja');
    expect(said).not.toContain(SENTINEL.recipient);
    expect(await reasons()).toEqual([{ state: 'cancelled', reason: 'no longer so' }]);
  });

  test('confirmed, and Ola rings staff and cannot come after all: the morning brings nothing', async () => {
    await confirmedAtNight();
    await deed('answer Ola no');
    expect(toOla(await app.goTo('2026-11-24T09:30')).join('\n')).not.toContain(SENTINEL.recipient);
  });

  test('confirmed, turned down by mistake and confirmed again: Ola hears that he is expected, once', async () => {
    await confirmedAtNight();
    await deed('turn-down Ola');
    await app.goTo('2026-11-23T21:45');
    await deed('confirm Ola');
    const said = toOla(await app.goTo('2026-11-24T09:30'));
    expect(said.filter((body) => body.includes(SENTINEL.recipient))).toHaveLength(1);
    expect(said.join('\n')).not.toContain('Takk for at du sa ja');
  });

  test('confirmed, and called off: Ola hears only that nobody need come', async () => {
    await confirmedAtNight();
    await deed('call-off');
    const said = toOla(await app.goTo('2026-11-24T09:30'));
    expect(said).toHaveLength(1);
    expect(said.join('\n')).toContain('avlyst');
    expect(said.join('\n')).not.toContain(SENTINEL.recipient);
  });

  test('whoever is rung instead of texted is not rung about it', async () => {
    const person = await app.store.db.selectFrom('person').select('id').where('number', '=', Ola).executeTakeFirst();
    await app.store.write((tx) => rememberWay(tx, person?.id ?? '', 'call'));
    await addToDo(app);
    await deed('offer Ola');
    await deed('answer Ola yes');
    await app.goTo('2026-11-23T21:30');
    await deed('confirm Ola');
    await deed('turn-down Ola');
    const calls = await app.store.db
      .selectFrom('outgoing_call')
      .select(['kind', 'state', 'reason'])
      .where('kind', '=', 'confirmation')
      .execute();
    expect(calls).toEqual([{ kind: 'confirmation', state: 'cancelled', reason: 'no longer so' }]);
  });

  test('whose phone was busy when we rang about it is not rung about it again', async () => {
    const { store } = app;
    const person = await store.db.selectFrom('person').select('id').where('number', '=', Ola).executeTakeFirst();
    await store.write((tx) => rememberWay(tx, person?.id ?? '', 'call'));
    await addToDo(app);
    await deed('offer Ola');
    const isBusy = async (): Promise<object | undefined> => {
      const { id, sid } = app.rung.at(-1) ?? { id: '', sid: '' };
      await app.service.receiveOutgoingStatus({ id, sid, status: 'busy' });
      const call = store.db.selectFrom('outgoing_call').select(['kind', 'state', 'reason']).where('id', '=', id);
      return call.executeTakeFirst();
    };
    // He has rung staff himself meanwhile, and said yes.
    await deed('answer Ola yes');
    expect(await isBusy()).toEqual({ kind: 'offer', state: 'cancelled', reason: 'no longer so' });
    await deed('confirm Ola');
    await assignmentDeed(app, 'turn-down', ['Ola']);
    expect(await isBusy()).toEqual({ kind: 'confirmation', state: 'cancelled', reason: 'no longer so' });
  });

  test('one that a restored backup holds is taken back, too', async () => {
    await confirmedAtNight();
    await app.store.db.updateTable('outbox').set({ state: 'held' }).where('kind', '=', 'confirmation').execute();
    await deed('turn-down Ola');
    expect(await reasons()).toEqual([{ state: 'cancelled', reason: 'no longer so' }]);
  });

  test('one that comes back as a landline’s is not rung about, and no human is to ring', async () => {
    await confirmedAtNight();
    await app.goTo('2026-11-24T09:30');
    const { store } = app;
    const kind = 'confirmation' as const;
    await store.db
      .updateTable('outbox')
      .set({ state: 'accepted', settled_at: null })
      .where('kind', '=', kind)
      .execute();
    await deed('turn-down Ola');
    const { id, sid } = await store.db
      .selectFrom('outbox')
      .select(['id', 'sid'])
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow();
    const told = { outboxId: id, sid: sid ?? '', status: 'undelivered', errorCode: '30006' };
    await app.after(() => app.service.receiveReport(told));
    expect(app.rung).toEqual([]);
    expect(await store.db.selectFrom('callback').select('reason').execute()).toEqual([]);
  });

  test('one that was on its way, and that the network was too busy to take, is not sent again', async () => {
    await confirmedAtNight();
    const { store } = app;
    await store.db.updateTable('outbox').set({ state: 'sending' }).where('kind', '=', 'confirmation').execute();
    await assignmentDeed(app, 'turn-down', ['Ola']);
    const row = await store.db
      .selectFrom('outbox')
      .selectAll()
      .where('kind', '=', 'confirmation')
      .executeTakeFirstOrThrow();
    const moment = momentOf(app.service.app);
    const at = { at: moment.now, from: 'sending', code: '20429' } as const;
    expect(await store.write((tx) => sendAgain(tx, moment, row, at))).toBe('cancelled');
    expect(await reasons()).toEqual([{ state: 'cancelled', reason: 'no longer so' }]);
  });
});
