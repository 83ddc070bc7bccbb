import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { sqliteStore } from '../../support/store.ts';
import { figure } from '../../support/faults/figures.ts';

const KARI = PEOPLE['Kari'] ?? '';
const OLA = PEOPLE['Ola'] ?? '';

test('SLETT MEG by text leaves no byte behind, when its own answer has left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-erase-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const app = await openTestApp({ store: await sqliteStore(join(folder, 'line.db')) });
  await app.text(OLA, 'hei');
  await app.text(KARI, 'RETT NAVN Karianne Sentinelsen');
  await app.text(KARI, 'regnbueøgle');
  const asked = (await app.text(KARI, 'SLETT MEG')).at(-1)?.body ?? '';
  expect((await app.text(KARI, codeIn(asked))).at(-1)).toMatchObject({
    to: KARI,
    body: expect.stringMatching(/om en time.*ANGRE/) as string,
  });
  await app.goTo('2026-11-23T13:05');
  await app.service.tidy();
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  const sentinels = [KARI, KARI.slice(3), 'Karianne', 'regnbueøgle'];
  const gone = sentinels.filter((s) => !bytes.some((b) => b.includes(Buffer.from(s))));
  figure(14, { tried: sentinels.length, survived: gone.length });
  for (const s of sentinels) expect(bytes.some((b) => b.includes(Buffer.from(s)))).toBe(false);
  expect(bytes.some((b) => b.includes(Buffer.from(OLA)))).toBe(true);
  await app.close();
});

test('a report about a message of somebody who was erased concerns nobody, and brings nothing back', async () => {
  const app = await openTestApp();
  await app.text(KARI, 'ring meg');
  const { id, sid } = await app.store.db.selectFrom('outbox').select(['id', 'sid']).executeTakeFirstOrThrow();
  await erased(app);
  await app.after(() =>
    app.service.receiveReport({ outboxId: id, sid: sid ?? '', status: 'undelivered', errorCode: '21610' }),
  );
  expect(await app.store.db.selectFrom('opt_out').selectAll().execute()).toEqual([]);
  expect(await app.store.db.selectFrom('callback').selectAll().execute()).toEqual([]);
  // Twilio's list brings the same text once more: it is known.
  const [again] = await app.store.db.selectFrom('arrival').select('id').where('kind', '=', 'text').execute();
  const text = { sid: again?.id ?? '', from: KARI, to: '+4745600001', body: 'ring meg', media: 0, optOutType: null };
  expect(await app.service.receiveText(text)).toBe('already noted');
  expect(await app.store.db.selectFrom('person').selectAll().execute()).toEqual([]);
  await app.close();
});

async function erased(app: TestApp): Promise<void> {
  const asked = (await app.text(KARI, 'SLETT MEG')).at(-1)?.body ?? '';
  await app.text(KARI, codeIn(asked));
  await app.goTo('2026-11-23T13:05');
}

/** The code in "Svar 4821 for å slette". */
const codeIn = (body: string): string => /\b\d{4}\b/.exec(body)?.[0] ?? '';
