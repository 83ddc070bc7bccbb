import { CommanderError } from 'commander';
import type { Centre, Tx } from '../../db/schema/index.ts';
import { addAssignment } from '../../domain/assignments/assignments.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { KINDS } from '../../domain/base/assignment-kinds.ts';
import { findPerson, rememberName, rememberPlace, stranger } from '../../domain/centres/people.ts';
import { placeRegister, pointOf } from '../../domain/places/places.ts';
import { shortIdOf } from '../../domain/staff/named-rows.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { agreed, leftAlone } from '../framework/confirm.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven } from '../framework/arguments.ts';
import { readPostIt, type PostIt } from './lib/post-it.ts';
import { facts, wall } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Invocation, CommandContext, Run } from '../framework/command.ts';

type As = 'callback' | 'person' | 'assignment';

interface Made {
  outcome: string;
  id: string;
  short?: string;
  text: string;
}

const LINE_MAX = 500;
const REASON_MAX = 120;
const USUAL_MINUTES = 60;

/** Turns a note of one line into a callback, a person or an assignment. First shows how the note was read. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const line = invocation.args.join(' ');
    if (line.trim() === '' || line.length > LINE_MAX)
      throw new Refusal(`A note has 1 to ${LINE_MAX} characters. Write it in quotation marks.`);
    const wanted = asked(invocation);
    const centre = await centreGiven(context);
    const places = await placeRegister(context.store.db);
    const note = readPostIt(line, { now: context.moment().now, places, near: pointOf(places, centre) });
    const as = wanted ?? note.looksLike;
    const shown = facts([
      // Shown so that the user can check the reading.
      ['number', note.number],
      ['name', note.name],
      ['when', note.startsAt ?? note.day],
      ['minutes', note.minutes],
      ['where', note.place === null ? null : `${note.place.postcode} ${note.place.name}`],
      ['what for', note.kind === null ? null : (KINDS[note.kind]?.en ?? note.kind)],
    ]);
    const understood = shown === '' ? 'Nothing could be read from this.' : shown;
    const { looksLike, ...read } = note;
    if (as === null || (wanted === null && !invocation.io.interactive)) {
      const hint = as === null ? 'Add --as-callback, --as-person or --as-assignment.' : `It looks like: --as-${as}.`;
      if (invocation.options['yes'] === true)
        throw new CommanderError(2, 'note.as', `Say what the note becomes. ${hint} Nothing was done.`);
      return {
        json: { understood: read, looksLike, outcome: 'nothing done' },
        text: `${understood}\n${hint} Nothing was done.`,
      };
    }
    const missing = missingFor(as, note);
    if (missing !== null) throw new Refusal(`${understood}\n${missing}`);
    if (invocation.options['dryRun'] === true) {
      return {
        json: { understood: read, as, dryRun: true },
        text: `${understood}\nIt would be a new ${as}. Nothing was done.`,
      };
    }
    if ((await agreed(invocation, `${understood}\nThis becomes: ${as}.`)) === 'no') return leftAlone;

    const made = await context.store.write(async (tx) => {
      const one = await make(context, tx, { as, note, centre });
      await audit(context, tx, { verb: 'note', object: one.id, detail: { as, outcome: one.outcome } });
      return one;
    });
    return {
      json: { understood: read, as, id: made.id, short: made.short ?? null, outcome: made.outcome },
      text: `${understood}\n${made.text}`,
    };
  });

/** The kind of record that the user names; null when the command decides. */
function asked({ options }: Invocation): As | null {
  const said = (['callback', 'person', 'assignment'] as const).filter(
    (as) => options[`as${as.charAt(0).toUpperCase()}${as.slice(1)}`] === true,
  );
  if (said.length > 1)
    throw new CommanderError(2, 'note.as', 'A note becomes one thing. Choose one of the --as options.');
  return said[0] ?? null;
}

function missingFor(as: As, { number, day, startsAt, kind }: PostIt): string | null {
  if (as !== 'assignment')
    return number === null
      ? 'There is no telephone number in it that can be rung or texted. Write it in the note.'
      : null;
  if (day === null) return 'It does not say which day. Write for example "torsdag kl 10".';
  if (startsAt === null) return 'It does not say what time. Write for example "torsdag kl 10".';
  return kind === null ? 'It does not say what help is needed. Write for example "følge", "handle" or "besøk".' : null;
}

function make(context: CommandContext, tx: Tx, what: { as: As; note: PostIt; centre: Centre }): Promise<Made> {
  switch (what.as) {
    case 'callback':
      return makeCallback(context, tx, what);
    case 'person':
      return makePerson(context, tx, what);
    case 'assignment':
      return makeAssignment(context, tx, what);
  }
}

interface Making {
  note: PostIt;
  centre: Centre;
}

async function makeCallback(context: CommandContext, tx: Tx, { note, centre }: Making): Promise<Made> {
  const number = note.number ?? '';
  const person = await findPerson(tx, centre.id, number);
  const { outcome, id, dueAt } = await askForCallback(
    { tx, moment: context.moment(), centre, person: person ?? { id: null, number, language: centre.language } },
    note.line.slice(0, REASON_MAX),
  );
  const due = wall(dueAt);
  const short = await shortIdOf(tx, 'callback', id);
  return {
    outcome,
    id,
    short,
    text:
      outcome === 'asked' ? `On the list: ${short}, before ${due}.` : `On the list already: ${short}, before ${due}.`,
  };
}

async function makePerson(context: CommandContext, tx: Tx, { note, centre }: Making): Promise<Made> {
  const number = note.number ?? '';
  const { now, ids } = context.moment();
  const known = await findPerson(tx, centre.id, number);
  const person =
    known ?? stranger({ id: ids.next('person'), centreId: centre.id, number, language: centre.language, now });
  if (known === undefined) await tx.insertInto('person').values(person).execute();
  if (note.name !== null) await rememberName(tx, person.id, note.name);
  if (note.place !== null) await rememberPlace(tx, person.id, note.place);
  return known === undefined
    ? { outcome: 'added', id: person.id, text: 'Added.' }
    : { outcome: 'updated', id: person.id, text: 'Known already. What the note says is kept.' };
}

/** The recipient is stored where only staff and a confirmed volunteer see it; the title must not name them. */
async function makeAssignment(context: CommandContext, tx: Tx, { note, centre }: Making): Promise<Made> {
  const kind = note.kind ?? 'other';
  const name =
    note.what ?? KINDS[kind]?.[centre.language === 'nn' ? 'nn' : centre.language === 'en' ? 'en' : 'nb'] ?? kind;
  const { outcome, id } = await addAssignment(tx, context.moment(), {
    centreId: centre.id,
    title: name.charAt(0).toUpperCase() + name.slice(1),
    kind,
    startsAt: note.startsAt ?? '',
    minutes: note.minutes ?? USUAL_MINUTES,
    needs: 1,
    place: note.place,
    description: '',
    needsCar: 0,
    needsLanguages: '',
    needsCertificate: 0,
    needsConfidentiality: 0,
    confirm: 'staff',
    orderedBy: null,
    orderedContact: null,
    secret: { recipient: note.name ?? '', address: '', phone: note.number ?? '', details: note.line },
    staff: context.invocation.staff,
  });
  const short = await shortIdOf(tx, 'assignment', id);
  return {
    outcome,
    id,
    short,
    text:
      outcome === 'added'
        ? `Added: ${short}. Next: ringerunde assignments suggest ${short}`
        : `It is there already: ${short}.`,
  };
}
