import { afterEach, expect, test } from 'vitest';
import type { Flow, KeptState } from '../../../src/conversation/flow.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

const { Kari = '' } = PEOPLE;
let app: TestApp;
afterEach(() => app.close());

/** Another version of a flow, which notes what it was asked to bring up to date. */
function release(version: number, from: number[]): void {
  const flows = app.service.app.flows as Map<string, Flow>;
  const flow = flows.get('find-activities');
  if (flow === undefined) throw new Error('find-activities');
  const upgrade = (kept: KeptState, fromVersion: number): KeptState => {
    from.push(fromVersion);
    return kept;
  };
  flows.set(flow.name, { ...flow, version, upgrade });
}

test('a conversation is brought up to a new version of its flow once', async () => {
  app = await openTestApp();
  await app.text(Kari, 'aktiviteter 4836');
  const from: number[] = [];
  const { version } = app.service.app.flows.get('find-activities') ?? { version: 0 };
  release(version + 1, from);
  await app.text(Kari, 'MER');
  await app.text(Kari, 'MER');
  expect(from).toEqual([version]);
  const rows = await app.store.db.selectFrom('conversation').select(['flow', 'version']).execute();
  expect(rows).toEqual([{ flow: 'find-activities', version: version + 1 }]);
});
