import { randomBytes } from 'node:crypto';
import { migrate, openStore } from '../../../src/db/open.ts';
import { openSqliteFile } from '../../../src/db/sqlite.ts';
import { loadDemo } from '../../../src/feeds/demo.ts';
import { createClock, randomIds } from '../../../src/service/app/clock.ts';
import { CENTRE, NOW } from '../texts.ts';

interface Activity {
  title: string;
  venue: string;
  starts_at: string;
  lat: number;
  lon: number;
  description: string;
}

export interface Floor {
  /** One turn each, all in one transaction. */
  together(group: readonly Record<string, string>[]): void;
  /** The time of each of `times` transactions with the rows of one turn, in milliseconds. */
  commitTimes(times: number): number[];
}

type Row = Record<string, string | number | null>;
/** What the list is sorted from: the middle of Arendal. */
const HERE = { lat: 58.46, lon: 8.77 };

/** A hand-written conversation over the same tables with the same settings: list, details, next page. */
export async function openFloor(file: string): Promise<Floor> {
  const store = await openStore(`sqlite:${file}`);
  await migrate(store);
  await loadDemo(store, { clock: createClock(NOW), ids: randomIds });
  await store.close();
  const raw = openSqliteFile(file);
  const activities = raw.prepare('select * from activity where lat is not null').all() as Activity[];
  const centre = raw.prepare('select * from centre where number = ?').get(CENTRE) as Row;

  const seen = raw.prepare('select 1 from arrival where id = ?');
  const arrival = raw.prepare(`insert into arrival (id, kind, centre_id, peer, payload, received_at, state, attempts,
    outcome, handled_at) values (?, 'text', ?, ?, ?, ?, 'done', 0, 'find-activities', ?)`);
  const findPerson = raw.prepare('select * from person where centre_id = ? and number = ?');
  const addPerson = raw.prepare(`insert into person (id, centre_id, number, language, language_chosen, first_seen_at,
    last_inbound_at, last_outbound_at) values (?, ?, ?, 'nb', 0, ?, ?, ?)`);
  const hearPerson = raw.prepare('update person set last_inbound_at = ?, last_outbound_at = ? where id = ?');
  const findOpen = raw.prepare(`select id, state from conversation
    where person_id = ? and status = 'open' and call_id is null`);
  const addOpen = raw.prepare(`insert into conversation (id, centre_id, person_id, flow, version, state, status, misses,
    opened_at, active_at) values (?, ?, ?, 'find-activities', 1, ?, 'open', 0, ?, ?)`);
  const keepOpen = raw.prepare('update conversation set state = ?, active_at = ? where id = ?');
  const outbox = raw.prepare(`insert into outbox (id, dedupe, centre_id, person_id, from_number, number, kind, priority,
    body, language, encoding, parts, not_before, expires_at, state, tries, created_at)
    values (?, ?, ?, ?, ?, ?, 'reply', 1, ?, 'nb', 'GSM-7', ?, ?, ?, 'pending', 0, ?)`);
  const [begin, commit] = [raw.prepare('begin immediate'), raw.prepare('commit')];
  const nearest = activities.toSorted((a, b) => awayFrom(a) - awayFrom(b));

  function turn(fields: Record<string, string>, now: string): void {
    const { MessageSid: sid = '', From: from = '', Body: body = '', To: to = '' } = fields;
    if (seen.get(sid) !== undefined) return;
    const centreId = centre['id'];
    arrival.run(sid, centreId, from, JSON.stringify({ from, to, body, media: 0, optOutType: null }), now, now);
    const person = findPerson.get(centreId, from) as Row | undefined;
    const personId = person === undefined ? newId('person') : String(person['id']);
    if (person === undefined) addPerson.run(personId, centreId, from, now, now, now);
    else hearPerson.run(now, now, personId);
    const open = findOpen.get(personId) as { id: string; state: string } | undefined;
    const before = open === undefined ? { skip: 0 } : (JSON.parse(open.state) as { skip: number });
    const { text, skip } = reply(body, before.skip, nearest);
    const state = JSON.stringify({ skip, items: nearest.slice(skip, skip + 3) });
    if (open === undefined) addOpen.run(newId('conversation'), centreId, personId, state, now, now);
    else keepOpen.run(state, now, open.id);
    const [id, parts] = [newId('out'), Math.ceil(text.length / 153)];
    outbox.run(id, `${sid}/0`, centreId, personId, CENTRE, from, text, parts, now, now, now);
  }

  function together(group: readonly Record<string, string>[]): void {
    const now = new Date().toISOString();
    begin.run();
    for (const fields of group) turn(fields, now);
    commit.run();
  }

  function commitTimes(times: number): number[] {
    const took: number[] = [];
    for (let i = 0; i < times; i++) {
      const fields = { MessageSid: newId('SM'), From: `+4791${100_000 + i}`, To: CENTRE, Body: 'AKTIVITET 4836' };
      const from = performance.now();
      together([fields]);
      took.push(performance.now() - from);
    }
    return took;
  }

  return { together, commitTimes };
}

const newId = (kind: string): string =>
  `${kind}_${Date.now().toString(16).padStart(12, '0')}${randomBytes(10).toString('hex')}`;

const awayFrom = ({ lat, lon }: Activity): number => (lat - HERE.lat) ** 2 + ((lon - HERE.lon) / 2) ** 2;

function reply(body: string, before: number, nearest: readonly Activity[]): { text: string; skip: number } {
  const said = body.trim().toLowerCase();
  const chosen = /^[1-3]$/.test(said) ? nearest[before + Number(said) - 1] : undefined;
  if (chosen !== undefined) {
    const { title, starts_at: starts, venue, description } = chosen;
    return { text: `${title}, ${starts}, ${venue}. ${description}\n1 Meld på\n2 Tilbake`, skip: before };
  }
  const skip = said === 'mer' ? before + 3 : 0;
  const lines = nearest.slice(skip, skip + 3).map((a, i) => `${i + 1} ${a.title} ${a.starts_at}, ${a.venue}`);
  return { text: `Dette skjer nær deg:\n${lines.join('\n')}\nSvar 1, 2 eller 3, eller MER.`, skip };
}
