import { expect, test, describe } from 'vitest';
import { askForCallback, listCallbacks } from '../../../src/domain/staff/callbacks.ts';
import { CENTRE, KARI, OLA, outboxWorld } from '../../support/outbox.ts';
import { ENGINES } from '../../support/store.ts';

describe.each(ENGINES)('those to ring, on $engine', ({ open }) => {
  test('somebody in need comes first, also who waited for something else already', async () => {
    const store = await open();
    const { moment, clock } = await outboxWorld(store);
    const ask = (number: string, reason: string) =>
      store.write((tx) => {
        const centre = { id: CENTRE, opening: 'Mon-Fri 09:00-15:00' };
        return askForCallback({ tx, moment: moment(), centre, person: { id: null, number, language: 'nb' } }, reason);
      });
    await ask(OLA, 'menu');
    clock.pass(3_600_000);
    const promised = await ask(KARI, 'menu');
    expect(await ask(KARI, 'crisis')).toEqual({ ...promised, outcome: 'already' });
    expect(await ask(KARI, 'menu')).toEqual({ ...promised, outcome: 'already' });
    const list = await listCallbacks(store.db, CENTRE);
    expect(list.map((c) => [c.number, c.reason])).toEqual([
      [KARI, 'crisis'],
      [OLA, 'menu'],
    ]);
    await store.close();
  });
});
