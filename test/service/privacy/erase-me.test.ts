import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTestHouse, PEOPLE, type TestHouse } from '../../support/app.ts';
import { sqliteStore } from '../../support/store.ts';

const KARI = PEOPLE['Kari'] ?? '';
const OLA = PEOPLE['Ola'] ?? '';

test('SLETT MEG by text leaves no byte behind, when its own answer has left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-erase-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const house = await openTestHouse({ store: await sqliteStore(join(folder, 'line.db')) });
  await house.text(OLA, 'hei');
  await house.text(KARI, 'RETT NAVN Karianne Sentinelsen');
  await house.text(KARI, 'regnbueøgle');
  await house.text(KARI, 'SLETT MEG');
  expect((await house.text(KARI, 'ja')).at(-1)).toMatchObject({
    to: KARI,
    body: expect.stringMatching(/siste/) as string,
  });
  await house.goTo('2026-11-23T12:01');
  await house.service.tidy();
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  for (const s of [KARI, KARI.slice(3), 'Karianne', 'regnbueøgle'])
    expect(bytes.some((b) => b.includes(Buffer.from(s)))).toBe(false);
  expect(bytes.some((b) => b.includes(Buffer.from(OLA)))).toBe(true);
  await house.close();
});

test('a report about a message of somebody who was erased concerns nobody, and brings nothing back', async () => {
  const house = await openTestHouse();
  await house.text(KARI, 'ring meg');
  const { id, sid } = await house.store.db.selectFrom('outbox').select(['id', 'sid']).executeTakeFirstOrThrow();
  await erased(house);
  await house.after(() =>
    house.service.receiveReport({ outboxId: id, sid: sid ?? '', status: 'undelivered', errorCode: '21610' }),
  );
  expect(await house.store.db.selectFrom('opt_out').selectAll().execute()).toEqual([]);
  expect(await house.store.db.selectFrom('callback').selectAll().execute()).toEqual([]);
  // Twilio's list brings the same text once more: it is known.
  const [again] = await house.store.db.selectFrom('arrival').select('id').where('kind', '=', 'text').execute();
  const text = { sid: again?.id ?? '', from: KARI, to: '+4745600001', body: 'ring meg', media: 0, optOutType: null };
  expect(await house.service.receiveText(text)).toBe('already noted');
  expect(await house.store.db.selectFrom('person').selectAll().execute()).toEqual([]);
  await house.close();
});

async function erased(house: TestHouse): Promise<void> {
  await house.text(KARI, 'SLETT MEG');
  await house.text(KARI, 'ja');
  await house.goTo('2026-11-23T12:01');
}
