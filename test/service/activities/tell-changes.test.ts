import { afterEach, describe, expect, test } from 'vitest';
import { cancelAndNotify, moveAndNotify, type Changed } from '../../../src/service/activities/tell-changes.ts';
import { writeTurn } from '../../../src/service/engine/scene.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';

const { Kari = '', Ola = '' } = PEOPLE;

describe.each(ENGINES)('what is changed by staff, on $engine', ({ open }) => {
  let app: TestApp;
  afterEach(() => app.close());

  async function signedUp(...people: string[]): Promise<{ activityId: string; occurrence: string }> {
    app = await openTestApp({ store: await open() });
    for (const person of people) for (const text of ['strikk 4836', '1', '1', '1']) await app.text(person, text);
    const row = await app.store.db.selectFrom('sign_up').selectAll().executeTakeFirstOrThrow();
    return { activityId: row.activity_id, occurrence: row.occurrence };
  }
  const callbacks = () => app.store.db.selectFrom('callback').select(['number', 'reason']).orderBy('number').execute();

  test('F38: who has said STOPP is not texted, but rung; and is not counted among the told', async () => {
    const { activityId, occurrence } = await signedUp(Kari, Ola);
    await app.text(Kari, 'STOPP');
    let changed: Changed | undefined;
    const heard = await app.after(async () => {
      changed = await writeTurn(app.service.app, (turn) => cancelAndNotify(turn, { activityId, on: occurrence }));
    });
    expect(heard.map((h) => h.to)).toEqual([Ola]);
    expect(changed).toEqual({ outcome: 'cancelled', told: 1 });
    expect(await callbacks()).toEqual([{ number: Kari, reason: 'change, opted out' }]);
  });

  test('F38: STOPP while a change waits for the morning: who would have stood at a closed door is rung', async () => {
    const { activityId, occurrence } = await signedUp(Kari);
    await app.goTo('2026-11-24T22:00');
    expect(
      await app.after(() =>
        writeTurn(app.service.app, (turn) => cancelAndNotify(turn, { activityId, on: occurrence })),
      ),
    ).toEqual([]);
    expect((await app.text(Kari, 'STOPP')).length).toBe(1);
    expect(await app.goTo('2026-11-25T09:00')).toEqual([]);
    expect(await callbacks()).toEqual([{ number: Kari, reason: 'change, opted out' }]);
  });

  test('what would be told only when it has begun is a call at once', async () => {
    const { activityId, occurrence } = await signedUp(Kari);
    const early = '2026-11-26T07:30';
    await app.after(() =>
      writeTurn(app.service.app, (turn) => moveAndNotify(turn, { activityId, occurrence, newStartsAt: early })),
    );
    await app.goTo('2026-11-25T22:00');
    expect(
      await app.after(() => writeTurn(app.service.app, (turn) => cancelAndNotify(turn, { activityId, on: early }))),
    ).toEqual([]);
    expect(await callbacks()).toEqual([{ number: Kari, reason: 'change, too late to text' }]);
  });

  test('a move that could not be told in time is of no use any more', async () => {
    const { activityId, occurrence } = await signedUp(Kari);
    await writeTurn(app.service.app, (turn) =>
      moveAndNotify(turn, { activityId, occurrence, newStartsAt: '2026-11-26T10:00' }),
    );
    const row = await app.store.db.selectFrom('outbox').select('expires_at').where('kind', '=', 'change').execute();
    expect(row).toEqual([{ expires_at: '2026-11-26T09:00:00.000Z' }]);
  });

  test('moved, moved back, and moved there again: each is told', async () => {
    const { activityId, occurrence } = await signedUp(Kari);
    const move = async (now: string, newStartsAt: string): Promise<string> => {
      await app.goTo(now);
      const heard = await app.after(() =>
        writeTurn(app.service.app, (turn) => moveAndNotify(turn, { activityId, occurrence, newStartsAt })),
      );
      return heard.map(({ body }) => /flyttet til [^,]*/.exec(body)?.[0]).join();
    };
    expect(await move('2026-11-24T10:00', '2026-11-26T19:00')).toBe('flyttet til tor. 26.11 kl. 19');
    expect(await move('2026-11-24T11:00', occurrence)).toBe('flyttet til tor. 26.11 kl. 11');
    expect(await move('2026-11-24T12:00', '2026-11-26T19:00')).toBe('flyttet til tor. 26.11 kl. 19');
    expect(await move('2026-11-24T13:00', '2026-11-26T19:00')).toBe('');
  });

  test('called off while the reminder stands open: a 1 is not "see you there"', async () => {
    const { activityId, occurrence } = await signedUp(Kari);
    const [reminder] = await app.goTo('2026-11-25T11:00');
    expect(reminder?.body).toContain('Svar 1 hvis du kommer');
    await app.after(() => writeTurn(app.service.app, (turn) => cancelAndNotify(turn, { activityId, on: occurrence })));
    const [answer] = await app.text(Kari, '1');
    expect(answer?.body).not.toContain('Så fint');
  });

  test('called off while the list of what is signed up for stands open: the list is not said again', async () => {
    const { activityId, occurrence } = await signedUp(Kari);
    await app.text(Kari, 'mine');
    await app.after(() => writeTurn(app.service.app, (turn) => cancelAndNotify(turn, { activityId, on: occurrence })));
    const [answer] = await app.text(Kari, '7');
    expect(answer?.body).not.toContain('Strikkekafé');
  });
});
