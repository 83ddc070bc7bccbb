import { afterEach, describe, expect, test } from 'vitest';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from '../../../src/domain/broadcasts/control.ts';
import { outcomeOf } from '../../../src/domain/broadcasts/outcome.ts';
import { countsOf, repliesOf, whoAnswered } from '../../../src/domain/broadcasts/report.ts';
import { retryUncertain, uncertainOf } from '../../../src/domain/broadcasts/retry.ts';
import { findBroadcast } from '../../../src/domain/broadcasts/broadcasts.ts';
import { previewOf, putPeople, send, type Somebody, type Wanted } from '../../support/people/broadcasts.ts';
import { ring } from '../../support/provider/caller.ts';
import { openTestApp, testClock, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';

const CECILIA = '+4737000013';
const GERD = '+4790000017';
const PEOPLE: readonly Somebody[] = [
  { id: 'anna', number: '+4790000011', name: 'Anna Berg', interests: 'tur' },
  { id: 'cecilia', number: CECILIA, name: 'Cecilia Eng', interests: 'tur', language: 'nn' },
  { id: 'gerd', number: GERD, name: 'Gerd Haug', interests: 'tur', prefers: 'call' },
];
const WANTED: Wanted = { text: 'Hei {{name}}! Tur søndag.', texts: { nn: 'Hei {{name}}! Tur sundag.' } };

let app: TestApp | undefined;
afterEach(() => app?.close());

describe.each(ENGINES)('whom no text reaches is rung about a broadcast, on $engine', ({ open }) => {
  async function openWith(people: readonly Somebody[], wall?: string): Promise<TestApp> {
    const clock = wall === undefined ? {} : { clock: testClock(wall) };
    app = await openTestApp({ store: await open(), limits: { perSecond: 1000 }, ...clock });
    await putPeople(app.store, people);
    return app;
  }
  const counts = async (h: TestApp, id: string) => {
    const row = await findBroadcast(h.store.db, id);
    if (row === undefined) throw new Error('no such broadcast');
    return { status: row.status, ...(await countsOf(h.store.db, row)) };
  };
  const settle = (h: TestApp) => h.after(() => Promise.resolve());
  const neighbours = (n: number): Somebody[] =>
    Array.from({ length: n }, (_, i) => ({ id: `p${10 + i}`, number: `+473700${1010 + i}`, interests: 'tur' }));
  const pickUp = (h: TestApp, n: number) => {
    const call = h.rung[n];
    if (call === undefined) throw new Error('nobody was rung');
    return ring(h.service, call.to, { sid: `CAout${n + 1}`, outgoingId: call.id });
  };

  test('in their language, after the key; the cost is that of the texts', async () => {
    const h = await openWith(PEOPLE);
    const preview = await previewOf(h.service.app, WANTED);
    expect([preview.recipients, preview.byCall, preview.parts, preview.costOre]).toEqual([3, 2, 1, 60]);
    expect(preview.leftOut).toEqual([]);
    const id = await send(h.service.app, WANTED);
    expect((await settle(h)).map(({ to }) => to)).toEqual(['+4790000011']);
    expect(h.rung.map(({ to }) => to)).toEqual([CECILIA, GERD]);
    expect(await counts(h, id)).toMatchObject({ status: 'sending', sent: 3, delivered: 1, calls: 2 });

    const cecilia = await pickUp(h, 0);
    expect(cecilia.heard.join(' ')).not.toContain('sundag');
    await cecilia.keys('1');
    expect(cecilia.heard[0]).toBe('Her er meldinga: Hei Cecilia! Tur sundag.');
    await cecilia.hangUp();
    const gerd = await pickUp(h, 1);
    await gerd.keys('1');
    expect(gerd.heard[0]).toBe('Her er beskjeden: Hei Gerd! Tur søndag.');
    await gerd.hangUp();
    await settle(h);
    expect(await counts(h, id)).toMatchObject({ status: 'done', sent: 3, delivered: 3, failed: 0, queued: 0 });
    await h.goTo('2026-11-23T18:00');
    expect(h.rung).toHaveLength(2);
  });

  test('a long one is heard to its end', async () => {
    const h = await openWith(PEOPLE.slice(2));
    const said =
      'Kafeen er stengt torsdag fordi et vannrør har sprukket på kjøkkenet. Vi åpner igjen mandag klokka elleve, ' +
      'og da er det vafler til alle. Trenger du mat hjem på torsdag, ring oss.';
    await send(h.service.app, { text: said });
    await settle(h);
    const gerd = await pickUp(h, 0);
    await gerd.keys('1');
    expect(gerd.heard[0]).toBe(`Her er beskjeden: ${said}`);
  });

  test('whoever heard it on the phone and texts afterwards has answered it; not after something else', async () => {
    const h = await openWith(PEOPLE.slice(2));
    const id = await send(h.service.app, { ...WANTED, collects: 'yes' });
    await settle(h);
    // Nothing has been heard yet.
    await h.text(GERD, 'ja');
    const gerd = await pickUp(h, 0);
    await gerd.keys('1');
    await gerd.hangUp();
    expect(await repliesOf(h.store.db, id)).toMatchObject({ yes: 0, no: 0 });
    await h.goTo('2026-11-23T12:05');
    await h.text(GERD, 'STRIKK 4836');
    await h.goTo('2026-11-24T12:30');
    await h.text(GERD, 'ja');
    expect(await repliesOf(h.store.db, id)).toMatchObject({ yes: 0, no: 0 });

    await app?.close();
    const again = await openWith(PEOPLE.slice(2));
    const other = await send(again.service.app, { ...WANTED, collects: 'yes' });
    await settle(again);
    const heard = await pickUp(again, 0);
    await heard.keys('1');
    await heard.hangUp();
    expect((await again.text(GERD, 'ja, gjerne')).at(-1)?.body).toContain('Takk! Du står på listen.');
    await again.text(GERD, 'nei likevel ikke');
    expect(await repliesOf(again.store.db, other)).toMatchObject({ yes: 0, no: 1 });
    expect(await whoAnswered(again.store.db, other, 'no')).toMatchObject([{ number: GERD }]);
  });

  test('nobody answers: rung twice more, then it has failed and the report says so; no human rings all of them', async () => {
    const h = await openWith(PEOPLE.slice(1, 2));
    const id = await send(h.service.app, WANTED);
    await settle(h);
    const missed = (n: number) =>
      h.service.receiveOutgoingStatus({ id: h.rung[n]?.id ?? '', sid: `CAout${n + 1}`, status: 'no-answer' });
    await missed(0);
    expect(await counts(h, id)).toMatchObject({ status: 'sending', queued: 1, sent: 0 });
    await h.goTo('2026-11-23T12:16');
    await missed(1);
    await h.goTo('2026-11-23T14:20');
    await missed(2);
    await settle(h);
    expect(h.rung).toHaveLength(3);
    expect(await counts(h, id)).toMatchObject({ status: 'done', failed: 1, queued: 0 });
    const row = await findBroadcast(h.store.db, id);
    const { undelivered } = await outcomeOf(h.store.db, row!, { price_ore: 60, price_foreign_ore: 120 });
    expect(undelivered).toEqual([{ reason: 'call no-answer', count: 1 }]);
    expect(await h.store.db.selectFrom('callback').selectAll().execute()).toEqual([]);
  });

  test('ten phones at a time; paused or cancelled, no further one rings', async () => {
    const h = await openWith(neighbours(30));
    const id = await send(h.service.app, WANTED);
    await settle(h);
    const before = h.rung.length;
    expect(before).toBeGreaterThanOrEqual(10);
    expect(before).toBeLessThan(14);
    const now = (): ReturnType<typeof momentOf> => momentOf(h.service.app);
    await h.store.write((tx) => pauseBroadcast(tx, now(), id));
    const busy = (n: number) =>
      h.service.receiveOutgoingStatus({ id: h.rung[n]?.id ?? '', sid: `CAout${n + 1}`, status: 'busy' });
    for (let n = 0; n < before; n++) await busy(n);
    await h.goTo('2026-11-23T12:20');
    expect(h.rung).toHaveLength(before);
    await h.store.write((tx) => resumeBroadcast(tx, now(), id));
    await settle(h);
    const then = h.rung.length;
    expect(then).toBeGreaterThan(before);
    await h.store.write((tx) => cancelBroadcast(tx, now(), id));
    for (let n = before; n < then; n++) await busy(n);
    await h.goTo('2026-11-23T18:00');
    expect(h.rung).toHaveLength(then);
    expect(await counts(h, id)).toMatchObject({ status: 'cancelled', queued: 0, dropped: 30 });
  });

  test('not on a Sunday, nor on a red day, where a text of that kind would not come either', async () => {
    const people = PEOPLE.slice(1, 2).map((p): Somebody => ({ ...p, consents: ['requested'] }));
    const h = await openWith(people, '2026-11-28T17:55');
    await send(h.service.app, { ...WANTED, kind: 'requested' });
    await settle(h);
    await h.service.receiveOutgoingStatus({ id: h.rung[0]?.id ?? '', sid: 'CAout1', status: 'busy' });
    for (const wall of ['2026-11-28T18:20', '2026-11-29T12:00', '2026-11-30T08:30']) await h.goTo(wall);
    expect(h.rung).toHaveLength(1);
    await h.goTo('2026-11-30T09:00');
    expect(h.rung).toHaveLength(2);
  });

  test('what nobody knows the fate of is rung once more when staff choose; whoever says STOPP is not', async () => {
    const h = await openWith(PEOPLE.slice(2));
    const id = await send(h.service.app, WANTED);
    await settle(h);
    const lost = { state: 'unknown', sid: null, settled_at: '2026-11-23T11:05:00.000Z' } as const;
    await h.store.write((tx) => tx.updateTable('outgoing_call').set(lost).where('broadcast_id', '=', id).execute());
    expect(await counts(h, id)).toMatchObject({ sent: 0, uncertain: 1, calls: 1 });
    expect(await uncertainOf(h.store.db, id)).toHaveLength(1);
    const again = () => h.store.write((tx) => retryUncertain(tx, momentOf(h.service.app), id));
    expect([await again(), await again()]).toEqual([1, 0]);
    await settle(h);
    expect(h.rung).toHaveLength(2);
    await h.service.receiveOutgoingStatus({ id: h.rung[1]?.id ?? '', sid: 'CAout2', status: 'no-answer' });
    await h.text(GERD, 'STOPP');
    await h.goTo('2026-11-23T18:00');
    expect(h.rung).toHaveLength(2);
    expect(await counts(h, id)).toMatchObject({ queued: 0, dropped: 1 });
  });
});
