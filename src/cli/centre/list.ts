import { listCentres, showCentre } from '../../domain/centres/centres.ts';
import { table, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

const NONE =
  'There is no centre yet. Add one with: ringerunde centre add --name "..." --number +47...\n' +
  '(or run ringerunde serve once with no carrier set: it begins with a demo centre)';

const HEAD = ['id', wrap('name'), wrap('texts'), wrap('calls'), wrap('open'), 'emergency', 'language'];

/** Lists the centres. */
export const run: Run = (invocation) =>
  withContext(invocation, async ({ store }) => {
    const centres = (await listCentres(store.db)).filter(
      (c) => invocation.centre === undefined || c.id === invocation.centre,
    );
    const rows = centres.map((c) => [c.id, c.name, c.number, c.voice_number, c.opening, c.emergency_phone, c.language]);
    return {
      json: centres.map(showCentre),
      text: table(invocation.io, HEAD, rows, NONE),
    };
  });
