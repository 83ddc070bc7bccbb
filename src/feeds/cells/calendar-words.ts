/** Names of weekdays and months in bokmål, nynorsk and English, in lower case. */
export const table = <V>(rows: readonly (readonly [string, V])[]): ReadonlyMap<string, V> =>
  new Map(rows.flatMap(([list, value]) => list.split(' ').map((word) => [word, value] as const)));

export const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const STEMS: readonly (readonly [string, number])[] = [
  ['mandag måndag mondag monday', 0],
  ['tirsdag tysdag tuesday', 1],
  ['onsdag wednesday', 2],
  ['torsdag thursday', 3],
  ['fredag friday', 4],
  ['lørdag laurdag saturday', 5],
  ['søndag sundag sunday', 6],
];
const SHORT = table([
  ['man mån mand mon må ma', 0],
  ['tir tirs tys tue tues ti ty', 1],
  ['ons wed on', 2],
  ['tor tors thu thur thurs to', 3],
  ['fre fri fr', 4],
  ['lør lørd lau laur sat lø la', 5],
  ['søn sønd sun sø', 6],
]);
const LONG = table(STEMS);
const ENDING = /^(.+(?:dag|day))(?:s|en|er|ar|ene|ane|ens)?$/;
export const PARTS_OF_DAY =
  /^(?:kveld|kvelds|kvelden|kvelder|kveldar|kveldene|kveldane|formiddag|formiddagen|formiddager|formiddagar|føremiddag|ettermiddag|ettermiddagen|ettermiddager|ettermiddagar|morgen|morgenen|morgener|morgon|morgonen|evening|evenings|morning|mornings|afternoon|afternoons)$/;

/** "tirsdag", "tirsdager", "tirsdagskvelden", "tue": 0 is Monday. Two letters ("ma", "to") count in a range alone. */
export function weekdayOf(word: string, { inRange = false }: { inRange?: boolean } = {}): number | null {
  const plain = word.replace(/\.$/, '');
  const whole = LONG.get(ENDING.exec(plain)?.[1] ?? '');
  if (whole !== undefined) return whole;
  const [, day = '', part = ''] = /^(.+dag)s(.+)$/.exec(plain) ?? [];
  if (LONG.has(day) && PARTS_OF_DAY.test(part)) return LONG.get(day) ?? null;
  return plain.length > 2 || inRange ? (SHORT.get(plain) ?? null) : null;
}

export const MONTHS = table([
  ['januar january jan', 1],
  ['februar february feb', 2],
  ['mars march', 3],
  ['april apr', 4],
  ['mai may', 5],
  ['juni june jun', 6],
  ['juli july', 7],
  ['august aug', 8],
  ['september sept sep', 9],
  ['oktober october okt oct', 10],
  ['november nov', 11],
  ['desember december des dec', 12],
]);
