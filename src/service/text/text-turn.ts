import { centreByNumber } from '../../domain/centres/centres.ts';
import { broadcastReceived } from '../../domain/broadcasts/replies.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { canReply } from '../../domain/base/phone-numbers.ts';
import { offersOf } from '../../domain/assignments/offers.ts';
import { hearFrom, rememberLanguage } from '../../domain/centres/people.ts';
import type { Reading } from '../../understanding/base/reading.ts';
import { answerToBroadcast, situationOf } from './broadcast-answers.ts';
import { openConversation } from '../engine/conversations.ts';
import { isPart, joinLate } from './join-parts.ts';
import { howMany, isLoop } from './loop-guard.ts';
import { offerContextOf, offerSituation } from '../assignments/read-answers.ts';
import { understand } from '../engine/read-text.ts';
import { answer } from './answer-text.ts';
import { reserved } from './reserved-words.ts';
import { resume } from '../engine/run-flow.ts';
import { warnOfStranger } from '../engine/strangers.ts';
import { reply } from '../notify/reply.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import { handleUnreplyable } from './unreplyable.ts';
import type { Scene, TextPayload, ArrivalTurn } from '../engine/scene.ts';

/** The turn of an inbound text: who is it, what is meant, what happens, what is answered. */
export async function handleText(turn: ArrivalTurn, text: TextPayload): Promise<ArrivalOutcome> {
  if (isPart(text)) return joinLate(turn, text);
  const { app, tx, moment, arrival } = turn;
  const centre = await centreByNumber(tx, text.to);
  if (centre === undefined) {
    warnOfStranger(app.log, { arrival: arrival.id }, "a text came to a number that is no centre's");
    return { outcome: 'no such centre', state: 'ignored', centreId: null };
  }
  if (!canReply(text.from)) return handleUnreplyable(turn, centre, text);

  const { person } = await hearFrom(tx, moment, {
    centreId: centre.id,
    number: text.from,
    language: app.languages.includes(centre.language) ? centre.language : 'nb',
  });
  const scene: Scene = { app, tx, moment, centre, person, arrivalId: arrival.id };
  const optedOut = await isOptedOut(tx, { centreId: centre.id, number: person.number });
  const kept = await openConversation(tx, person.id);
  const open = kept === null ? null : await resume(scene, kept);
  const offerContext = offerContextOf(text.body, await offersOf(tx, person.id, moment.now));
  const asked = optedOut ? 'opted out' : offerSituation(offerContext, open);
  const received =
    open !== null || asked !== null
      ? null
      : await broadcastReceived(tx, {
          centreId: centre.id,
          personId: person.id,
          number: person.number,
          now: moment.now,
        });
  const situation = received === null ? asked : situationOf(received);
  const reading = await understand(scene, offerContext.rest, open?.ask ?? null, situation);
  const became = (outcome: string, state: ArrivalOutcome['state'] = 'done'): ArrivalOutcome => ({
    outcome,
    state,
    centreId: centre.id,
  });

  const aside = await reserved(scene, { text, reading, optedOut, open: open?.conversation ?? null });
  if (aside !== null) return became(aside.outcome, aside.state);

  if (await isLoop(scene)) return became('the same again');
  if ((await howMany(scene)) === 'too many') return became('many messages');
  await learnLanguage(scene, reading, text.body);
  const body = shownToStaff(text);
  const toBroadcast = received === null ? null : await answerToBroadcast(scene, received, { reading, body });
  const { outcome, talk } =
    toBroadcast ?? (await answer(scene, { reading, body, open, offerContext, broken: kept !== null && open === null }));
  await reply(scene, { ...talk, kind: 'reply' });
  return became(outcome);
}

/** A picture alone has no words, and staff are to know that there was one. */
const shownToStaff = ({ body, media }: TextPayload): string =>
  body.trim() === '' && media > 0 ? `[MMS ${media}]` : body;

/** So many words tell what language somebody writes. */
const SENTENCE_MIN = 3;

/** Whoever writes nynorsk or English is answered in it, from the first sure sign on, unless they chose a language. */
async function learnLanguage(scene: Scene, reading: Reading, body: string): Promise<void> {
  const { person, app, tx } = scene;
  const { language, confidence } = reading;
  if (language === null || language === person.language || person.language_chosen === 1) return;
  // A keyword says little: people use those of any language. The first text of all may be no more than one.
  const wordCount = body.trim().split(/\s+/).length;
  if (wordCount < SENTENCE_MIN && person.last_outbound_at !== null) return;
  if (confidence < 0.7 || !app.languages.includes(language)) return;
  await rememberLanguage(tx, person.id, language, 'guessed');
  scene.person = { ...person, language };
}
