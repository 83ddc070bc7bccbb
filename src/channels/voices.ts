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

/** The speaker of a language; null for a language without a voice, such as Somali and Tigrinya. */
export const speakerOf = (language: string): Speaker | null => SPEAKERS[language] ?? null;
