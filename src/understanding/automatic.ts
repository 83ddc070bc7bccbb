import { clean } from './base/normalise.ts';

/** Beginnings of a reaction text, before the quoted message (iOS and Google Messages, in the languages seen here). */
const TAPBACK_VERBS =
  'liked loved disliked laughed_at emphasized emphasised questioned reacted removed likte elsket elska elskar mislikte lo_av ler_av fremhevet understreket uthevet framheva spurte_om satte_spørsmålstegn stilte_spørsmål reagerte fjernet misliker liker polubił lubi polubiono podoba_się вподобано понравилось сподобалося'
    .split(' ')
    .map((verb) => verb.replaceAll('_', ' '));
const QUOTES = /["“”«»„‘’']/;

/** Phrases of machines. Whole words, searched in the cleaned lower-case text. */
const MACHINE_PHRASES = [
  'automatic reply',
  'automatic response',
  'auto-reply',
  'auto reply',
  'autoreply',
  'automated message',
  'automated response',
  'autosvar',
  'auto-svar',
  'automatisk svar',
  'automatisk melding',
  'automatisk sms',
  'automatisk generert', // prettier-ignore
  'sendt automatisk',
  'sent automatically',
  'out of office',
  'out of the office',
  'fraværsmelding',
  'fråværsmelding',
  'fraværsassistent',
  'ikke på kontoret',
  'ikkje på kontoret',
  'ute av kontoret',
  'away from the office',
  'away from my desk', // prettier-ignore
  "i'm driving",
  'i am driving',
  'im driving',
  'do not disturb',
  'ikke forstyrr',
  'ikkje forstyrr',
  'kjører nå – jeg',
  'jeg svarer når jeg er fremme',
  'svarer når jeg er framme',
  'svarer når jeg er fremme',
  'svarar når eg er framme',
  'wysłano automatycznie',
  'prowadzę teraz',
  'prowadzę samochód',
  'jestem za kierownicą',
  'надіслано автоматично',
  'за кермом',
  'за рулем',
  'jeg kjører bil',
  'eg køyrer no',
  'eg køyrer bil',
  'kjører akkurat nå',
  'kjører og kan ikke',
  'focus turned on',
  'notifications silenced',
  'driving with', // prettier-ignore
  'denne meldingen kan ikke besvares',
  'kan ikke besvares',
  'do not reply',
  'ikke svar på denne',
  'ikkje svar på denne',
  'ikke svare på denne',
  'noreply',
  'no-reply',
  'this number is not monitored',
  'ikke overvåket',
  'mottar ikke sms',
  'tar ikke imot sms',
  'kan ikke motta sms', // prettier-ignore
  "can't talk right now",
  'cant talk right now',
  'cant talk now',
  "can't talk now",
  'ringer deg opp senere',
  'ringer deg opp seinare',
  'ringer deg senere',
  'ringer deg seinare',
  'stengt for dagen',
  'blir ikke lest',
  'blir ikkje lese',
  'leses ikke',
  'lesast ikkje',
  'not monitored',
  'utenfor åpningstid',
  'utenfor åpningstiden',
  'utanfor opningstida',
  'outside opening hours',
  'outside office hours',
  'kan ikke snakke nå',
  'kan ikke snakke akkurat nå',
  'kan ikkje snakke no',
  "i'll call you later",
  'can i call you later',
  'kan jeg ringe deg senere',
  'kan eg ringe deg seinare',
  'jeg ringer deg senere',
  'sitter i møte',
  'sit i møte',
  'er i møte',
  'er i et møte',
  'er i eit møte',
  'ringer tilbake når',
  'ringer deg tilbake',
  'i am in a meeting',
  "i'm in a meeting", // prettier-ignore
  'takk for din henvendelse',
  'takk for henvendelsen',
  'takk for din melding',
  'takk for din e-post',
  'takk for din epost',
  'takk for e-posten',
  'takk for din mail',
  'takk for mailen',
  'thank you for your email',
  'thanks for your email',
  'thank you for your e-mail',
  'takk for meldingen din',
  'takk for at du kontakter',
  'thank you for your message',
  'thank you for contacting',
  'thanks for your message',
  'vi svarer så snart',
  'jeg svarer så snart',
  'svarer så fort',
  'will reply as soon',
  'get back to you as soon',
  'we will get back',
  'svarer når jeg er tilbake',
  'begrenset tilgang', // prettier-ignore
  'delivery failed',
  'delivery failure',
  'undeliverable',
  'kunne ikke leveres',
  'ble ikke levert',
  'message not delivered',
  'message could not be',
  'numeret er ikke i bruk',
  'nummeret er ikke i bruk',
  'verification code',
  'engangskode',
  'eingongskode',
  'bekreftelseskode',
  'voicemail',
  'tapt anrop',
  'ubesvart anrop',
  'ubesvarte anrop',
  'missed call',
  'mobilsvar',
  'talepost', // prettier-ignore
  'autoodpowiedź',
  'automatyczna odpowiedź',
  'автовідповідь',
  'автоответ',
  'автоматична відповідь',
  'رد تلقائي',
  'الرد الآلي', // prettier-ignore
];

/**
 * Whether a machine wrote it: a reaction ("Liked “... Svar JA eller NEI”") or an automatic reply. Such texts quote our own JA and NEI,
 * so they are told before anything else is read (docs/rules.md R2).
 */
export function isAutomatic(original: string): boolean {
  const text = clean(original).toLowerCase();
  return isTapback(text) || MACHINE_PHRASES.some((phrase) => holdsPhrase(text, phrase)) || isAway(text);
}

function isTapback(text: string): boolean {
  const verb = TAPBACK_VERBS.find((each) => text.startsWith(`${each} `));
  if (verb !== undefined) {
    const rest = text.slice(verb.length).trim();
    const quoted = QUOTES.test(rest.slice(0, 3)) && QUOTES.test(rest.slice(-2));
    const about =
      /^(an? (image|video|photo|attachment|message|heart|like|laugh)|et bilde|en melding|meldingen|med |to |with |på |til |\p{Extended_Pictographic})/u.test(
        rest,
      );
    return quoted || (about && (QUOTES.test(rest) || /^(an|a|et|en|\p{Extended_Pictographic})/u.test(rest)));
  }
  // Google Messages: a sign, "to" or "på", and the quoted message.
  return /^\p{Extended_Pictographic}\p{M}?.{0,4} ?(to|på|til|do|на) ?["“«„]/u.test(text);
}

/** "Jeg er på ferie til 3. august og leser ikke meldinger": away and not reading, said as a notice. */
function isAway(text: string): boolean {
  const away = /(på ferie|har ferie|on holiday|on vacation|on leave|i permisjon|på reise|utilgjengelig|bortreist)/.test(
    text,
  );
  const unread =
    /(leser ikke|les ikkje|svarer ikke på|svarar ikkje på|ved hast|hvis det haster|dersom det hastar|haster det|hastar det|for urgent|if urgent|will respond|will reply|besvare|er tilbake på|ta kontakt med|kontakt min|kontakt kollega|please contact)/.test(
      text,
    );
  return away && unread;
}

function holdsPhrase(text: string, phrase: string): boolean {
  const at = text.replaceAll('’', "'").indexOf(phrase);
  if (at < 0) return false;
  const before = text[at - 1] ?? ' ';
  const after = text[at + phrase.length] ?? ' ';
  return !/\p{L}/u.test(before) && !/\p{L}/u.test(after);
}
