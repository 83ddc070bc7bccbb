import { expect, test } from 'vitest';
import { openArendal } from '../../support/cli.ts';

const PHONE = '91000301';

test('A11: a number of a plainly different name is refused, and nothing is inherited', async () => {
  const context = await openArendal();
  await context.run('volunteers', 'add', '--name', 'Kari Berg', '--phone', PHONE, '--met');
  const added = await context.run('volunteers', 'add', '--name', 'Olav Berg', '--phone', PHONE);
  expect(added.code).toBe(1);
  expect(added.stderr).toContain('Kari Berg');
  const changed = await context.run('volunteers', 'change', PHONE, '--name', 'Olav Berg');
  expect(changed.code).toBe(1);
  expect(changed.stderr).toContain('plainly two persons');
  const [kari, ...others] = (await context.run('volunteers', 'list', '--json')).json<
    { name: string; status: string }[]
  >();
  expect(kari).toMatchObject({ name: 'Kari Berg', status: 'active' });
  expect(others).toEqual([]);
});

test.each(['Kari Hansen', 'Berg, Kari', 'KARI BERG', 'Kari Anne Berg', 'K. Berg', 'Kari'])(
  'A11: %s is still Kari Berg',
  async (name) => {
    const context = await openArendal();
    await context.run('volunteers', 'add', '--name', 'Kari Berg', '--phone', PHONE, '--met');
    expect((await context.run('volunteers', 'add', '--name', name, '--phone', PHONE)).code).toBe(0);
    expect((await context.run('volunteers', 'change', PHONE, '--name', name)).code).toBe(0);
    const all = (await context.run('volunteers', 'list', '--json')).json<{ name: string; status: string }[]>();
    expect(all).toMatchObject([{ status: 'active' }]);
  },
);
