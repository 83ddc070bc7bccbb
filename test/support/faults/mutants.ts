/** One thing that a promise hangs on, broken: the tests named must notice. */
export interface Mutant {
  name: string;
  file: string;
  /** Occurs in the file once. */
  from: string;
  to: string;
  /** The nearest tests; a `-t` pattern keeps a run short. */
  tests: readonly string[];
  only?: string;
}

const SENDER = ['test/service/delivery/sender.test.ts'];
const AUDIT = ['test/domain/centres/audit.test.ts'];
const OUTBOX = ['test/domain/messages/outbox.test.ts'];
const WEBHOOKS = ['test/web/webhooks.test.ts'];
const DOORS = ['test/web/phone/doors.test.ts'];
const RESTORE = ['test/cli/system/restore.test.ts'];
const COSTS = ['test/service/delivery/costs.test.ts'];
const CLOCK = ['test/faults/clock-jump.test.ts'];

/** Places that the promises name. A mutant that lives is a promise without a test. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'every request counts as signed',
    file: 'src/web/webhooks.ts',
    from: 'return webhooks.isGenuine({ signature, target, fields }) ? take(fields) : FORBIDDEN;',
    to: 'return take(fields);',
    tests: WEBHOOKS,
  },
  {
    name: 'a text without a body is taken',
    file: 'src/carriers/twilio/fields.ts',
    from: "if (body === undefined) throw new BadFields('Body is missing');",
    to: "if (body === undefined) return '';",
    tests: WEBHOOKS,
  },
  {
    name: 'a field may come twice',
    file: 'src/carriers/twilio/fields.ts',
    from: 'if (Array.isArray(value)) throw new BadFields(`${name} was sent more than once`);',
    to: 'if (Array.isArray(value)) return value[0];',
    tests: WEBHOOKS,
  },
  {
    name: 'a slow body has thirty seconds',
    file: 'src/web/server.ts',
    from: '    connectionsCheckingInterval: CHECK_MS,\n',
    to: '',
    tests: WEBHOOKS,
    only: 'trickles',
  },
  {
    name: 'the phone answers what a proxy forwards',
    file: 'src/web/phone/guard.ts',
    from: '&& !Object.keys(headers).some((name) => FORWARDED.test(name))',
    to: '',
    tests: DOORS,
  },
  {
    name: 'the phone answers other machines',
    file: 'src/web/phone/guard.ts',
    from: "LOOPBACK.test(socket.remoteAddress ?? '')",
    to: 'socket !== null',
    tests: DOORS,
  },
  {
    name: 'the phone opens without its key',
    file: 'src/web/phone/guard.ts',
    from: 'if (isKey(key, cookieOf(request))) return next();',
    to: 'return next();',
    tests: DOORS,
  },
  {
    name: 'need waits with the rest',
    file: 'src/domain/messages/outbox.ts',
    from: "if (need === true || about?.kind === 'need') return NEED;",
    to: '',
    tests: SENDER,
  },
  {
    name: 'the debt of the rate limit has no floor',
    file: 'src/service/delivery/sender/rate-limit.ts',
    from: 'n.left = Math.max(n.left - 1, 1 - Math.max(1, (DEBT_MAX_MS / 1000) * speedOf(from)));',
    to: 'n.left -= 1;',
    tests: SENDER,
  },
  {
    name: 'who opted out is written to',
    file: 'src/domain/messages/outbox.ts',
    from: "if (m.kind !== 'stop_receipt' && (await isOptedOut(tx, m))) return 'opted out';",
    to: 'await isOptedOut(tx, m);',
    tests: ['test/walks/stop-holds.test.ts'],
  },
  {
    name: 'what expired is sent',
    file: 'src/domain/messages/claim.ts',
    from: "    .where((e) => e.or([e('o.expires_at', 'is', null), e('o.expires_at', '>', now)]))\n",
    to: '',
    tests: [...SENDER, ...OUTBOX],
  },
  {
    name: 'an unknown message no longer holds the next one to its number',
    file: 'src/domain/messages/claim.ts',
    from: "b('b.state', '=', lit('unknown')),",
    to: "b('b.state', '=', lit('held')),",
    tests: OUTBOX,
  },
  {
    name: 'a process that slept through its lease sends',
    file: 'src/service/delivery/sender/send-one.ts',
    from: '>= claimed.leaseUntil) return breaker.failed(msNow(sending));',
    to: "> '9') return breaker.failed(msNow(sending));",
    tests: SENDER,
  },
  {
    name: 'the breaker opens later',
    file: 'src/service/delivery/sender/circuit-breaker.ts',
    from: 'failures.length >= limits.failuresMax',
    to: 'failures.length > limits.failuresMax',
    tests: SENDER,
  },
  {
    name: 'a refused account goes on sending',
    file: 'src/service/delivery/sender/claim.ts',
    from: 'if (sending.stopping || sending.halted !== null) return [];',
    to: 'if (sending.stopping) return [];',
    tests: SENDER,
  },
  {
    name: 'what follows a transaction that the database undid is kept',
    file: 'src/db/sqlite.ts',
    from: "    if (typeof this.transaction === 'object') throw this.transaction;\n",
    to: '',
    tests: ['test/db/full-disk.test.ts'],
  },
  {
    name: 'a full disk is told as "cannot rollback"',
    file: 'src/db/sqlite.ts',
    from: 'if (this.#raw.inTransaction) await super.rollbackTransaction(connection);',
    to: 'await super.rollbackTransaction(connection);',
    tests: ['test/db/full-disk.test.ts'],
  },
  {
    name: 'a new database is readable by all',
    file: 'src/db/own-files.ts',
    from: 'constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600',
    to: 'constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o644',
    tests: ['test/db/file-modes.test.ts'],
  },
  {
    name: 'audit rows that are gone are not counted',
    file: 'src/domain/centres/audit-head.ts',
    from: 'const missing = Math.max(0, kept.count - found.count);',
    to: 'const missing = 0;',
    tests: AUDIT,
  },
  {
    name: 'the head of the audit log needs no key',
    file: 'src/domain/centres/audit-head.ts',
    from: "    if (!isSame(kept.mac, macOf(kept, key))) return 'head changed';\n",
    to: '',
    tests: AUDIT,
  },
  {
    name: 'the next audit row washes off what was wrong',
    file: 'src/domain/centres/audit-head.ts',
    from: '(kept.fault ?? faultIn(kept, key, previous))',
    to: '(kept.fault ?? null)',
    tests: AUDIT,
  },
  {
    name: 'missing audit triggers are not noticed',
    file: 'src/domain/centres/audit.ts',
    from: "  if ((await auditTriggers(db)) === 'missing') return broken(after, 'trigger missing');\n",
    to: '',
    tests: AUDIT,
  },
  {
    name: 'a trigger of our name with other words is restored',
    file: 'src/db/schema-check.ts',
    from: 'objects.get(name) !== ours.get(name)',
    to: 'objects.has(name) !== ours.has(name)',
    tests: RESTORE,
  },
  {
    name: 'the copy of a killed restore stays',
    file: 'src/cli/system/lib/leftovers.ts',
    from: 'if (pid !== undefined && !isAlive(Number(pid)))',
    to: 'if (pid === undefined)',
    tests: RESTORE,
  },
  {
    name: 'a clock in the past is believed',
    file: 'src/service/engine/clock-watch.ts',
    from: "if (before === null || isBefore(now, before)) return 'clock is back';",
    to: '',
    tests: CLOCK,
  },
  {
    name: 'standing work a year ahead stays there',
    file: 'src/service/engine/standing-work.ts',
    from: 'if (kept !== undefined && isTooFar(kept, standing)) await setAgenda(tx, work, objectId, dueAt);',
    to: 'if (kept === null) await setAgenda(tx, work, objectId, dueAt);',
    tests: CLOCK,
  },
  {
    name: 'a limit of cost that is reached stops nothing',
    file: 'src/domain/messages/spending.ts',
    from: '.some((one) => reached(one, 100))) over.push',
    to: '.some((one) => reached(one, 1000))) over.push',
    tests: COSTS,
  },
  {
    name: 'a limit of cost stops replies, too',
    file: 'src/domain/messages/claim.ts',
    from: '...(priority <= 0 ? (options.bulkPausedFrom ?? []) : [])',
    to: '...(options.bulkPausedFrom ?? [])',
    tests: [...COSTS, ...SENDER],
  },
  {
    name: 'a volunteer who is not met is asked',
    file: 'src/service/assignments/ask-wave.ts',
    from: "if (row.met_on === null) return 'not met';",
    to: '',
    tests: ['test/service/assignments/asking.test.ts'],
  },
  {
    name: 'a turn that fails is tried without end',
    file: 'src/service/engine/journal.ts',
    from: 'export const ATTEMPTS_MAX = 3;',
    to: 'export const ATTEMPTS_MAX = 30;',
    tests: ['test/service/turn/failed-turn.test.ts'],
  },
  {
    name: 'one number is answered without end',
    file: 'src/service/text/loop-guard.ts',
    from: 'const REPLIES_MAX = 20;',
    to: 'const REPLIES_MAX = 2000;',
    tests: ['test/service/text/loop-guard.test.ts'],
  },
];
