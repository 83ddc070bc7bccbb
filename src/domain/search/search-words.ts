import { normaliseName } from '../base/normalise-name.ts';

/**
 * A key that different spellings of a word share: folded, c and k as one, doubled letters once. "Kafé", "cafe" and
 * "kaffe" become "kafe"; "strikk" and "strik" become "strik".
 */
export function wordKey(folded: string): string {
  return folded
    .replace(/[cq]/g, 'k')
    .replace(/z/g, 's')
    .replace(/w/g, 'v')
    .replace(/(\p{L})\1+/gu, '$1');
}

/** The keys of all words of a text, in order. */
export function keysOf(text: string): string[] {
  return normaliseName(text)
    .split(' ')
    .filter((word) => word !== '')
    .map(wordKey);
}

/** The keys of the meaningful words of a search, or of all words when none is meaningful. */
export function soughtKeys(text: string): string[] {
  const keys = [...new Set(keysOf(text))].slice(0, SOUGHT_MAX);
  const telling = keys.filter((key) => !SMALL_WORDS.has(key));
  return telling.length > 0 ? telling : [];
}
const SOUGHT_MAX = 8;

/** A key without its ending: "turene", "turer" and "tur" become one. Null when it has no ending. */
export function stemOf(key: string): string | null {
  const stem = key.replace(/(?:ingane|ingene|inga|ingen|inger|ing|ene|ane|er|ar|en|et|a|e)$/, '');
  return stem !== key && stem.length >= 3 && key.length >= 5 ? stem : null;
}

/**
 * The known words that a compound starts or ends with: "trilletur" and "turgruppe" are tours. "Kultur" and "dansk" only
 * look like compounds.
 */
export function headsOf(key: string): string[] {
  const found: string[] = [];
  for (let length = 3; length <= key.length - 3; length++) {
    for (const part of [key.slice(0, length), key.slice(-length)]) {
      if (HEADS.has(part) && !LOOKALIKES[part]?.test(key) && !found.includes(part)) found.push(part);
    }
  }
  return found;
}

export const isHead = (key: string): boolean => HEADS.has(key);

/** Other words with the same meaning. */
export function synonymsOf(key: string): readonly string[] {
  return SYNONYMS.get(key) ?? [];
}

/** The category of a search word (docs/rules.md N4); null for a word without one. */
export function categoryOfWord(key: string): string | null {
  return CATEGORY_OF.get(key) ?? CATEGORY_OF.get(stemOf(key) ?? '') ?? null;
}

const list = (text: string): string[] => text.trim().split(/\s+/);
const keyOfWord = (word: string): string => wordKey(normaliseName(word).replaceAll(' ', ''));

const SMALL_WORDS = new Set(
  list(`
    og i på til for med av en ei et ett som er det den de der her noe noen nokon noko om ved fra frå hos å vil jeg eg kan
    finnes finst har dere dykk hva kva når hvor kor hvem skjer skal gjerne lyst bli være vere vil gå delta melde meg oss
    aktivitet aktiviteter aktivitetar tilbud tilbod nær nærheten the a an and or of to in at is are there any for with i want
    something what which where near`)
    .filter((word) => word !== 'kor')
    .map(keyOfWord),
);

const HEADS = new Set(
  list(`
    strikk hekle kafe tur vandring sykkel ski dans trim trening gym yoga ball fotball boccia svømming kor sang musikk konsert
    spill sjakk bridge bingo quiz kort kurs skole lekse språk norsk data mobil treff møte lunsj middag frokost mat suppe
    vaffel grill baking bok lese film kino teater hage plante snekker verksted maling tegne håndarbeid husflid keramikk foto
    bytte marked loppe reparasjon utlån utstyr barn baby trille ungdom senior eldre dame kvinne herre familie flyktning besøk
    følge følgje handle kjøring hjelp snø venn telefon fest jul prat fisk båt hund helse sorg kultur song spel snikkar verkstad kaffi gudstjeneste`).map(
    keyOfWord,
  ),
);

/** Words that contain a known word by chance. */
const LOOKALIKES: Readonly<Record<string, RegExp>> = {
  tur: /^tur(?:ner|ist|kis|kei|b)|(?:kul|na|litera|signa|struk|tempera|arma|minia|parti)tur$/,
  kor: /^kor(?:t|ea|on|rek|per|sik|resp)|dekor$/,
  dans: /^dansk/,
  mat: /^mat(?:eri|emat|rise|te)|(?:for|auto|kli|diplo)mat$/,
  ski: /^ski(?:p|n|ld|l|se)/,
  bok: /^boks/,
  bal: /^bal(?:et|kong|an|last|ade)|(?:ver|glo|lo)bal$/,
  kort: /^kort(?:reis|var|sikt)/,
  kurs: /(?:kon|dis|re)kurs$/,
  bat: /^bater/,
  ven: /^ven(?:t|lig|st|d)/,
  jul: /^juli/,
  sang: /^sang(?:ria|vin)/,
  fest: /manifest$/,
  kultur: /^(?:agri|mono)/,
};

const SYNONYMS = groups(`
  kafe kaffe kaffi kafeteria coffee
  tur gåtur fottur vandring turgåing spasertur walk walking hike hiking
  trim trening gymnastikk mosjon gym exercise training
  strikk strikking hekle hekling håndarbeid handarbeid brodering knitting
  kor songkor sang song synge syng allsang choir singing
  data pc datamaskin mobil nettbrett ipad digital smarttelefon computer
  norsk språk norsktrening norskkurs språkkafe språktrening norskpraksis norwegian language
  middag lunsj frokost mat måltid dinner lunch food
  kort kortspill bridge spill spel brettspill sjakk games chess
  snekring snekker snikkar verksted verkstad snikkarverkstad treverksted mannskapsverksted woodwork
  lekse lekser leksehjelp homework
  barn born unger småbarn babytreff kids children
  bok lesing lesesirkel litteratur books reading
  hage plante planter dyrking gardening
  dans dansing swing linedance dancing
  reparasjon reparere fikse fiksing repair
  utlån låne lån utstyr lending
  svømming svøm bading basseng vanngym swimming
  besøk besøksvenn besøksvenner visit
  prat prate samtale selskap
  maling male tegne tegning kunst painting drawing
  konsert musikk concert music
  sykkel sykling sykle sykkeltur cycling
  yoga meditasjon mindfulness`);

const CATEGORY_OF = categories({
  meeting_place:
    'kafe treff formiddag bingo middag prat besøk språkkafe lunsj møteplass frokost quiz spill kort sosialt',
  one_to_one: 'følge kjøring handling handle snømåking besøksvenn datahjelp hjelp skyss',
  physical_outdoor:
    'tur trim trening dans gåfotball boccia båt friluft friluftsliv sykkel ski svømming yoga mosjon fotball',
  inclusion: 'norsktrening flyktning språk norsk integrering inkludering innvandrer',
  event: 'marked konsert fest julebord arrangement loppemarked festival julegrantenning',
  course: 'kurs leksehjelp mobil seniornett data opplæring undervisning lekse',
  craft_music: 'strikk husflid snekring kor trekkspill håndarbeid hekle sang musikk maling tegne keramikk',
  lending_reuse: 'utstyr ski bytte reparasjon fretex utlån gjenbruk låne byttedag',
});

function groups(text: string): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const line of text.trim().split('\n')) {
    const keys = [...new Set(list(line).map(keyOfWord))];
    for (const key of keys) all.set(key, [...(all.get(key) ?? []), ...keys.filter((other) => other !== key)]);
  }
  return all;
}

function categories(words: Readonly<Record<string, string>>): Map<string, string> {
  const all = new Map<string, string>();
  for (const [category, text] of Object.entries(words)) {
    for (const word of list(text)) {
      const key = keyOfWord(word);
      if (!all.has(key)) all.set(key, category);
    }
  }
  return all;
}
