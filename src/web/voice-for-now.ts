import { centreByVoiceNumber } from '../domain/centres.ts';
import type { House, Log } from '../house/house.ts';
import type { Fields } from './form.ts';
import { calledNumber } from './twilio-fields.ts';

/**
 * What a call hears until the line can speak: who this is, that it takes texts, and then a human where the centre has one.
 * A call never ends in silence, so it is answered also when the database does not.
 */
export async function voiceForNow(house: House, log: Log, fields: Fields): Promise<string> {
  const to = calledNumber(fields);
  const centre = await centreByVoiceNumber(house.store.db, to).catch((error: unknown) => {
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the centre of a call could not be read');
    return undefined;
  });
  const words = house.words('nb');
  if (centre === undefined) return twiml([say(words({ key: 'voice.textOnly' }))]);
  const welcome = words({ key: 'voice.welcome', params: { centre: centre.name } });
  if (centre.staff_phone === null) return twiml([say(`${welcome} ${words({ key: 'voice.textOnly' })}`)]);
  return twiml([
    say(`${welcome} ${words({ key: 'voice.puttingThrough' })}`),
    `<Dial>${escaped(centre.staff_phone)}</Dial>`,
    say(words({ key: 'voice.noAnswer' })),
  ]);
}

const twiml = (verbs: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join('')}</Response>`;

const say = (text: string): string => `<Say language="nb-NO" voice="Polly.Ida-Neural">${escaped(text)}</Say>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, ' ')
    .replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
