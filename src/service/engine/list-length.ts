import { fitsWell, type Telling } from '../../channels/sms.ts';
import type { Words } from '../../channels/words.ts';
import { askOf, type Step } from '../../conversation/advance.ts';
import type { Flow } from '../../conversation/flow.ts';
import { isFamiliar } from './familiar.ts';
import type { Scene } from './scene.ts';

/**
 * A step whose list has as many lines as fit two parts of a text; the others are under "more". In letters that halve a
 * part these are one or two, where a text in Norwegian has three.
 */
export function listedAsFits({ app, call, person, centre, moment }: Scene, flow: Flow, step: Step): Step {
  if (call !== undefined || step.rest === null) return step;
  // A stranger is told who answers in a message of its own.
  const isNamed = person.last_outbound_at !== null && !isFamiliar(person, moment.now);
  const from: Telling['from'] = isNamed ? { key: 'common.from', params: { centre: centre.name } } : undefined;
  return { ...step, rest: shortenedRest(flow, { ...step, rest: step.rest }, from, app.words(person.language)) };
}

/** The same for any sender and words. */
export function shortenedRest(
  flow: Flow,
  { said, rest }: Pick<Step, 'said'> & { rest: NonNullable<Step['rest']> },
  from: Telling['from'],
  words: Words,
): NonNullable<Step['rest']> {
  if (flow.shortened === undefined) return rest;
  let shown = rest;
  for (let lines = rest.ask.choices.length - 1; lines > 0; lines--) {
    if (fitsWell({ said, ask: shown.ask, ...(from === undefined ? {} : { from }) }, words)) return shown;
    const kept = flow.shortened(rest.kept, lines);
    shown = { kept, ask: askOf(flow, kept) };
  }
  return shown;
}
