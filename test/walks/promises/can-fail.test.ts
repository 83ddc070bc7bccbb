import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Work } from '../../../src/domain/base/agenda.ts';
import type { Step } from './steps.ts';
import { walkThrough } from './walk.ts';
import { openWorld, type Setting, type World } from './world.ts';

// A check that cannot fail shows nothing: here what lies behind a promise is taken away before it is looked at.

const USUAL: Setting = {
  at: '2026-11-23T10:00',
  language: 'nb',
  emergency: true,
  prefersCalls: false,
  staff: 'mobile',
  broken: 'nothing',
};
const text = (...texts: string[]): Step[] => texts.map((one) => ({ does: 'text', who: 'Kari', text: one }));
const asksForHuman: Step = { does: 'call', who: 'Ola', script: [{ keys: '0' }], staff: null, seconds: 0 };

/** Work of a kind gets no row on the agenda. */
async function neverDue({ store }: World, work: Work): Promise<void> {
  await sql`create trigger if not exists never_due before insert on agenda when new.work = ${sql.lit(work)}
    begin select raise(ignore); end`.execute(store.db);
}

let anothers = 0;

interface Spoilt {
  name: string;
  spoil: (world: World) => Promise<unknown>;
  where?: Partial<Setting>;
  steps: Step[];
  found: string;
}

const SPOILT: Spoilt[] = [
  {
    name: 'no callback',
    spoil: ({ store }) => store.db.deleteFrom('callback').execute(),
    steps: text('ring meg'),
    found: 'callback.asked to +4790000001: call',
  },
  {
    name: 'no callback after a call',
    spoil: ({ store }) => store.db.deleteFrom('callback').execute(),
    steps: [asksForHuman],
    found: 'phone.willCall to +4790000002: call',
  },
  {
    name: 'no reminder',
    spoil: ({ store }) =>
      store.db
        .updateTable('sign_up')
        .set((e) => ({ remind_at: e.ref('starts_utc') }))
        .execute(),
    steps: text('strikk 4836', '1', '1', '1'),
    found: 'find.signedUp to +4790000001: reminder',
  },
  {
    name: 'no item in the inbox',
    spoil: ({ store }) => store.db.deleteFrom('inbox_item').execute(),
    steps: text('kan jeg få lånt en rullestol og et partytelt?', 'xyzzy'),
    found: ': answer',
  },
  {
    name: 'staff not told of need',
    spoil: (world) => neverDue(world, 'tell staff'),
    steps: text('jeg vil ikke leve lenger'),
    found: 'in the end: common.crisis to +4790000001: staff',
  },
  {
    name: 'not taken back',
    spoil: (world) => neverDue(world, 'say not told'),
    where: { at: '2026-11-28T22:00', broken: 'emergency phone' },
    steps: text('jeg vil ikke leve lenger'),
    found: 'in the end: need.shutTells to +4790000001: duty phone',
  },
  {
    name: 'another phone dialled',
    spoil: ({ store }) =>
      store.db
        .updateTable('centre')
        .set({ staff_phone: `+47900001${10 + anothers++}` })
        .execute(),
    steps: [asksForHuman],
    found: 'phone.puttingThrough to +4790000002: dialled',
  },
];

test.each(SPOILT)('the walk finds a promise with nothing behind it: $name', async ({ spoil, where, steps, found }) => {
  const whole = await openWorld({ ...USUAL, ...where });
  const spoilt = await openWorld({ ...USUAL, ...where });
  try {
    expect((await walkThrough(whole, steps)).broken).toEqual([]);
    const { broken } = await walkThrough(spoilt, steps, async (world) => void (await spoil(world)));
    expect(broken.join('\n')).toContain(found);
  } finally {
    await whole.close();
    await spoilt.close();
  }
});
