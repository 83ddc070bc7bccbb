import { words } from '../base/normalise.ts';

const table = (rows: readonly string[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap((row, i) => words(row).map((word) => [word, i + 1] as const)));

/** Names of weekdays, folded, Monday 1; forms on -s, -en, -er, -ar, -ane are taken off before the look-up. */
export const WEEKDAYS = table([
  'mandag mondag monday poniedzialek понеділок понедельник الاثنين isniin ሰኑይ',
  'tirsdag tysdag tuesday wtorek вівторок вторник الثلاثاء talaado ሰሉስ',
  'onsdag wednesday sroda srode середа середу среда среду الاربعاء arbaco ረቡዕ',
  'torsdag hosdag thursday czwartek четвер четверг الخميس khamiis ሓሙስ',
  'fredag friday piatek пʼятниця пятниця пʼятницю пятницю пятница пятницу الجمعه jimco ዓርቢ',
  'lordag laurdag lordag saturday sobota sobote субота суботу суббота субботу السبت sabti ቀዳም',
  'sondag sundag sunday niedziela niedziele неділя неділю воскресенье الاحد axad ሰንበት',
]);

/** Short weekday names without another meaning in Norwegian or English. */
export const SHORT_WEEKDAYS = new Map([
  ['tirs', 2],
  ['tue', 2],
  ['tues', 2],
  ['wed', 3],
  ['tors', 4],
  ['thu', 4],
  ['thur', 4],
  ['thurs', 4],
  ['laur', 6], // prettier-ignore
]);
/** Those that also mean something else ("man", "fri", "son"): weekdays only after "på" or before a date. */
export const RISKY_WEEKDAYS = new Map([
  ['man', 1],
  ['mon', 1],
  ['tir', 2],
  ['tys', 2],
  ['ons', 3],
  ['tor', 4],
  ['fre', 5],
  ['fri', 5],
  ['lor', 6],
  ['sat', 6],
  ['son', 7],
  ['sun', 7], // prettier-ignore
]);

export const MONTHS = table([
  'januar january stycznia січня января',
  'februar february lutego лютого февраля',
  'mars march marca березня марта',
  'april kwietnia квітня апреля',
  'mai may maja травня мая',
  'juni june czerwca червня июня',
  'juli july lipca липня июля',
  'august sierpnia серпня августа',
  'september wrzesnia вересня сентября',
  'oktober october pazdziernika жовтня октября',
  'november listopada листопада ноября',
  'desember december grudnia грудня декабря',
]);
/** Short month names: months only beside a day's number. */
export const SHORT_MONTHS = table([
  'jan',
  'feb',
  'mar',
  'apr',
  'mai',
  'jun',
  'jul',
  'aug',
  'sep sept',
  'okt oct',
  'nov',
  'des dec',
]);

export const TODAY = new Set(words('idag today todag dzis dzisiaj сьогодні сегодня اليوم maanta ሎሚ'));
export const TOMORROW = new Set(
  words('imorgen imorgon imorra imorn imaara imara tomorrow tomorow tmrw jutro завтра غدا بكره berri ጽባሕ'),
);
export const AFTER_TOMORROW = new Set(
  words('overmorgen overmorgon overimorgen overimorgon overmorra pojutrze післязавтра послезавтра'),
);
/** After "i": "i morgen". */
export const I_TOMORROW = new Set(words('morgen morgon morra morro morn mara maara mara morgo morgn morggen'));

const part = (list: string, from: number, to: number): [string, readonly [number, number]][] =>
  words(list).map((word) => [word, [from, to]]);

/** Parts of the day with their hours [from, to). */
export const PARTS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ...part(
    'formiddag formiddagen fyrmiddag formiddagane formiddager fomiddag morning mornings forenoon ranek rano вранці ранок утром',
    6,
    12,
  ),
  ...part(
    'ettermiddag ettermiddagen ettermiddager ettermiddagane etterniddag eftermiddag afternoon afternoons',
    12,
    17,
  ),
  ...part(
    'kveld kvelden kvelder kveldar kveldane kveldene kvell kvall evening evenings night aften wieczorem wieczor ввечері увечері вечір вечером вечера',
    17,
    23,
  ),
]);
/** After a day's name these mean the morning: "torsdag morgen". */
export const MORNINGS = new Set(words('morgen morgenen morgon morgonen tidlig tidleg'));

export const WEEKENDS = new Set(
  words(
    'helg helga helgen hælja hælga helgi helgene helgane weekend weekenden weekends helja вихідні вихідних weekendzie выходные выходных',
  ),
);
export const WEEKS = new Set(
  words(
    'uke uka uken ukene veke veka veko vika vike week weeks veken ukas ukens uga ugå ugen uko tydzien tygodniu тиждень тижня тижні неделя неделе الاسبوع',
  ),
);
export const NEXT = new Set(
  words(
    'neste nest kommende komande komende next komme forstkommende fyrstkomande nastepny nastepnym наступний наступного наступної следующей',
  ),
);
export const THIS = new Set(
  words(
    'tym этот цьому цього هذا denne dette this den førstkommende forstkommende kommende komande inneværende innevaerende цього этой',
  ),
);
export const EVERY = new Set(words('hver kvar every hvert kvart hverje each'));
