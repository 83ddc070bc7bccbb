import { describe, expect, it } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import { agder } from '../agder.ts';

type Says = 'yes' | 'no' | 'doubt' | 'other';

function says(text: string): Says {
  const { intent, confidence } = read({ text, situation: 'pending offer', now: '2026-11-23T12:00', places: agder });
  if (intent !== 'offer_yes' && intent !== 'offer_no') return 'other';
  if (confidence < 0.5) return 'doubt';
  return intent === 'offer_yes' ? 'yes' : 'no';
}

/** Sentences of one word's difference: the first is a yes, the second a no. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['ja, det går', 'ja, det går ikke'],
  ['ja det kan jeg', 'ja det kan jeg ikke'],
  ['ja, det passer', 'ja, det passer ikke'],
  ['ja, men det går fint', 'ja, men det går ikke'],
  ['ja takk, det klarer jeg', 'ja takk, det klarer jeg ikke'],
  ['nei da, det går fint', 'nei da, det går ikke'],
  ['nei, ikke noe problem', 'nei, ikke noe tid'],
  ['ikke noe problem', 'ikke noe aktuelt'],
  ['hvorfor ikke', 'dessverre ikke'],
  ['hvorfor ikke, det blir hyggelig', 'dessverre ikke, det blir travelt'],
  ['det kan jeg vel', 'det kan jeg ikke'],
  ['det lar seg gjøre', 'det lar seg ikke gjøre'],
  ['jeg kan', 'jeg kan ikke'],
  ['jeg kan godt', 'jeg kan ikke'],
  ['jeg kommer', 'jeg kommer ikke'],
  ['det går', 'det går ikke'],
  ['det passer', 'det passer ikke'],
  ['det passer bra', 'det passer dårlig'],
  ['jeg har tid', 'jeg har ikke tid'],
  ['kan ikke si nei til det', 'kan ikke si ja til det'],
  ['kunne ikke passet bedre!', 'kunne ikke passet dårligere!'],
  ['kunne ikkje passa betre', 'kunne ikkje passa dårlegare'],
  ["couldn't be better", "couldn't be worse"],
  ['eg kan ikkje seia nei til det', 'eg kan ikkje seia ja til det'],
  ['det sier jeg ikke nei til', 'det sier jeg nei til'],
  ['takker ikke nei til det', 'takker nei til det'],
  ['det skal ikke stå på meg', 'det passer ikke for meg'],
  ['eg kan', 'eg kan ikkje'],
  ['det går fint', 'det går ikkje fint'],
  ['kvifor ikkje', 'diverre ikkje'],
  ['ikkje noko problem', 'ikkje noko høve'],
  ['eg kjem', 'eg kjem ikkje'],
  ['det let seg gjere', 'det let seg ikkje gjere'],
  ['ja, det let seg gjere', 'ja, det let seg ikkje gjere'],
  ['æ kan', 'æ kan ikkje'],
  ['I can', 'I cannot'],
  ['yes I can', 'yes I cannot'],
  ['I can come', 'I cannot come'],
  ["I'd love to", "I'd hate to"],
  ['why not', 'certainly not'],
  ['no problem', 'no thanks'],
  ['not a problem', 'not a chance'],
  ['that works', "that won't work"],
  ['I am free that day', 'I am busy that day'],
  ['yes, I am home that day', 'yes, I am away that day'],
  ["I don't mind", "I don't want"],
  ["can't say no", "can't say yes"],
  ['mogę', 'nie mogę'],
  ['tak, mogę', 'tak, nie mogę'],
  ['czemu nie', 'niestety nie'],
  ['nie ma problemu', 'nie ma mowy'],
  ['pasuje mi', 'nie pasuje mi'],
  ['можу', 'не можу'],
  ['так, можу', 'так, не можу'],
  ['чому б ні', 'на жаль ні'],
  ['без проблем', 'без мене'],
  ['могу', 'не могу'],
  ['да, могу', 'да, не могу'],
  ['أستطيع', 'لا أستطيع'],
  ['لا مشكلة', 'لا شكرا'],
  ['لم لا', 'لا'],
];
/** What may stand around an answer without turning it. */
const AROUND: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `hei, ${text}`,
  (text) => `${text}, hilsen Kari`,
];

describe('a yes and a no of one word between them', () => {
  const pairs = PAIRS.flatMap(([yes, no]) => AROUND.map((around) => [around(yes), around(no)] as const));
  it('are at least 120', () => expect(pairs.length).toBeGreaterThanOrEqual(120));
  it.each(pairs)('%s / %s', (yes, no) => {
    const [first, second] = [says(yes), says(no)];
    // Asking back is no fault; deciding the wrong way is.
    expect(first).not.toBe('no');
    expect(second).not.toBe('yes');
  });
  it('are decided, and rightly, in nine of ten', () => {
    const right = pairs.filter(([yes, no]) => says(yes) === 'yes' && says(no) === 'no');
    console.log(`decided rightly ${right.length} of ${pairs.length} pairs`);
    console.log(
      PAIRS.filter(([y, n]) => says(y) !== 'yes' || says(n) !== 'no')
        .map(([y, n]) => `  ${y}: ${says(y)} / ${n}: ${says(n)}`)
        .join('\n'),
    );
    expect(right.length / pairs.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('what points both ways', () => {
  it.each<[string, Says]>([
    ['Ja det hadde vært koselig det, men det går dessverre ikke den dagen', 'no'],
    ["I'd love to say yes but I'm away that week", 'no'],
    ['ja nei, det lar seg nok ikke gjøre', 'no'],
    ['skulle gjerne, men jeg er bortreist', 'no'],
    ['ja, gjerne, men er på jobb da', 'no'],
    ['tak, chętnie, ale jestem w pracy', 'no'],
    ['так, із задоволенням, але не можу', 'no'],
    ['nei, men jeg kan likevel hvis ingen andre kan', 'yes'],
    ['ja nei', 'doubt'],
    ['ja takk til en annen gang', 'doubt'],
    ['Ja jeg skulle ønske jeg kunne', 'doubt'],
    ['kan ikke lørdag. søndag er bedre', 'no'],
    ['kan ikke, jeg sier nei', 'no'],
    ['oh wait no I have class then', 'no'],
    ['nei, det går bra', 'doubt'],
    ['nei det går fint', 'doubt'],
    ['skulle gjerne', 'doubt'],
    ['ja, men bare hvis jeg får skyss', 'yes'],
    ['hvorfor ikke, det blir hyggelig', 'yes'],
    ['ikkje noko problem', 'yes'],
    ['nei, ikke noe problem', 'yes'],
    ['Ja, det kan jeg', 'yes'],
    ['jo takk, men nei', 'no'],
    ['ja takk, men nei takk', 'no'],
    ['takk, men nei, ikke denne gangen', 'no'],
    ['yes thanks, but no', 'no'],
    ['takk, men no kan eg', 'yes'],
    ['det passer ikke så verst', 'yes'],
    ['det passar ikkje så verst', 'yes'],
    ['passer slett ikke verst', 'yes'],
    ['not bad at all, that suits me', 'yes'],
    ['det passer ikke så bra', 'no'],
    ['glemte at jeg skal bort', 'no'],
    ['gløymde at eg skal til tannlegen', 'no'],
    ['oi, hadde glemt at jeg må på jobb', 'no'],
    ['I forgot that I am away', 'no'],
    ['glemte å svare, men jeg kan', 'yes'],
  ])('%s => %s', (text, expected) => expect(says(text)).toBe(expected));
});
