import { fold, words } from '../base/normalise.ts';
import type { Intent } from '../base/reading.ts';

/**
 * Words that mean one thing when they are the whole message, in any language; "_" stands for a space.
 * None of a carrier's CANCEL, END, QUIT and INFO is a keyword of ours: they stop or give help, as there (docs/rules.md T3).
 */
const TABLE: Partial<Record<Intent, string>> = {
  find_activities:
    'aktivitet aktiviteter aktivitetar aktivitetane aktivitetene activity activities events zajęcia aktywności wydarzenia заходи активності події мероприятия активности انشطه أنشطة الأنشطة نشاط فعاليات hawlo hawlaha waxqabad waxqabadyo dhaqdhaqaaq ንጥፈታት ንጥፈት program tilbud tilbod hva_skjer kva_skjer ka_skjer søk søke finn arrangement',
  next_page:
    'framover videre vidare fortsett mer meir more flere fleire neste next flere_takk mer_takk więcej wiecej dalej більше ще еще больше далі المزيد أكثر wax_badan dheeraad kale ka_badan ተወሳኺ',
  help: 'hjelp help info hjelpe aid meny menu hjelp_meg help_me допомога допоможіть помощь помогите pomoc pomocy مساعدة ساعدني caawi caawimo caawimaad caawin ሓገዝ ሓግዙኒ ?',
  talk_to_human:
    '0 ring ringe ring_meg ring_mæ ring_meg_opp ring_opp menneske menneskje mennesker person call call_me human operator telefon kontakt oppringing ansatt snakke snakk prate зателефонуйте подзвоніть дзвінок людина людину позвоните человек человека zadzwoń zadzwońcie telefonować człowiek człowieka konsultant اتصل اتصلوا اتصل_بي اتصال انسان إنسان موظف شخص i_soo_wac soo_wac wac qof ደውል ደውሉ ደውሉለይ ሰብ',
  my_sign_ups:
    'mine mine_påmeldinger mine_påmeldingar påmeldinger påmeldingar mine_aktiviteter mine_aktivitetar my_sign_ups my_signups my_bookings my_registrations мої_записи moje_zapisy mina mine_avtaler',
  set_language: 'språk sprak language languages målform język jezyk мова язык لغة اللغة luqad luuqad luqadda ቋንቋ',
  my_data:
    'mine_data mine_opplysninger mine_opplysningar my_data innsyn data personvern мої_дані moje_dane بياناتي xogtayda',
  erase_me:
    'slett_meg slett_mæ slett sletta_meg slett_alt delete_me erase_me forget_me glem_meg gløym_meg видаліть_мене usuń_mnie احذفني',
  my_assignments:
    'mine_oppdrag oppdrag oppdragene_mine oppdraga_mine my_assignments my_tasks assignments vakter mine_vakter мої_завдання moje_zadania',
  pause: 'pause tilbake attende pausa break пауза przerwa',
  become_volunteer:
    'bli_frivillig frivillig frivilleg bli_frivilleg volunteer become_volunteer become_a_volunteer wolontariat wolontariusz волонтер волонтерство متطوع تطوع tabaruc ወለንታዊ',
  sign_up:
    'meld_på meld_meg_på påmelding påmeld sign_up sign_me_up join bli_med записатися запишіть_мене запис записаться запишите_меня zapisz_mnie zapisz zapisać_się سجلني تسجيل التسجيل سجل isdiiwaangeli diiwaangelin i_diiwaangeli መዝግቡኒ መዝግበኒ ምዝገባ',
  cancel_sign_up:
    'avbestill avbestille avbestilling meld_av meld_meg_av avmelding avlys avbud cancel_my_spot скасувати скасуйте відмінити отменить отмена anuluj odwołaj wypisz_mnie rezygnuję إلغاء الغاء ألغ baaji ka_noqo ka_saar ሰርዝ ሰርዙ ምስራዝ',
  new_activity: 'ny_aktivitet nytt_arrangement new_activity ny_aktivitetar registrer_aktivitet',
  ask_for_help:
    'trenger_hjelp treng_hjelp need_help besøksvenn besøksven følge skyss potrzebuję_pomocy потрібна_допомога нужна_помощь',
};

/** Folded whole message to intent. */
export const KEYWORDS: ReadonlyMap<string, Intent> = new Map(
  (Object.entries(TABLE) as [Intent, string][]).flatMap(([intent, list]) =>
    words(list).map((word) => [fold(word), intent] as const),
  ),
);

const set = (list: string): ReadonlySet<string> => new Set(words(list).map(fold));

/** The carriers' own stop words, then ours in nine languages. Only as the whole message. */
export const STOP_KEYWORDS = set(`
  stop stopall stop_all unsubscribe cancel end quit revoke optout opt_out
  stopp stoppe stopp_alt stop_alt stans stanse slutt slutte avmeld avmelde avslutt avslutte reservasjon reserver_meg stopp_sms stopp_meldinger stopp_nå stopp_no
  nei_stopp slutt_nå opt-out stop_sms avmeld_meg avmeld_sms avmeld_alt stoppstopp
  стоп зупинити зупиніть відписатися отписаться zatrzymaj wypisz توقف قف ايقاف إيقاف أوقف jooji joogso jooji_farriimaha ጠጠው ኣቋርጽ ደው_በል ደው ደው_ኣብል አቁም`);
/** The carriers' start words except YES, which starts again only those who are opted out; then ours. */
export const START_KEYWORDS = set(
  'start unstop starte start_igjen start_att start_again startigjen begynn_igjen ja_igjen ja_takk_igjen resume subscribe старт почати zacznij wznów ابدا بدء ابدأ bilow bilaw ጀምር',
);

/** May stand beside a keyword without changing it. */
export const POLITE = set(
  'takk please pls plz hei hallo takket tusen mange vennligst venligst venleg snille snill du dere nå no now vær så meg hilsen mvh proszę dziękuję пожалуйста будь ласка дякую спасибо من_فضلك شكرا fadlan mahadsanid thanks thank you hi hello ja',
);

/** Names of languages, folded, to our language codes. */
export const LANGUAGE_NAMES: ReadonlyMap<string, 'nb' | 'nn' | 'en' | 'uk' | 'pl' | 'ar' | 'so' | 'ti'> = new Map([
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
