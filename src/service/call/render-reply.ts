import { lastResort, twimlOf, type CallReply, type Voice } from '../../channels/phone.ts';
import { anotherTongue, speakerOf } from '../../channels/voices.ts';
import type { Call, Centre } from '../../db/schema/index.ts';
import type { App } from '../engine/scene.ts';

/** The address of a call's next step. */
export const stepAddress = ({ addresses }: App, { id, step }: Pick<Call, 'id' | 'step'>): string =>
  addresses.step(id, step + 1);

/** The address that asks the staff member who picks up for a key. */
export const whisperAddress = ({ addresses }: App, { id }: Pick<Call, 'id'>): string => addresses.whisper(id);

/** The address that the carrier calls when a recording can be fetched. */
export const recordingAddress = ({ addresses }: App, { id }: Pick<Call, 'id'>): string => addresses.recording(id);

const NORWEGIAN = speakerOf('nb');

/** The voice for a language: one that speaks it, or else one in bokmål. */
export function voiceFor(app: App, centreId: string, language: string): Voice {
  const own = app.languages.includes(language) ? speakerOf(language) : null;
  const speaker = own ?? NORWEGIAN;
  if (speaker === null) throw new Error('Nobody speaks bokmål');
  const spoken = own === null ? 'nb' : language;
  return {
    speaker,
    words: app.spoken(spoken),
    // A language that no voice speaks may have recordings all the same.
    recorded: ({ key, params }) =>
      params === undefined ? (app.recorded(centreId, language, key) ?? app.recorded(centreId, spoken, key)) : null,
  };
}

/**
 * A reply as TwiML in the language of the call. A reply that fails to render becomes a transfer to a human, and is
 * logged.
 */
export function answerOf(app: App, centre: Centre, language: string, reply: CallReply): string {
  try {
    return twimlOf(reply, voiceFor(app, centre.id, language), (tongue) =>
      voiceFor(app, centre.id, tongue === 'another' ? anotherTongue(language, centre.language) : tongue),
    );
  } catch (error) {
    app.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a reply could not be spoken');
    return lastResort(centre);
  }
}
