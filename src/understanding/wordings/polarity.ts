import { fold, words, type Token } from '../base/normalise.ts';
import { combinations, find, type Combination } from './combination.ts';

/**
 * The answer of a sentence to a yes-or-no question when its words point both ways; `doubt` when a human would ask back.
 */
export type Polarity = 'yes' | 'no' | 'doubt';

/**
 * Two negations that make a yes; a not with being able, willing or having time; and wishes that are no promise.
 * Notation: combination.ts.
 */
const TABLE = `
  agree hvorfor_ikke|kvifor_ikkje|why_not|koffer_ikkje|koffor_ikkje|hvorfor_ikkje|åffer_ikke|czemu_nie|dlaczego_nie|чому_ні|чому_б_ні|чому_б_і_ні|почему_нет|почему_бы_нет|почему_бы_и_нет|لم_لا|ليش_لا|maxaa_diiday
  agree ikke_noe_problem|ikke_noen_problem|ikkje_noko_problem|ikkje_nokko_problem|itj_nå_problem|no_problem|no_problems|ingen_problem|null_problem|ikke_problem|not_a_problem|isnt_a_problem|no_worries|no_trouble|no_bother|nie_ma_problemu|żaden_problem|bez_problemu|немає_проблем|нема_проблем|без_проблем|нет_проблем|لا_مشكله|ما_في_مشكله|مفيش_مشكله|dhib_malaha|ጸገም_የለን|ingen_fare|ingen_sak|ikke_noe_i_veien|ikkje_noko_i_vegen|ingenting_i_veien|ingenting_i_vegen|ikke_noe_trøbbel|ikke_noe_stress|intet_problem
  agree ikke_imot|ikkje_imot|ikke_meg_imot|ikkje_meg_imot|ikke_stå_på_meg|ikkje_stå_på_meg|ingenting_imot|ikke_noe_imot|ikkje_noko_imot|dont_mind|wouldnt_mind|do_not_mind|would_not_mind|nie_mam_nic_przeciwko|не_проти|не_против|لا_مانع
  agree kunne_ikke|kunne_ikkje|kunne_jo_ikke|couldnt|could_not & bedre|betre|better -gå -føle -for_meg
  agree kan_ikkje_seia_nei|kan_ikkje_sei_nei|kan_kje_sei_nei|sier_ikke_nei|seier_ikkje_nei|sier_jeg_ikke_nei|seier_eg_ikkje_nei|takker_ikke_nei|takkar_ikkje_nei|takker_jeg_ikke_nei|takkar_eg_ikkje_nei|kan_ikke_si_nei|kan_ikkje_seie_nei|kan_jeg_ikke_si_nei|vil_ikke_si_nei|cant_say_no|cannot_say_no|wont_say_no|couldnt_refuse|cant_refuse|wouldnt_miss|wont_miss|går_ikke_glipp|gå_glipp|nie_mogę_odmówić|nie_odmówię|не_можу_відмовити|не_відмовлюся|не_могу_отказать|не_откажусь
  agree ikke_så_verst|ikkje_så_verst|ikke_verst|ikkje_verst|ikke_så_dumt|ikkje_så_dumt|ikke_dumt|ikkje_dumt|ikke_så_aller_verst|ikkje_så_aller_verst|ikke_så_galt|ikkje_så_gale|not_bad|not_too_bad|not_so_bad|not_half_bad -om -hvis -viss
  agree /6 nei_da|neida|nei_nei|neinei|nie_nie|no_no & går|fint|bra|greit|kan|fine|ok|okei|gjerne|sikkert -ikke -ikkje -dessverre

  refuse /6 ikke|ikkje|itte|ikkj|itj|inte|not|kje|never|aldri|nie|не|لا|ma & kan|kunne|går|gjeng|gå|rekker|rekk|rekke|får|fær|passer|passar|klarer|klarar|greier|orker|orkar|makter|blir|vert|lar|let|mulig|muleg|tid|anledning|høve|able|possible|make|work|can|do|time|free|ledig|hjemme|heime|home|vil|lyst|kommer|kjem|stille|mogę|dam|pasuje|uda|będę|można|можу|зможу|могу|смогу|вийде|выйдет|виходить|получится|استطيع|اقدر|يمكنني|يناسبني|karo|awoodo|imaan -si_nei -seie_nei -seia_nei -sei_nei -bedre -betre -better -say_no -odmówić -відмовити -отказать
  refuse cant|cannot|wont|couldnt|isnt|unable|umulig|umogleg|impossible|niemożliwe|неможливо|невозможно
  refuse bortreist|opptatt|oppteken|away|busy|abroad|utenlands|utanlands|forhindret|dobbeltbooket|zajęty|zajęta|wyjeżdżam|зайнята|зайнятий|занята|занят|їду|مشغول|مشغوله|مسافر
  refuse syk|sjuk|sick|ill|chory|chora|хвора|хворий|مريض|مريضه & jeg|eg|er|am|im|i|jestem|я|انا|blitt|vorte -mor -han -hun
  refuse /5 på_jobb|på_arbeid|på_ferie|på_hytta|i_utlandet|i_syden|at_work|on_holiday|til_legen|til_tannlegen|w_pracy|на_роботі|на_работе|في_العمل|annen_avtale|anna_avtale|andre_planer|other_plans|annet_fore|andre_avtaler
  refuse takker_nei|takkar_nei|står_over|må_si_nei|må_seie_nei|må_dessverre|må_diverre|have_to_decline|have_to_say_no|must_decline|will_pass|nei_takk|no_thanks|no_thank|nie_dziękuję|odmawiam|muszę_odmówić|ні_дякую|відмовляюся|мушу_відмовити|لا_شكرا
  refuse lar_seg_ikke|lar_seg_nok_ikke|lar_seg_dessverre_ikke|let_seg_ikkje|let_seg_nok_ikkje

  agree lar_seg_gjøre|let_seg_gjere|lar_seg_ordne|let_seg_ordne|har_tid|am_free|im_free|have_time|czas_mam|mam_czas|маю_час -ikke -ikkje -not -nie -не -no

  never lar_seg_ikke|lar_seg_nok_ikke|lar_seg_dessverre_ikke|let_seg_ikkje|let_seg_nok_ikkje|not_a_chance|dont_want|hate_to|nie_ma_mowy|на_жаль_ні|без_мене|без_меня|aldri_i_livet|ikke_aktuelt|ikkje_aktuelt|no_way|wait_no|actually_no|sorry_no|vent_nei|ute_av_spørsmålet|out_of_the_question

  never /8 glemte|gløymde|glømte|forgot|glemt|gløymt > skal|må|skulle|am|have > bort|vekk|reise|reisa|ferie|hytta|legen|tannlegen|sykehuset|sjukehuset|jobb|jobbe|jobba|arbeide|avtale|away|travelling|doctor|dentist|appointment|work -ikke -ikkje -not

  wish hadde_vært|hadde_vore|ville_vært|ville_vore|skulle_gjerne|skulle_så_gjerne|skulle_ønske|skulle_ynskje|ville_gjerne|would_have|would_love|would_have_loved|id_love|wish_i_could|id_like_to|chciałabym|chciałbym|хотіла_б|хотів_би|хотелось_бы|كنت_اتمني

  later annen_gang|annan_gong|anna_gong|another_time|some_other_time|skulle_ønske|skulle_ynskje|skulle_ynskja|wish_i_could|innym_razem|іншим_разом|другой_раз

  able det_går_bra|det_går_fint|det_går_greit|går_bra|går_fint|går_greit|det_passer|det_passar|det_kan_jeg|det_kan_eg|jeg_kan|eg_kan|æ_kan|i_can|i_will|ill_come|that_works|works_for_me|jeg_kommer|eg_kjem|jeg_tar|eg_tek|stiller|mogę|можу|могу|استطيع|اقدر|waan_awoodaa
`;

type Sense = 'agree' | 'refuse' | 'never' | 'wish' | 'later' | 'able';
const SENSES: readonly Sense[] = ['agree', 'refuse', 'never', 'wish', 'later', 'able'];

let compiled: Combination<Sense>[] | undefined;

function sensesOf(tokens: readonly Token[]): ReadonlySet<Sense> {
  compiled ??= combinations<Sense>(TABLE, SENSES, {});
  const found = new Set<Sense>();
  for (const each of compiled) if (!found.has(each.level) && find(tokens, each) !== null) found.add(each.level);
  return found;
}

/** Words that turn a sentence round: the part after them counts. */
const BUT = new Set([
  'men',
  'but',
  'ale',
  'але',
  'но',
  'لكن',
  'ولكن',
  'laakiin',
  'ግን',
  'however',
  'dessverre',
  'diverre',
  'unfortunately',
  'niestety',
]);
/** A condition, not a refusal: "ja, men bare hvis jeg får skyss". */
const IF = new Set([
  'hvis',
  'viss',
  'dersom',
  'om',
  'if',
  'unless',
  'bare',
  'berre',
  'only',
  'før',
  'først',
  'jeśli',
  'tylko',
  'якщо',
  'тільки',
  'если',
  'только',
  'اذا',
  'haddii',
]);

/**
 * The answer of a text to a yes-or-no question by the scope of its words, or null when one word decides and the others
 * agree with it.
 * @param lead the meaning of the first word alone
 */
export function readPolarity(tokens: readonly Token[], lead: 'yes' | 'no' | null): Polarity | null {
  const turn = tokens.findLastIndex((token) => BUT.has(token.fold));
  const last = sensesOf(tokens.slice(turn + 1));
  const conditional = tokens.slice(turn + 1, turn + 4).some((token) => IF.has(token.fold));
  const all = turn > 0 ? sensesOf(tokens.slice(0, turn)) : last;
  if (last.has('never') && !conditional) return 'no';
  if (turn > 0 && lead !== 'no' && isPlainNo(tokens.slice(turn + 1))) return 'no';
  if (last.has('refuse') && !conditional && !last.has('agree')) {
    // A yes with an exception ("kan ikke bære") is a yes with words; a plain no needs no second look.
    const isWhole = lead !== 'yes' || refusesAll(tokens.slice(turn + 1));
    return isWhole && (lead === 'yes' || all.has('wish') || all.has('agree')) ? 'no' : null;
  }
  if (all.has('wish') && turn > 0) return conditional ? null : 'no';
  if (last.has('agree')) return turn > 0 && lead === 'no' ? 'doubt' : 'yes';
  if (lead === 'no' && turn > 0 && last.has('able')) return 'yes';
  if (lead === 'no' && last.has('able') && !last.has('refuse')) return 'doubt';
  // "Ja takk til en annen gang", "ja, skulle ønske jeg kunne".
  if (lead === 'yes' && last.has('later') && !last.has('able') && !conditional) return 'doubt';
  if (lead === null && last.has('wish') && tokens.length <= 5 && !isEnglishYes(tokens)) return 'doubt';
  return null;
}

/** Words after "kan ikke" that make it a refusal of the whole: a day, or coming at all. */
const TAIL = new Set(
  words(
    'da den det dagen dag denne dette uken uka veka uke gangen gongen gang i på til før etter likevel allikevel dessverre diverre nok komme kome koma kommer stille hjelpe ta være vere med then that day week this today tomorrow time morgen morgon kveld mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag monday tuesday wednesday thursday friday saturday sunday come help it at all the on så gjøre gjere seg for meg me jeg eg beklager sorry takk thanks hilsen mvh w tym dniu tego dnia цей день тоді в этот',
  ).map(fold),
);

/** The next word is a name. */
const GREETS = new Set(['hilsen', 'helsing', 'mvh', 'regards', 'pozdrawiam', 'klem']);

function refusesAll(said: readonly Token[]): boolean {
  const greets = said.findIndex((token) => GREETS.has(token.fold));
  const clause = greets < 0 ? said : said.slice(0, greets);
  compiled ??= combinations<Sense>(TABLE, SENSES, {});
  return compiled.some((each) => {
    const at = each.level === 'refuse' ? find(clause, each) : null;
    return at !== null && clause.slice(at[1]).every((token) => TAIL.has(token.fold));
  });
}

const PLAIN_NO = new Set(words('nei nope no nei_takk neitakk nie ні нет لا').map(fold));
const THANKS = new Set(words('takk thanks thank you dziękuję дякую спасибо شكرا').map(fold));

/** What follows "but" is a no and nothing else: "jo takk, men nei", "yes thanks, but no". */
const isPlainNo = ([first, ...rest]: readonly Token[]): boolean =>
  first !== undefined && PLAIN_NO.has(first.fold) && rest.every(({ fold: word }) => THANKS.has(word) || TAIL.has(word));

/** "I'd love to" is a yes in English. */
const isEnglishYes = (tokens: readonly Token[]): boolean => tokens.some(({ fold }) => fold === 'id' || fold === 'love');
