/** The voice of a language in a call, and the language of speech recognition, by TwiML's names (docs/rules.md T8). */
export interface Speaker {
  voice: string;
  language: string;
  /** The language of `<Gather>`; null when the network recognises no speech in the language, so that only keys work. */
  hears: string | null;
}

const NORWEGIAN: Speaker = { voice: 'Polly.Ida-Neural', language: 'nb-NO', hears: 'nb-NO' };

/** The network has no nynorsk voice: the bokmål voice reads nynorsk text, and callers understand it. */
const SPEAKERS: Readonly<Record<string, Speaker>> = {
  nb: NORWEGIAN,
  nn: NORWEGIAN,
  en: { voice: 'Polly.Amy-Neural', language: 'en-GB', hears: 'en-GB' },
  uk: { voice: 'Google.uk-UA-Wavenet-A', language: 'uk-UA', hears: 'uk-UA' },
  pl: { voice: 'Polly.Ola-Neural', language: 'pl-PL', hears: 'pl-PL' },
  ar: { voice: 'Polly.Hala-Neural', language: 'ar-AE', hears: 'ar-AE' },
};

/** Whether a call can be held in a language. */
export const isSpoken = (language: string): boolean => SPEAKERS[language] !== undefined;

/** The language that a call offers beside its own: English in a Norwegian call, else that of the centre. */
export function anotherTongue(language: string, ofCentre: string): string {
  const heard = isSpoken(language) ? language : 'nb';
  if (heard === 'nb' || heard === 'nn') return 'en';
  return ofCentre === heard || !isSpoken(ofCentre) ? 'nb' : ofCentre;
}

/** The speaker of a language; null for a language without a voice, such as Somali and Tigrinya. */
export const speakerOf = (language: string): Speaker | null => SPEAKERS[language] ?? null;
