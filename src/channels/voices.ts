/** Who speaks a language on the phone, and in which language speech is heard; the names are those that TwiML takes (domain.md 2.3). */
export interface Speaker {
  voice: string;
  language: string;
  /** The language of `<Gather>`; null where speech is not understood, and keys alone are heard. */
  hears: string | null;
}

const NORWEGIAN: Speaker = { voice: 'Polly.Ida-Neural', language: 'nb-NO', hears: 'nb-NO' };

/** No voice speaks nynorsk: its text is read by the voice for bokmål, and understood. */
const SPEAKERS: Readonly<Record<string, Speaker>> = {
  nb: NORWEGIAN,
  nn: NORWEGIAN,
  en: { voice: 'Polly.Amy-Neural', language: 'en-GB', hears: 'en-GB' },
  uk: { voice: 'Google.uk-UA-Wavenet-A', language: 'uk-UA', hears: 'uk-UA' },
  pl: { voice: 'Polly.Ola-Neural', language: 'pl-PL', hears: 'pl-PL' },
  ar: { voice: 'Polly.Hala-Neural', language: 'ar-AE', hears: 'ar-AE' },
};

/** The speaker of a language; null for one that nobody speaks, such as Somali and Tigrinya. */
export const speakerOf = (language: string): Speaker | null => SPEAKERS[language] ?? null;
