import { measure, type Measured } from '../../channels/parts.ts';
import { PARTS_MAX } from '../../channels/sms.ts';
import type { Broadcast, BroadcastKind, Centre } from '../../db/schema/index.ts';
import type { BroadcastText } from '../../domain/broadcasts/broadcasts.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import type { CallPurpose } from '../notify/queue-call.ts';
import type { App } from '../engine/scene.ts';

/** Placeholder of the name; `{{navn}}` means the same. */
const NAME = '{{name}}';
/** Ten parts: the carrier's limit. */
const LONG_PARTS_MAX = 10;
const CHARACTERS_MAX = 1600;

/** The texts that staff wrote, by language; the centre's language is always there. */
export type Written = Readonly<Record<string, string>>;

/**
 * The texts of a broadcast as they are sent: the sender's name before the text, and how to stop after it where the kind
 * needs it.
 * @throws Refusal for a text that is empty, too long, or has another placeholder than the name
 */
export function composeTexts(
  app: Pick<App, 'words'>,
  centre: Centre,
  given: { kind: BroadcastKind; texts: Written; long: boolean },
): BroadcastText[] {
  return Object.entries(given.texts).map(([language, written]) => {
    const said = checked(language, written);
    const body = framed(app, centre, language, said, given.kind);
    const partsMax = given.long ? LONG_PARTS_MAX : PARTS_MAX;
    const { parts, text } = measure(withName(body, null));
    if (parts > partsMax || text.length > CHARACTERS_MAX) throw tooLong(language, parts, given.long);
    return { language, said, body };
  });
}

function checked(language: string, written: string): string {
  const said = measure(written.replaceAll(/\{\{ *(?:name|navn) *\}\}/gi, NAME)).text.trim();
  if (said.replaceAll(NAME, '').trim() === '') throw new Refusal(`The text in ${language} is empty.`);
  const other = /\{\{[^}]*\}?\}?|\}\}/.exec(said.replaceAll(NAME, ''))?.[0];
  if (other !== undefined)
    throw new Refusal(
      `"${other.slice(0, 30)}" is no place that can be filled in. There is one: ${NAME}, the first name.`,
    );
  return said;
}

const tooLong = (language: string, parts: number, long: boolean): Refusal =>
  new Refusal(
    long
      ? `The text in ${language} is ${parts} parts long, and ${LONG_PARTS_MAX} is the most. Make it shorter.`
      : `The text in ${language} is ${parts} parts long with who speaks and how to stop, and ${PARTS_MAX} is the most. ` +
          'Make it shorter, or add --long.',
  );

function framed(
  { words }: Pick<App, 'words'>,
  centre: Centre,
  language: string,
  said: string,
  kind: BroadcastKind,
): string {
  const say = words(language);
  const from = said.startsWith(centre.name)
    ? said
    : say({ key: 'common.from', params: { centre: centre.name, text: said } });
  if (kind === 'service' || /\bSTOPP?\b/.test(said)) return from;
  return `${from}\n${say({ key: 'broadcast.stop' })}`;
}

/** The first name for a greeting; null when the field holds something other than a name. */
export function firstName(name: string | null): string | null {
  const first = (name ?? '').normalize('NFC').trim().split(/\s+/)[0] ?? '';
  return /^\p{L}[\p{L}\p{M}'’-]{0,29}$/u.test(first) ? first : null;
}

/** A text to one person: with the first name, or without it when it is unknown or would make the text too long. */
export function rendered(body: string, name: string | null, partsMax = PARTS_MAX): Measured {
  const plain = measure(withName(body, null));
  const first = body.includes(NAME) ? firstName(name) : null;
  if (first === null) return plain;
  const greeted = measure(withName(body, first));
  return greeted.parts > Math.max(partsMax, plain.parts) ? plain : greeted;
}

/** The text as the phone says it after the key; a broadcast that collects a yes asks for it there. */
export function spokenPurpose(
  { id, collects }: Pick<Broadcast, 'id' | 'collects'>,
  said: string,
  name: string | null,
): CallPurpose {
  const text = withName(said, said.includes(NAME) ? firstName(name) : null);
  if (collects === 1) return { begin: 'answer-broadcast', input: { broadcastId: id, text } };
  return { said: [{ key: 'broadcast.spoken', params: { text: { as: 'written', of: text } } }] };
}

export const hasName = (body: string): boolean => body.includes(NAME);

/** Without a name "Hei {{name}}!" is "Hei!", and "{{name}}, husk turen" is "Husk turen". */
function withName(body: string, name: string | null): string {
  if (name !== null) return body.replaceAll(NAME, name);
  return body
    .replaceAll(
      /(^|: |\n)\{\{name\}\}[,!.:]? *(\p{L}?)/gu,
      (_, before: string, next: string) => before + next.toUpperCase(),
    )
    .replaceAll(/,? *\{\{name\}\}/g, '');
}

/** The text for a reader of `language`: in that language, or in the centre's. */
export function textFor<T extends { language: string }>(texts: readonly T[], language: string, own: string): T {
  const text = texts.find((t) => t.language === language) ?? texts.find((t) => t.language === own) ?? texts[0];
  if (text === undefined) throw new Error('A broadcast without a text.');
  return text;
}
