import { type Token, words } from '../base/normalise.ts';
import { ARTICLES, numberOf, plainNumberOf, UNITS } from '../words/numbers.ts';

const HEADS = new Set(words('personer person persona persons people pers stk stykk stykker stykken styk plasser plassar plass places spots seats billetter billettar tickets voksne vaksne adults deltakere deltakarar mann osoby osob osoba людей особи чоловік человек человека اشخاص qof')); // prettier-ignore
const WE = new Set(words('vi me mi we oss us нас ми мы nas jestesmy'));
const ARE = new Set(words('er blir vert are be kommer kjem kjeme koma were re will bliver'));
const SELF = new Set(words('jeg eg ae æ e meg mae mei je i me myself'));
const FAMILY = new Set(
  words('mannen mann mann kona kone kjerringa kjerring husband wife son sonn sonnen dotter datter dottera dattera mor mamma far pappa bror broder soster syster venninne venninna venninnen veninne veninna vennen ven venn kamerat nabo naboen naboene partner kjaereste kjaeresten samboer samboeren sambuar friend daughter mother father mum mom dad sister brother neighbour neighbor kid child barnet bestemor bestefar mormor farmor ektemann gubben tante onkel svigermor maz zona kolezanka чоловік дружина муж жена подруга baby barnebarn barnebarnet guten jenta gutten'), // prettier-ignore
);
const CHILDREN = new Set(
  words(
    'barn barna ungar unger ungene kids children friends venner vener venninner veninner naboer barnebarn dzieci діти дітей детей',
  ),
);

/**
 * How many are coming, the writer included: "vi er to", "for 2", "3 personer", "meg og mannen min" 2, "jeg og to
 * venner" 3, "bare meg" 1. From 1 to 50; null for a text that does not say.
 */
export function findPersons(tokens: readonly Token[]): number | null {
  const found = counted(tokens) ?? named(tokens);
  return found !== null && found >= 1 && found <= 50 ? found : null;
}

function counted(tokens: readonly Token[]): number | null {
  for (let i = 0; i < tokens.length; i++) {
    const value = numberOf(tokens[i]?.fold ?? '');
    if (value === null || value === 0) continue;
    const back = (n: number): string => tokens[i - n]?.fold ?? '';
    const next = tokens[i + 1]?.fold ?? '';
    const apart = /[.!?\n]/.test(tokens[i]?.gap ?? '');
    const children = numberOf(tokens[i + 3]?.fold ?? '');
    if (/^(voksne|vaksne|adults)$/.test(next) && children !== null && CHILDREN.has(tokens[i + 4]?.fold ?? ''))
      return value + children;
    if (HEADS.has(next) && !(value === 1 && ARTICLES.has(tokens[i]?.fold ?? '') && next !== 'person' && next !== 'stk'))
      return value;
    if (UNITS.has(next) || apart || /^(ganger|gonger|times)$/.test(next)) continue;
    // An article needs a head: "vi er en gjeng" says nothing of how many.
    if (ARTICLES.has(tokens[i]?.fold ?? '')) continue;
    if (WE.has(back(2)) && ARE.has(back(1))) return value;
    if (ARE.has(back(2)) && WE.has(back(1))) return value;
    if (WE.has(back(3)) && ARE.has(back(2)) && /^(da|nok|bare|visst|berre|only|just|be|til|alle)$/.test(back(1)))
      return value;
    if (/^(oss|us|нас|nas)$/.test(back(1)) || (next === 'of' && tokens[i + 2]?.fold === 'us')) return value;
    if (next === 'av' && tokens[i + 2]?.fold === 'oss') return value;
    if (
      /^(for|til)$/.test(back(1)) &&
      value <= 12 &&
      plainNumberOf(tokens[i]?.fold ?? '') !== null &&
      !/^[/.:]$/.test(tokens[i + 1]?.gap ?? '') &&
      back(1) === 'for'
    )
      return value;
    if (/^(alle|begge|all|both)$/.test(back(1))) return value;
    if (/^(vi|me)$/.test(back(1)) && value <= 12) return value;
    // "Melde på fem fra bofellesskapet"
    if (/^(pa|opp)$/.test(back(1)) && /^(fra|from|stykker)$/.test(next) && value <= 12) return value;
  }
  return null;
}

function named(tokens: readonly Token[]): number | null {
  let persons = 0;
  for (let i = 0; i < tokens.length; i++) {
    const fold = tokens[i]?.fold ?? '';
    const next = tokens[i + 1]?.fold ?? '';
    if (SELF.has(fold) && /^(og|o|and|pluss|plus|med|\+)$/.test(next) && persons === 0) {
      const others = company(tokens, i + 2);
      if (others > 0) persons = 1 + others;
    } else if (ARE.has(fold) && /^(med|with)$/.test(next) && persons === 0) {
      // "Jeg kommer med 3 venner".
      const others = company(tokens, i + 2);
      if (others > 0) persons = 1 + others;
    } else if (/^(og|and|med|with|ta|tar|tek|takes|bring|bringing|pluss|plus)$/.test(fold) && persons === 0) {
      // "kan jeg ta med en venninne", "I'll bring my daughter", "my wife and I".
      if (fold === 'and' && next === 'i' && FAMILY.has(tokens[i - 1]?.fold ?? '')) persons = 2;
      else if (/^(ta|tar|tek|bring|bringing|takes)$/.test(fold)) {
        const others = company(tokens, i + (/^(med|along|with)$/.test(next) ? 2 : 1));
        if (others > 0) persons = 1 + others;
      }
    }
  }
  if (persons > 0) return persons;
  const folds = tokens.map((t) => t.fold);
  const only = folds.findIndex((f) => /^(bare|berre|kun|only|just)$/.test(f));
  return only >= 0 && /^(meg|mae|mei|me|en|ein|1|one|oss)$/.test(folds[only + 1] ?? '') && folds[only + 1] !== 'oss'
    ? 1
    : null;
}

/** The number of companions named from this position: "mannen min" 1, "to venner" 2, "kona og sønnen" 2. */
function company(tokens: readonly Token[], from: number): number {
  let others = 0;
  for (let i = from; i < Math.min(tokens.length, from + 7); i++) {
    const fold = tokens[i]?.fold ?? '';
    const amount = numberOf(fold);
    if (FAMILY.has(fold)) others++;
    else if (CHILDREN.has(fold)) {
      const before = numberOf(tokens[i - 1]?.fold ?? '') ?? numberOf(tokens[i - 2]?.fold ?? '');
      others += before ?? 0;
    } else if (amount !== null && !ARTICLES.has(fold) && /^(til|andre|more|others|)$/.test(tokens[i + 1]?.fold ?? ''))
      others += amount;
    else if (ARTICLES.has(fold) && /^(til|annen|anna)$/.test(tokens[i + 1]?.fold ?? '')) others++;
  }
  return others;
}
