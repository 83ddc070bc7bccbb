import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { addKnitting, openArendal, type Desk, type Ran } from '../../support/cli.ts';

/** What terminals act on, and what makes a line read as another than it is. */
const HOSTILE = [
  '\u001b[2J\u001b[31mred',
  '\u009b31m\u009d0;title\u009c',
  '\u001b]52;c;aGVsbG8=\u0007',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u001b[6n\u001b[c',
  '\u001bP+q544e\u001b\\',
  'back\b\b\b\rover',
  'a\u202ekcab\u202c \u2066iso\u2069 \u200f',
  'one\u2028two\u2029three',
  'tag\u{e0041}\u{e007f} vs\u{e0100}',
  'del\u007f bel\u0007 vt\u000b',
  '\ud83d lone',
  'line\nforged: row\n',
  '=HYPERLINK("x")',
];
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e01ef}]/u;
const ALL = HOSTILE.join(' ');
const KARI = '+4790000001';

/** Puts the worst there is into every column that holds text from outside, past everything that would clean it. */
async function poison(context: Desk): Promise<void> {
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  const at = '2026-11-23T11:00:00.000Z';
  const centre_id = 'arendal';
  await store.write(async (tx) => {
    await tx.updateTable('centre').set({ name: ALL, opening: ALL }).execute();
    await tx.updateTable('place').set({ name: ALL, municipality: ALL }).where('postcode', '=', '4836').execute();
    await tx
      .updateTable('activity')
      .set({ title: ALL, description: ALL, venue: ALL, address: ALL, organiser: ALL, price: ALL, languages: ALL })
      .execute();
    const person = {
      id: 'p',
      centre_id,
      number: KARI,
      name: ALL,
      language: 'nb',
      language_chosen: 0,
      place_name: ALL,
      first_seen_at: at,
    };
    await tx.insertInto('person').values(person).execute();
    const dates = { met_on: ALL, paused_until: ALL, confidentiality_on: ALL, certificate_shown_on: ALL };
    const volunteer = { id: 'v', centre_id, person_id: 'p', interests: ALL, languages: ALL, times: ALL, notes: ALL };
    await tx
      .insertInto('volunteer')
      .values({
        ...volunteer,
        ...dates,
        car: 0,
        met_by: ALL,
        certificate_for: ALL,
        created_at: at,
        changed_at: at,
        extra: JSON.stringify({ [ALL]: ALL }),
      })
      .execute();
    const assignment = { id: 'a', centre_id, title: ALL, kind: ALL, starts_at: '2026-12-01T11:00', description: ALL };
    await tx
      .insertInto('assignment')
      .values({
        ...assignment,
        starts_utc: '2026-12-01T10:00:00.000Z',
        minutes: 60,
        needs: 1,
        needs_car: 0,
        needs_languages: ALL,
        needs_certificate: 0,
        needs_confidentiality: 0,
        confirm: 'staff',
        status: 'open',
        wave: 0,
        untold: '{}',
        created_by: ALL,
        created_at: at,
        changed_at: at,
      })
      .execute();
    await tx
      .insertInto('assignment_secret')
      .values({ assignment_id: 'a', recipient: ALL, address: ALL, phone: ALL, details: ALL })
      .execute();
    const offer = {
      id: 'f',
      centre_id,
      assignment_id: 'a',
      volunteer_id: 'v',
      person_id: 'p',
      code: 111,
      wave: 1,
      place: 1,
    };
    await tx
      .insertInto('offer')
      .values({ ...offer, status: 'noted', said: 'note', note: ALL, answered_by: ALL, created_at: at, changed_at: at })
      .execute();
    const hours = { id: 'h', centre_id, volunteer_id: 'v', served_on: ALL, minutes: 60, kind: ALL, reported_by: ALL };
    await tx
      .insertInto('service_hours')
      .values({ ...hours, created_at: at })
      .execute();
    const message = { from: ALL, to: ALL, body: ALL };
    const arrival = {
      id: `SM${ALL}`,
      kind: 'text',
      peer: KARI,
      payload: JSON.stringify(message),
      received_at: at,
    } as const;
    await tx
      .insertInto('arrival')
      .values({ ...arrival, centre_id, state: 'poison', attempts: 3 })
      .execute();
    const out = {
      id: 'o',
      dedupe: 'o',
      centre_id,
      person_id: 'p',
      from_number: '+4759440000',
      number: KARI,
      priority: 1,
    };
    const sending = { language: 'nb', encoding: 'UCS-2', parts: 9, not_before: at, created_at: at, tries: 0 } as const;
    await tx
      .insertInto('outbox')
      .values({ ...out, ...sending, kind: 'reply', body: ALL, state: 'held', reason: 'restored' })
      .execute();
    const item = { id: 'i', centre_id, person_id: 'p', number: KARI, reason: ALL, body: ALL, created_at: at } as const;
    await tx
      .insertInto('inbox_item')
      .values({ ...item, status: 'open' })
      .execute();
    const wish = {
      id: 'c',
      centre_id,
      person_id: 'p',
      number: KARI,
      reason: ALL,
      language: ALL,
      asked_at: at,
      due_at: at,
    } as const;
    await tx
      .insertInto('callback')
      .values({ ...wish, status: 'open' })
      .execute();
    const chain = { prev_hash: ALL, hash: ALL };
    await tx
      .insertInto('audit')
      .values({ at, staff: ALL, verb: ALL, object: ALL, detail: ALL, ...chain })
      .execute();
  });
  await store.close();
}

function expectClean(ran: Ran, what: string): void {
  expect(ran.stdout, `${what} on standard output`).not.toMatch(FORBIDDEN);
  expect(ran.stderr, `${what} on standard error`).not.toMatch(FORBIDDEN);
  expect(ran.stdout, `${what}: a row that was smuggled in`).not.toMatch(/^forged: row/m);
  expect([0, 1, 2], what).toContain(ran.code);
}

test('no command brings what is hostile to the terminal', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  await poison(context);
  const csv = join(context.folder, 'hostile.csv');
  writeFileSync(
    csv,
    `title,starts_at,${JSON.stringify(ALL)}\n${HOSTILE.map((h) => `"${h.replaceAll('"', '""')}",${JSON.stringify(h)},x`).join('\n')}\n`,
  );
  const people = join(context.folder, 'people.csv');
  const numbered = HOSTILE.map((h, i) => [h, `900001${10 + i}`, h].map((cell) => `"${cell.replaceAll('"', '""')}"`));
  writeFileSync(
    people,
    `name,phone,notes,${JSON.stringify(ALL)}\n${numbered.map((n) => `${n.join(',')},x`).join('\n')}\n`,
  );
  const jsonl = join(context.folder, 'hostile.jsonl');
  writeFileSync(jsonl, HOSTILE.map((h) => JSON.stringify({ id: h, text: h, context: h })).join('\n'));
  const commands = [
    ['doctor'],
    ['centre', 'list'],
    ['centre', 'add', '--name', ALL, '--number', '+4759440009'],
    ['centre', 'add', '--name', 'x', '--number', ALL],
    ['places', 'find', '4836'],
    ['places', 'find', ALL],
    ['places', 'import', csv],
    ['activities', 'import', csv],
    ['activities', 'import', ALL.replaceAll('\u0000', '')],
    ['activities', 'list', '--all'],
    ['activities', 'show', id, '--vis'],
    ['activities', 'show', ALL],
    ['activities', 'add', '--title', ALL, '--starts', '2026-12-01T18:00'],
    ['activities', 'confirm', id, '--as', ALL],
    ['activities', 'cancel', id, '--dry-run'],
    ['activities', 'cancel', id, '--on', '2026-12-01'],
    ['activities', 'move', id, '--on', '2026-12-01', '--to', '2026-12-02T18:00', '--dry-run'],
    ['centre', 'set', '--name', ALL],
    ['centre', 'set', '--opening', ALL],
    ['centre', 'set', '--language', ALL],
    ['volunteers', 'import', people],
    ['volunteers', 'list', '--all', '--vis'],
    ['volunteers', 'show', 'v', '--vis'],
    ['volunteers', 'show', ALL],
    ['volunteers', 'add', '--name', ALL, '--phone', '+4790000002', '--notes', ALL],
    ['volunteers', 'add', '--name', 'Ola', '--phone', ALL],
    ['volunteers', 'met', 'v', '--as', ALL],
    ['volunteers', 'pause', 'v', '--until', '2027-01-10'],
    ['volunteers', 'change', 'v', '--interests', ALL, '--name', ALL, '--times', ALL],
    ['volunteers', 'change', 'v', '--notes', ALL, '--certificate-for', ALL],
    ['volunteers', 'back', 'v'],
    ['volunteers', 'leave', 'v'],
    ['assignments', 'add', '--title', ALL, '--at', '2026-12-01T18:00'],
    ['assignments', 'add', '--title', 'Besøk', '--at', '2026-12-01T18:00', '--description', ALL],
    ['assignments', 'add', '--title', 'Besøk', '--at', ALL],
    ['assignments', 'add', '--title', 'Besøk', '--at', '2026-12-01T18:00', '--recipient', 'a\u001b[2Jb', '--kind', ALL],
    ['assignments', 'add', '--title', 'a\u001b[2Jb\u202e', '--at', '2026-12-01T18:00', '--address', 'x\u009b31m'],
    ['assignments', 'add', '--title', 'Besøk', '--at', '2026-12-01T18:00', '--postcode', ALL],
    ['assignments', 'list', '--all'],
    ['assignments', 'show', 'a', '--secret'],
    ['assignments', 'show', ALL],
    ['assignments', 'suggest', 'a'],
    ['assignments', 'offer', 'a', '--to', ALL, '--dry-run'],
    ['assignments', 'offer', 'a', '--to', KARI, '--dry-run'],
    ['assignments', 'answer', 'a', '--volunteer', 'v', '--says', 'yes', '--note', ALL, '--dry-run'],
    ['assignments', 'answer', 'a', '--volunteer', 'v', '--says', 'yes', '--note', 'a\u001b[2Jb', '--yes'],
    ['assignments', 'confirm', 'a', '--volunteer', 'v', '--dry-run'],
    ['assignments', 'confirm', 'a', '--volunteer', 'v'],
    ['assignments', 'confirm', 'a', '--volunteer', ALL],
    ['assignments', 'confirm', 'a', '--volunteer', 'v', '--yes'],
    ['assignments', 'change', 'a', '--contact', 'a\u001b[2Jb', '--at', '2026-12-02T11:00', '--details', 'x\u202ey'],
    ['assignments', 'change', 'a', '--languages', ALL],
    ['assignments', 'send', 'a', '--dry-run'],
    ['assignments', 'send', 'a', '--yes'],
    ['assignments', 'turn-down', 'a', '--volunteer', 'v', '--yes'],
    ['assignments', 'decline', 'a', '--reason', ALL],
    ['assignments', 'cancel', 'a', '--reason', 'a\u001b[2Jb', '--yes'],
    ['assignments', 'show', 'a', '--secret'],
    ['inbox', 'list', '--vis'],
    ['inbox', 'show', 'i'],
    ['inbox', 'show', ALL],
    ['inbox', 'reply', 'i', '--text', ALL, '--dry-run'],
    ['inbox', 'reply', 'i', '--text', ALL],
    ['inbox', 'done', 'i', '--as', ALL],
    ['callbacks', 'list', '--vis'],
    ['callbacks', 'done', 'c', '--outcome', ALL],
    ['messages', 'list', '--vis'],
    ['messages', 'list', '--number', ALL],
    ['messages', 'release', '--dry-run', '--vis'],
    ['people', 'show', KARI],
    ['people', 'show', ALL],
    ['explain', ALL],
    ['explain', ALL, '--from', KARI],
    ['explain', '--jsonl', jsonl],
    ['audit', 'list'],
    ['backup', ALL.replaceAll('\u0000', '')],
    ['restore', ALL.replaceAll('\u0000', '')],
    ['migrate'],
    ['centre', 'list', '--centre', ALL],
    [ALL],
    ['centre', ALL],
    ['centre', 'list', `--${ALL}`],
    ['activities', 'cancel', 'x', '--on', ALL],
  ];
  for (const argv of commands) {
    expectClean(await context.run(...argv), argv.slice(0, 2).join(' '));
    const scripted = await context.run(...argv, '--json');
    expectClean(scripted, `${argv.slice(0, 2).join(' ')} --json`);
    if (!argv.includes('--jsonl') && argv[0] !== ALL)
      expect(() => scripted.json(), argv.slice(0, 2).join(' ')).not.toThrow();
  }
  expectClean(await context.feed(`${HOSTILE.join('\n')}\n`, 'phone', KARI), 'phone');
});
