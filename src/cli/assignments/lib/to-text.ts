import type { Secret } from '../../../domain/assignments/assignments.ts';
import { KINDS } from '../../../domain/base/assignment-kinds.ts';
import { languageName } from '../../../domain/base/languages.ts';
import type { Board, OfferShown } from './to-json.ts';
import type { Io } from '../../framework/io.ts';
import { count, facts, table, wall, wrap } from '../../framework/print.ts';
import { safe } from '../../framework/escape.ts';

/** The board of an assignment for the terminal. It names the recipient only on request. */
export function boardText(io: Io, b: Board, secret: Secret | null): string {
  const about = facts([
    ['id', b.short],
    ['title', b.title],
    ['status', b.reason === null ? b.status : `${b.status}: ${b.reason}`],
    ['kind', KINDS[b.kind]?.en ?? b.kind],
    ['when', `${wall(b.startsAt)}, ${count(b.minutes, 'minute')}`],
    ['where', [b.postcode, b.place].filter((x) => x !== null).join(' ')],
    ['about', b.description],
    ['needs', needsText(b)],
    ['confirmed by', b.confirm === 'staff' ? 'staff' : 'the first yes'],
    ['ordered by', b.orderedBy === null ? null : [b.orderedBy, b.contact].filter((x) => x !== null).join(', ')],
    ['added by', b.addedBy],
    ...(secret === null
      ? []
      : ([
          ['for', secret.recipient],
          ['meet at', secret.address],
          ['phone', secret.phone],
          ['details', secret.details],
        ] as const)),
  ]);
  const next = facts([
    ['next wave', wall(b.nextWaveAt)],
    ['all have answered by', wall(b.expectedFinish)],
    ['missing', isClosed(b) ? null : b.missing.join(', ')],
    ['not told yet', b.untold.length === 0 ? null : `${b.untold.join(', ')}: ringerunde assignments send ${b.short}`],
  ]);
  return [about, offersTable(io, b), next, ...warnings(b), ...whatNext(b)].filter((part) => part !== '').join('\n\n');
}

const needsText = (b: Board): string =>
  [
    count(b.needs, 'person', 'people'),
    ...(b.car ? ['a car'] : []),
    ...b.languages.map(languageName),
    ...(b.certificate ? ['a police certificate'] : []),
    ...(b.confidentiality ? ['confidentiality'] : []),
  ].join(', ');

function offersTable(io: Io, b: Board): string {
  const rows = b.offers.map((o) => [
    o.wave,
    o.volunteer,
    o.name,
    standing(o, b),
    wall(o.askedAt),
    o.answeredAt === null ? null : `${wall(o.answeredAt)}, ${how(o.answeredBy)}`,
    o.status === 'undelivered' ? null : o.note,
  ]);
  const head = ['wave', 'id', wrap('volunteer'), wrap('stands'), wrap('asked'), wrap('answered'), wrap('words')];
  return table(io, head, rows, `Nobody has been asked. See who could be: ringerunde assignments suggest ${b.short}`);
}

const how = (by: string | null): string =>
  by === 'text' ? 'by text' : by === 'call' ? 'on the line' : `by phone, taken by ${by ?? 'staff'}`;

const isClosed = ({ status }: Board): boolean => status === 'cancelled' || status === 'declined';

/** The meaning of a status for staff: silence, an undelivered text and a no are three different things. */
function standing(o: OfferShown, b: Board): string {
  switch (o.status) {
    case 'queued':
      return `not asked yet: wave ${o.wave}`;
    case 'asked':
      return 'asked, silent so far';
    case 'accepted':
      return 'YES: decide';
    case 'noted':
      return 'YES, with words: decide';
    case 'declined':
      return 'no';
    case 'confirmed':
      return o.decidedBy === 'first-yes' ? 'CONFIRMED (first yes)' : `CONFIRMED by ${o.decidedBy ?? 'staff'}`;
    case 'turned_down':
      return 'turned down, thanked';
    case 'withdrawn':
      return 'withdrew';
    case 'filled':
      if (o.askedAt === null && o.said === null) return 'not needed';
      if (isClosed(b)) return 'told: called off';
      return o.said === 'yes' || o.said === 'note' ? 'yes, but it is taken' : 'told: taken';
    case 'expired':
      return 'silent, time is out';
    case 'undelivered':
      return `not reached: ${o.note ?? 'the text did not arrive'}`;
  }
}

function warnings(b: Board): string[] {
  const lines = b.doubleBooked.map(
    ({ name, others }) =>
      `Double booking: ${safe(name)} has said yes to ${others.map((o) => `"${safe(o.title)}" at ${o.startsAt.replace('T', ' ')}`).join(', ')} too.`,
  );
  return lines.length === 0 ? [] : [lines.join('\n')];
}

/** The next step for staff, as the command for it. */
function whatNext(b: Board): string[] {
  if (b.status !== 'open') return [];
  const said = b.offers.filter((o) => o.status === 'accepted' || o.status === 'noted');
  if (said.length > 0) {
    const lines = said.map(
      (o) => `  ringerunde assignments confirm ${b.short} --volunteer ${o.volunteer}   # ${safe(o.name)}`,
    );
    return [`Waits for you (or turn-down instead of confirm):\n${lines.join('\n')}`];
  }
  if (b.offers.some((o) => o.status === 'asked' || o.status === 'queued')) return [];
  return b.offers.length === 0
    ? []
    : [`Nobody is left to wait for. See who else could be asked: ringerunde assignments suggest ${b.short}`];
}
