import { expect, test } from 'vitest';
import { listAssignments, secretOf } from '../../src/domain/assignments/assignments.ts';
import { suggestVolunteers } from '../../src/domain/volunteers/suggestions.ts';
import { loadDemo } from '../../src/feeds/demo.ts';
import { countedIds, testClock } from '../support/app.ts';
import { ENGINES } from '../support/store.ts';

test.each(ENGINES)('the demo has assignments that somebody can be asked about on $engine', async ({ open }) => {
  const store = await open();
  const clock = testClock();
  await loadDemo(store, { clock, ids: countedIds() });
  const now = clock.now().toISOString();
  const all = await listAssignments(store.db, { centreId: null, now, all: false });
  expect(all.filter((a) => a.centre_id === 'arendal')).toHaveLength(4);
  expect(all.filter((a) => a.centre_id === 'kvinesdal')).toHaveLength(2);
  expect(all.every((a) => a.starts_utc > now && a.lat !== null)).toBe(true);
  expect(all.filter((a) => a.ordered_by !== null && a.ordered_contact !== null).length).toBeGreaterThan(0);
  expect(all.filter((a) => a.needs === 3)).toHaveLength(1);
  for (const assignment of all) {
    expect((await secretOf(store.db, assignment.id)).address, assignment.title).not.toBe('');
    const may = (await suggestVolunteers(store.db, { assignment, now })).filter((s) => s.gates.length === 0);
    expect(may.length, assignment.title).toBeGreaterThanOrEqual(assignment.needs);
    if (assignment.needs_languages === 'uk') expect(may.map((s) => s.name)).toEqual(['Olena Kovalenko']);
  }
  await store.close();
});
