import { fitsWhole } from '../../channels/sms.ts';
import type { Ask, Line } from '../../conversation/ask.ts';
import type { Said } from '../engine/run-flow.ts';
import type { Scene } from '../engine/scene.ts';

/** An answer with the open question, when both fit into two parts; else with the way to answer it, else alone. */
export function askedAgain({ app, person, centre }: Scene, talk: Said): Said {
  const { said, ask } = talk;
  if (ask === null) return talk;
  const words = app.words(person.language);
  // A person who has not heard from us for a while is told who writes.
  const from: Line = { key: 'common.from', params: { centre: centre.name } };
  const fits = (each: Ask): boolean => fitsWhole({ said, ask: each, from }, words);
  const whole = isShown(ask) ? null : ask;
  if (whole !== null && fits(whole)) return talk;
  const how = ask.how === undefined ? null : onlyHow(ask, ask.how);
  return { ...talk, ask: how !== null && fits(how) ? how : null };
}

/** The list was shown a moment ago, so only the way to answer is repeated. */
const isShown = ({ how, choices }: Ask): boolean => how !== undefined && !choices.some(({ listed }) => listed);

const onlyHow = ({ how: _how, ...ask }: Ask, line: Line): Ask => ({
  ...ask,
  line,
  choices: ask.choices.map((choice) => ({ ...choice, listed: false })),
});

/** The same in a call: the answer replaces the details, and the keys are said again. */
export function askedAgainAloud(talk: Said): Said {
  const { said, ask } = talk;
  const last = said.at(-1);
  if (ask === null || last === undefined || !isShown(ask)) return talk;
  return { ...talk, said: said.slice(0, -1), ask: { ...ask, line: last } };
}
