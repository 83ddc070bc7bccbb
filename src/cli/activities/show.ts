import { activityGiven, activityInFullJson } from './lib/to-json.ts';
import { auditLook } from '../framework/audit.ts';
import { numberShown } from '../framework/arguments.ts';
import { facts, table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Shows one activity with its next times. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { store, moment } = context;
    const a = await activityInFullJson(store.db, await activityGiven(context), moment().now);
    // JSON has the organiser's whole number, because the line tells it to every person who asks; on a screen it is
    // shortened like all others.
    if (invocation.options['vis'] === true && a.organiserPhone !== null)
      await auditLook(context, { verb: 'activities show', object: a.id });
    const about = facts([
      ['id', a.short],
      ['title', a.title],
      ['status', a.status],
      ['category', a.category],
      ['first', wall(a.startsAt)],
      ['ends', wall(a.endsAt)],
      ['repeats', a.repeats],
      ['venue', a.venue],
      ['address', a.address],
      ['postcode', a.postcode],
      ['organiser', a.organiser],
      ['organiser phone', a.organiserPhone === null ? null : numberShown(invocation, a.organiserPhone)],
      ['price', a.price],
      ['step-free', a.stepFree === null ? 'unknown' : a.stepFree ? 'yes' : 'no'],
      ['languages', a.languages.join(', ')],
      ['sign-up', a.signUp ? 'yes' : 'no'],
      ['capacity', a.capacity],
      ['confirmed', wall(a.confirmedAt) ?? 'never'],
      ['description', a.description],
    ]);
    const coming = a.coming.map((c) => [
      wall(c.startsAt),
      c.moved ? `moved from ${c.occurrence.replace('T', ' ')}` : '',
      c.signedUp,
      c.waiting,
    ]);
    const head = ['next times', wrap(''), 'signed up', 'waiting'];
    return { json: a, text: `${about}\n\n${table(invocation.io, head, coming, 'It does not take place again.')}` };
  });
