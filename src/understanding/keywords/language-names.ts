import { fold, words } from '../base/normalise.ts';
import type { Language } from '../base/reading.ts';

/** Names of languages, folded, to our language codes. */
export const LANGUAGE_NAMES: ReadonlyMap<string, Language> = new Map([
  ...words(
    'norsk bokmål bokmal norwegian norska norwegisch norweski norwesku норвезька норвезькою норвезькій норвезькою норвежский норвежском النرويجية noorwiiji ኖርወይኛ norskt',
  ).map((w) => [fold(w), 'nb'] as const),
  ...words('nynorsk landsmål').map((w) => [fold(w), 'nn'] as const),
  ...words(
    'engelsk english engelska angielski angielsku англійська англійською английский английском الانجليزية الإنجليزية انجليزي بالانجليزية ingiriis ingiriisi ingiriisiga እንግሊዝኛ',
  ).map((w) => [fold(w), 'en'] as const),
  ...words(
    'ukrainsk ukrainian українська українською українську украинский украинском ukraiński ukrainska ukrainski الاوكرانية russisk russian русский русском російська російською по-русски',
  ).map((w) => [fold(w), 'uk'] as const),
  ...words('polsk polish polski polsku polskie polska польська польською польский').map(
    (w) => [fold(w), 'pl'] as const,
  ),
  ...words('arabisk arabic عربي العربية عربية بالعربية بالعربي العربي arabiska арабська arabski carabi').map(
    (w) => [fold(w), 'ar'] as const,
  ),
  ...words('somali somalisk soomaali soomaaliga somalia الصومالية somalijski сомалійська').map(
    (w) => [fold(w), 'so'] as const,
  ),
  ...words('tigrinja tigrinya tigrinsk tigrigna ትግርኛ ብትግርኛ تغرينية').map((w) => [fold(w), 'ti'] as const),
]);
