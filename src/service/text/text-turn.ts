import { centreByNumber, centreByVoiceNumber } from '../../domain/centres/centres.ts';
import { canReply } from '../../domain/base/phone-numbers.ts';
import { hearFrom, rememberLanguage } from '../../domain/centres/people.ts';
import type { Reading } from '../../understanding/base/reading.ts';
import { answerToBroadcast } from './broadcast-answers.ts';
import { isPart, joinLate } from './join-parts.ts';
import { watchFirstContacts } from './limits/ceilings.ts';
import { howMany, isLoop } from './limits/loop-guard.ts';
import { answer } from './answer-text.ts';
import { answerPicture, isPictureAlone } from './picture.ts';
import { readInbound } from './read-inbound.ts';
import { reserved } from './reserved-words.ts';
import { appAt } from '../engine/centre-languages.ts';
import { warnOfStranger } from '../engine/strangers.ts';
import { reply } from '../notify/reply.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import { handleUnreplyable } from './unreplyable.ts';
import type { Scene, TextPayload, ArrivalTurn } from '../engine/scene.ts';

/** The turn of an inbound text: find the person, read the text, act, answer. */
export async function handleText(turn: ArrivalTurn, text: TextPayload): Promise<ArrivalOutcome> {
  if (isPart(text)) return joinLate(turn, text);
  const { tx, moment, arrival } = turn;
  const centre = await centreByNumber(tx, text.to);
  if (centre === undefined) {
    warnOfStranger(turn.app.log, { arrival: arrival.id }, "a text came to a number that is no centre's");
    return { outcome: 'no such centre', state: 'ignored', centreId: null };
  }
  const app = appAt(turn.app, centre);
  // Two lines that answered each other would never end.
  if ((await centreByVoiceNumber(tx, text.from)) !== undefined)
    return { outcome: 'our own line', state: 'ignored', centreId: centre.id };
  if (text.channel !== undefined || !canReply(text.from)) return handleUnreplyable(turn, centre, text);

  const { person } = await hearFrom(tx, moment, {
    centreId: centre.id,
    number: text.from,
    language: app.languages.includes(centre.language) ? centre.language : 'nb',
  });
  const scene: Scene = { app, tx, moment, centre, person, arrivalId: arrival.id };
  const { reading, optedOut, open, broken, offerContext, received } = await readInbound(scene, text.body);
  const became = (outcome: string, state: ArrivalOutcome['state'] = 'done'): ArrivalOutcome => ({
    outcome,
    state,
    centreId: centre.id,
  });

  if (person.last_outbound_at === null) await watchFirstContacts(scene);
  if (reading.intent !== 'automatic') await learnLanguage(scene, reading, text.body);
  const aside = await reserved(scene, { text, reading, optedOut, open: open?.conversation ?? null });
  if (aside !== null) return became(aside.outcome, aside.state);

  if (await isLoop(scene)) return became('the same again');
  if ((await howMany(scene)) === 'too many') return became('many messages');
  const body = shownToStaff(text);
  if (isPictureAlone(text)) {
    await reply(scene, { ...(await answerPicture(scene, { body, open })), kind: 'reply' });
    return became('picture');
  }
  const toBroadcast = received === null ? null : await answerToBroadcast(scene, received, { reading, body });
  const { outcome, talk } = toBroadcast ?? (await answer(scene, { reading, body, open, offerContext, broken }));
  await reply(scene, { ...talk, kind: 'reply' });
  return became(outcome);
}

/** A picture alone has no words, and staff must know that one came. */
const shownToStaff = (text: TextPayload): string => (isPictureAlone(text) ? `[MMS ${text.media}]` : text.body);

/** Number of words from which a text shows the sender's language. */
const SENTENCE_MIN = 3;

/** Answers a sender in nynorsk or English from the first clear text in it, unless the sender chose a language. */
async function learnLanguage(scene: Scene, reading: Reading, body: string): Promise<void> {
  const { person, app, tx } = scene;
  const { language, confidence } = reading;
  if (language === null || language === person.language || person.language_chosen === 1) return;
  // A keyword proves little: people use the keywords of any language. A person's very first text may be only a keyword.
  const wordCount = body.match(/[\p{L}'’]+/gu)?.length ?? 0;
  if (wordCount < SENTENCE_MIN && person.last_outbound_at !== null) return;
  if (confidence < 0.7 || !app.languages.includes(language)) return;
  await rememberLanguage(tx, person.id, language, 'guessed');
  scene.person = { ...person, language };
}
