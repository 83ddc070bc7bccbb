import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { enqueueStep } from '../../../src/domain/broadcasts/enqueue.ts';
import { centreWithId } from '../../../src/domain/centres/centres.ts';
import { putInInbox } from '../../../src/domain/staff/inbox.ts';
import { personWithId } from '../../../src/domain/centres/people.ts';
import { addSubscription } from '../../../src/domain/search/subscriptions.ts';
import { callForBroadcast } from '../../../src/service/broadcasts/call-landlines.ts';
import { putPeople, type Somebody } from '../../support/people/broadcasts.ts';
import { openArendal, type Desk } from '../../support/cli.ts';

const many = (count: number): Somebody[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `p${String(i).padStart(4, '0')}`,
    number: `+47901${String(i).padStart(5, '0')}`,
    name: i === 0 ? 'Kari Nordmann' : null,
    interests: 'tur',
  }));

async function withPeople(count: number): Promise<Desk> {
  const context = await openArendal();
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  await putPeople(store, many(count));
  await store.close();
  return context;
}

const TO = ['--to', 'role=volunteer,interest=tur'];
const TEXT = ['--text', 'Hei {{name}}! Tur på søndag kl. 11.'];

interface Sent {
  id: string;
  recipients: number;
  leftOut: unknown[];
  parts: number;
  cost: number;
}

test('a preview keeps a draft that can be sent; what scripts get is what they rely on', async () => {
  const context = await withPeople(3);
  const preview = (await context.run('broadcast', 'preview', ...TO, ...TEXT, '--json')).json<Sent>();
  expect(preview).toMatchObject({ recipients: 3, leftOut: [], parts: 3, cost: 1.8 });
  const shown = await context.run('broadcast', 'preview', ...TO, ...TEXT);
  expect(shown.stdout).toMatch(/nb: 3 people, GSM-7, 1 part\n {2}Frivilligsentralen Arendal: Hei Kari! Tur på søndag/);
  expect(shown.stdout).toMatch(/3 people, 3 parts, 1,80 kr\./);
  expect(shown.stdout).toMatch(/Begins 2026-11-23T12:.*ends about 2026-11-23T12:/);
  expect(shown.stdout).toContain('ringerunde broadcast send M1');
  expect((await context.run('broadcast', 'list', '--json')).json()).toMatchObject([
    { id: preview.id, status: 'draft' },
  ]);

  const sent = (await context.run('broadcast', 'send', preview.id, '--yes', '--expect', '3', '--json')).json<Sent>();
  expect(sent).toMatchObject({ id: preview.id, recipients: 3, leftOut: [], parts: 3, cost: 1.8 });
  const show = (await context.run('broadcast', 'show', preview.id, '--json')).json<Record<string, unknown>>();
  expect(show).toMatchObject({
    status: 'sending',
    queued: 3,
    sent: 0,
    delivered: 0,
    failed: 0,
    uncertain: 0,
    replies: 0,
  });
  expect((await context.run('broadcast', 'report', preview.id, '--json')).json()).toMatchObject({
    id: preview.id,
    queued: 3,
    answers: { yes: 0, no: 0, thanks: 0, question: 0 },
  });
});

test('refused with a sentence: a wrong count, nobody, the same again, nobody to ask, an unknown field', async () => {
  const context = await withPeople(2);
  const refuses = async (argv: string[], says: RegExp): Promise<void> => {
    const ran = await context.run('broadcast', 'send', ...argv);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(says);
    expect((await context.run('broadcast', 'list', '--json')).json<{ status: string }[]>()).toEqual([]);
  };
  await refuses([...TO, ...TEXT, '--yes', '--expect', '3'], /It would reach 2 people, not 3\. Nothing was sent/);
  await refuses(
    ['--to', 'language=pl', ...TEXT, '--yes'],
    /reach nobody: there is no one in the segment.*Choose other/,
  );
  await refuses([...TO, ...TEXT, '--kind', 'campaign', '--yes'], /reach nobody \(left out: 2 no consent\)/);
  await refuses([...TO, ...TEXT], /2 people would be written to\. Nothing was sent\. Add --yes --expect 2 .*--dry-run/);
  await refuses(['--to', 'shoe=44', ...TEXT, '--yes'], /"shoe" is nothing .*role, interest, postcode/);
  await refuses([...TEXT, '--yes'], /Say to whom: --to/);
  await refuses([...TO, '--yes'], /Say what to write, in nb: --text/);
  await refuses([...TO, ...TEXT, '--kind', 'spam', '--yes'], /service, requested, campaign/);
  await refuses([...TO, ...TEXT, '--at', '2026-11-01T10:00', '--yes'], /has passed/);

  const dry = await context.run('broadcast', 'send', ...TO, ...TEXT, '--dry-run', '--json');
  expect(dry.json()).toMatchObject({ id: null, recipients: 2, dryRun: true });
  expect((await context.run('broadcast', 'list', '--json')).json()).toEqual([]);
  const first = await context.run('broadcast', 'send', ...TO, ...TEXT, '--yes', '--expect', '2', '--as', 'Anne');
  expect(first).toMatchObject({ code: 0 });
  const again = await context.run('broadcast', 'send', ...TO, ...TEXT, '--yes', '--expect', '2', '--as', 'Bjørn');
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toMatch(/Anne has sent this to the same people already.*Nothing was sent/);
  expect((await context.run('broadcast', 'list', '--json')).json()).toHaveLength(1);
});

test('above two hundred people a second member of staff is needed, and the count', async () => {
  const context = await withPeople(201);
  const send = ['broadcast', 'send', ...TO, ...TEXT, '--as', 'Anne', '--yes'];
  expect((await context.run(...send)).stderr).toMatch(/To more than 200 people, say how many: --expect 201/);
  expect((await context.run(...send, '--expect', '201')).stderr).toMatch(/reach 201 people\..*--second <name>/);
  expect((await context.run(...send, '--expect', '201', '--second', 'anne')).stderr).toMatch(/Somebody else/);
  expect(await context.run(...send, '--expect', '201', '--second', 'Bjørn')).toMatchObject({ code: 0 });
  const [deed] = (await context.run('audit', 'list', '--json'))
    .json<{ verb: string; staff: string; detail: string }[]>()
    .filter((d) => d.verb === 'broadcast send');
  expect(deed).toMatchObject({ staff: 'Anne' });
  expect(JSON.stringify(deed)).toContain('Bjørn');
});

test('two members of staff at once: one sends, the other is told', async () => {
  const context = await withPeople(5);
  const both = await Promise.all(
    ['Anne', 'Bjørn'].map((name) =>
      context.run('broadcast', 'send', ...TO, ...TEXT, '--yes', '--expect', '5', '--as', name),
    ),
  );
  expect(new Set(both.map((ran) => ran.code))).toEqual(new Set([0, 1]));
  expect(both.find((ran) => ran.code === 1)?.stderr).toMatch(/has sent this to the same people already/);
  const list = (await context.run('broadcast', 'list', '--json')).json<{ status: string; recipients: number }[]>();
  expect(list.filter((b) => b.status !== 'draft')).toMatchObject([{ recipients: 5 }]);
});

test('pause, resume and cancel are said twice without harm; what has ended stays so', async () => {
  const context = await withPeople(2);
  const { id } = (await context.run('broadcast', 'send', ...TO, ...TEXT, '--yes', '--json')).json<Sent>();
  const word = async (verb: string): Promise<[number, string]> => {
    const ran = await context.run('broadcast', verb, id);
    return [ran.code, `${ran.stdout}${ran.stderr}`];
  };
  expect(await word('pause')).toEqual([0, expect.stringMatching(/is paused: 0 sent .*2 left/) as string]);
  expect(await word('pause')).toEqual([0, expect.stringMatching(/is paused already/) as string]);
  expect(await word('resume')).toEqual([0, expect.stringMatching(/is resumed/) as string]);
  expect(await word('resume')).toEqual([0, expect.stringMatching(/is sending already/) as string]);
  expect(await word('cancel')).toEqual([0, expect.stringMatching(/is cancelled: .*2 not sent, 0 left/) as string]);
  expect(await word('cancel')).toEqual([0, expect.stringMatching(/is cancelled already/) as string]);
  expect(await word('resume')).toEqual([1, expect.stringMatching(/is cancelled, and cannot be resumed/) as string]);
  expect((await context.run('broadcast', 'pause', 'nothing')).stderr).toMatch(/There is no broadcast nothing/);
});

test('a segment has a name, and consent is noted and taken back', async () => {
  const context = await withPeople(2);
  const save = ['broadcast', 'segment', 'save', 'turgjengen', ...TO];
  expect((await context.run(...save, '--json')).json()).toMatchObject({ outcome: 'saved' });
  expect((await context.run(...save, '--json')).json()).toMatchObject({ outcome: 'already saved' });
  expect((await context.run('broadcast', 'segment', 'list', '--json')).json()).toMatchObject([
    { name: 'turgjengen', to: ['role=volunteer,interest=tur'] },
  ]);
  const byName = ['broadcast', 'preview', '--to', 'turgjengen', ...TEXT];
  expect((await context.run(...byName, '--json')).json()).toMatchObject({ recipients: 2 });
  const consent = ['people', 'consent', '+4790100000', '--kind', 'campaign'];
  expect((await context.run(...consent)).stderr).toMatch(/--how/);
  expect((await context.run(...consent, '--how', 'skjema', '--json')).json()).toMatchObject({ outcome: 'noted' });
  expect((await context.run(...byName, '--kind', 'campaign', '--json')).json()).toMatchObject({ recipients: 1 });
  expect((await context.run(...consent, '--withdraw', '--json')).json()).toMatchObject({ outcome: 'withdrawn' });
  expect((await context.run('broadcast', 'segment', 'remove', 'turgjengen')).code).toBe(0);
  expect((await context.run(...byName)).stderr).toMatch(/There is no saved segment "turgjengen"/);
});

test('the price and the speed of a centre', async () => {
  const context = await withPeople(4);
  await context.run('centre', 'set', '--price', '0,5', '--price-abroad', '2', '--per-second', '2');
  await context.run('centre', 'set', '--asks-max', '3');
  const shown = (await context.run('centre', 'list', '--json')).json<Record<string, unknown>[]>();
  expect(shown).toMatchObject([{ priceOre: 50, priceForeignOre: 200, perSecond: 2 }]);
  const preview = (await context.run('broadcast', 'preview', ...TO, ...TEXT, '--json')).json<Sent>();
  expect(preview.cost).toBe(2);
});

test('organisers and the centre are reached although they have never written', async () => {
  const context = await withPeople(1);
  const starts = ['--starts', '2026-12-01T18:00', '--postcode', '4836'];
  await context.run('activities', 'add', '--title', 'Bingo', ...starts, '--organiser-phone', '+4790100099');
  await context.run('activities', 'add', '--title', 'Kor', ...starts, '--organiser-phone', '+4737010203');
  // A centre's own number is not a person: it gets neither text nor call.
  const ours = (await context.run('centre', 'list', '--json')).json<{ number: string }[]>()[0]?.number ?? '';
  await context.run('centre', 'set', '--staff-phone', '+4790100098');
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  await store.db.updateTable('centre').set({ voice_number: '+4737010299' }).execute();
  await store.close();
  await context.run('activities', 'add', '--title', 'Kafe', ...starts, '--organiser-phone', ours);
  await context.run('activities', 'add', '--title', 'Dans', ...starts, '--organiser-phone', '+4737010299');
  const to = ['broadcast', 'send', '--to', 'role=organiser|staff', '--text', 'Er alt riktig?'];
  expect((await context.run(...to, '--dry-run', '--json')).json()).toMatchObject({ recipients: 0 });
  const wait = await context.run('broadcast', 'preview', ...to.slice(2), '--json');
  // Two by text, and the choir's landline by call.
  expect(wait.json()).toMatchObject({ recipients: 3, byText: 2, byCall: 1 });
  expect((await context.run(...to, '--yes', '--expect', '3', '--json')).json()).toMatchObject({ recipients: 3 });
});

test('after a restore a broadcast stands still until staff let it go on', async () => {
  const context = await withPeople(2);
  const { id } = (await context.run('broadcast', 'send', ...TO, ...TEXT, '--yes', '--json')).json<Sent>();
  const copy = join(context.folder, 'copy.db');
  expect(await context.run('backup', copy)).toMatchObject({ code: 0 });
  expect(await context.run('restore', copy, '--yes')).toMatchObject({ code: 0 });
  expect((await context.run('broadcast', 'show', id, '--json')).json()).toMatchObject({ status: 'paused', queued: 2 });
});

test('consent of a number that nobody knows yet is noted, and shown with what they subscribe to', async () => {
  const context = await openArendal();
  const consent = ['people', 'consent', '+4790100077', '--kind', 'requested'];
  expect((await context.run(...consent, '--withdraw', '--json')).json()).toMatchObject({ outcome: 'there was none' });
  expect((await context.run('people', 'show', '+4790100077')).code).toBe(1);
  expect((await context.run(...consent, '--how', 'skjema', '--json')).json()).toMatchObject({ outcome: 'noted' });
  expect((await context.run(...consent, '--how', 'skjema', '--json')).json()).toMatchObject({ outcome: 'already' });
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  const { id } = await store.db.selectFrom('person').select('id').executeTakeFirstOrThrow();
  const place = { name: 'Arendal', postcode: '4836', lat: null, lon: null };
  const wanted = { centreId: 'arendal', personId: id, category: null, words: 'tur', place };
  const moment = { now: '2026-11-23T11:00:00.000Z', ids: { next: (kind: string) => `${kind}-1` } };
  await store.write((tx) => addSubscription(tx, moment, wanted));
  await store.close();
  expect((await context.run('people', 'show', '+4790100077', '--json')).json()).toMatchObject({
    consents: [{ kind: 'requested', how: 'skjema' }],
    subscriptions: [{ words: 'tur', place: 'Arendal' }],
  });
  const shown = (await context.run('people', 'show', '+4790100077')).stdout;
  expect(shown).toMatch(/requested .*2026-.*skjema/);
  expect(shown).toMatch(/tur .*Arendal/);
});

test('the inbox shows which broadcast a reply belongs to', async () => {
  const context = await withPeople(1);
  const { id } = (await context.run('broadcast', 'send', ...TO, ...TEXT, '--yes', '--json')).json<Sent>();
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  const moment = { now: '2026-11-23T11:00:00.000Z', ids: { next: (kind: string) => `${kind}-1` } };
  const about = { centreId: 'arendal', personId: 'p0000', number: '+4790100000', arrivalId: null };
  await store.write((tx) =>
    putInInbox(tx, moment, { ...about, reason: 'question', body: 'Hvor møtes vi?', about: id }),
  );
  await store.close();
  expect((await context.run('inbox', 'show', 'inbox-1', '--json')).json()).toMatchObject({
    broadcast: { id, short: 'M1', texts: [{ language: 'nb', text: 'Hei {{name}}! Tur på søndag kl. 11.' }] },
  });
  expect((await context.run('inbox', 'show', 'inbox-1')).stdout).toMatch(/answers +M1, which says/);
});

test('whom no text reaches is counted as a call, and costs no text', async () => {
  const context = await withPeople(1);
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  await putPeople(store, [{ id: 'landline', number: '+4737010203', interests: 'tur' }]);
  await store.close();
  const preview = ['broadcast', 'preview', ...TO, ...TEXT];
  expect((await context.run(...preview, '--json')).json()).toMatchObject({
    recipients: 2,
    byText: 1,
    byCall: 1,
    cost: 0.6,
  });
  expect((await context.run(...preview)).stdout).toContain('1 by text and 1 by call, which is not in the cost');
});

test('a report says who is rung because the network takes no text for them, and counts them once', async () => {
  const context = await withPeople(2);
  const { id } = (await context.run('broadcast', 'send', ...TO, ...TEXT, '--yes', '--json')).json<Sent>();
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  const moment = { now: '2026-11-23T11:00:00.000Z', ids: { next: (kind: string) => `${kind}-${Math.random()}` } };
  await store.write(async (tx) => {
    const centre = (await centreWithId(tx, 'arendal'))!;
    const person = await personWithId(tx, 'p0000');
    const render = {
      text: () => ({ body: 'Hei!', encoding: 'GSM-7' as const, parts: 1, language: 'nb' }),
      call: () => ({ purpose: {}, language: 'nb' }),
    };
    await enqueueStep(tx, moment, { id, centre, max: 2, render });
    const at = { state: 'failed', error_code: '21614', reason: 'landline' } as const;
    await tx.updateTable('outbox').set(at).where('person_id', '=', person.id).execute();
    const text = await tx.selectFrom('outbox').selectAll().where('person_id', '=', person.id).executeTakeFirstOrThrow();
    await callForBroadcast(tx, moment, { ...text, broadcast_id: id }, { person, centre });
  });
  await store.close();
  const report = await context.run('broadcast', 'report', id);
  expect(report.stdout).toMatch(/so far +0 sent \(0 delivered\), 2 left; 1 of them a call/);
  expect(report.stdout).toMatch(/rung instead +1: the network says that the number is a landline/);
  expect((await context.run('broadcast', 'report', id, '--json')).json()).toMatchObject({
    rungInstead: 1,
    undelivered: [],
  });
});
