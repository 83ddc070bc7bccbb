/** The words for numbers in a language that calls are held in. */
export interface NumberWords {
  /** "null", "en" ... "hundre og femti"; in digits from ten thousand on. */
  cardinal: (n: number) => string;
  /** "tjuesjette", for 1 to 31. */
  ordinal: (n: number) => string;
}

interface Spelling {
  small: readonly string[];
  tens: readonly string[];
  /** Between tens and ones: "tjueen", "twenty-one". */
  join: string;
  hundred: string;
  thousand: string;
  and: string;
  ordinals: readonly string[];
  /** The first part of 21 to 29 and of 31, before the ordinals of one to nine. */
  twenty: string;
  thirty: string;
}

const list = (words: string): string[] => words.split(' ');
const TEENS = 'ti elleve tolv tretten fjorten femten seksten sytten atten nitten';
const TENS = 'tjue tretti førti femti seksti sytti åtti nitti';

const nb: Spelling = {
  small: list(`null en to tre fire fem seks sju åtte ni ${TEENS}`),
  tens: list(TENS),
  join: '',
  hundred: 'hundre',
  thousand: 'tusen',
  and: 'og',
  ordinals: list(
    'første andre tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte trettende fjortende femtende ' +
      'sekstende syttende attende nittende tjuende',
  ),
  twenty: 'tjue',
  thirty: 'tretti',
};

const nn: Spelling = {
  ...nb,
  small: list(`null ein to tre fire fem seks sju åtte ni ${TEENS}`),
  ordinals: list(
    'første andre tredje fjerde femte sjette sjuande åttande niande tiande ellevte tolvte trettande fjortande femtande ' +
      'sekstande syttande attande nittande tjuande',
  ),
};

const en: Spelling = {
  small: list(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
      'eighteen nineteen',
  ),
  tens: list('twenty thirty forty fifty sixty seventy eighty ninety'),
  join: '-',
  hundred: 'hundred',
  thousand: 'thousand',
  and: 'and',
  ordinals: list(
    'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
      'sixteenth seventeenth eighteenth nineteenth twentieth',
  ),
  twenty: 'twenty-',
  thirty: 'thirty-',
};

const SPELLINGS: Readonly<Record<string, Spelling>> = { nb, nn, en };
const SPELLED_MAX = 9999;

/** @param language a folder of `locales/`; the voice of a language without its own spelling reads the digits */
export function numberWords(language: string): NumberWords {
  const spelling = SPELLINGS[language];
  if (spelling === undefined) return { cardinal: String, ordinal: String };
  return {
    cardinal: (n) => (Number.isInteger(n) && n >= 0 && n <= SPELLED_MAX ? cardinal(n, spelling) : String(n)),
    ordinal: (n) => ordinal(n, spelling),
  };
}

function cardinal(n: number, s: Spelling): string {
  if (n < 20) return s.small[n] ?? '';
  if (n < 100) {
    const ten = s.tens[Math.floor(n / 10) - 2] ?? '';
    return n % 10 === 0 ? ten : `${ten}${s.join}${s.small[n % 10] ?? ''}`;
  }
  const [unit, word] = n < 1000 ? [100, s.hundred] : [1000, s.thousand];
  const count = Math.floor(n / unit);
  // Norwegian says "hundre", not "en hundre"; English says "one hundred".
  const head = count === 1 && s !== en ? word : `${cardinal(count, s)} ${word}`;
  const rest = n % unit;
  if (rest === 0) return head;
  return rest < 100 ? `${head} ${s.and} ${cardinal(rest, s)}` : `${head} ${cardinal(rest, s)}`;
}

function ordinal(n: number, s: Spelling): string {
  if (n <= 20) return s.ordinals[n - 1] ?? String(n);
  if (n === 30)
    return { nb: 'trettiende', nn: 'trettiande', en: 'thirtieth' }[s === nb ? 'nb' : s === nn ? 'nn' : 'en'];
  return `${n < 30 ? s.twenty : s.thirty}${s.ordinals[(n % 10) - 1] ?? ''}`;
}
