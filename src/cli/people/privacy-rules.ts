import { INACTIVE } from '../../domain/privacy/inactive.ts';
import { RULES } from '../../domain/privacy/retention.ts';
import { table, wrap } from '../framework/print.ts';
import type { Run } from '../framework/command.ts';

/** Lists the retention period of each kind of data, and the nightly work. */
export const run: Run = ({ io }) => {
  const rules = [...RULES, INACTIVE].map(({ name, keeps, days }) => ({ name, keeps, days }));
  const rows = rules.map(({ name, keeps, days }) => [name, keeps, days]);
  return Promise.resolve({
    json: rules,
    text: `${table(io, [wrap('what'), wrap('is kept'), 'days'], rows)}\nEach night at 03:30 the running service forgets what is older.`,
  });
};
