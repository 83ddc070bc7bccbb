import { Refusal } from '../base/refusal.ts';

export const ROLES = ['volunteer', 'resident', 'organiser', 'staff'] as const;
export type Role = (typeof ROLES)[number];

/** People who match all fields; a field with several values matches any of them. No field means everyone. */
export interface Segment {
  role?: Role[];
  interest?: string[];
  /** Digits; a final `*` marks the beginning of a postcode. */
  postcode?: string[];
  language?: string[];
  distance?: { km: number; place: string }[];
  area?: string[];
  /** An activity; with a date, one occurrence of it. */
  signedUp?: { activity: string; on: string | null }[];
  /** Broadcasts that the person answered with yes. */
  answered?: string[];
}

type Field = keyof Segment;

const NAMES: Readonly<Record<string, Field>> = {
  role: 'role',
  interest: 'interest',
  postcode: 'postcode',
  language: 'language',
  distance: 'distance',
  area: 'area',
  'signed-up': 'signedUp',
  answered: 'answered',
};

const TEXT_MAX = 500;
const VALUES_MAX = 50;
const KM_MAX = 500;
const FIELDS = `Choose among: ${Object.keys(NAMES).join(', ')}, or all.`;

/** Common criteria that the service has no data for. */
const NOT_HELD = new Map([
  ['age', 'Nobody is asked how old they are, so nobody can be chosen by it.'],
  ['gender', 'Nobody is asked whether they are a man or a woman, so nobody can be chosen by it.'],
]);

/** True when a value of --to is the name of a saved segment rather than a segment. */
export const isSegmentName = (text: string): boolean => !text.includes('=') && text.trim().toLowerCase() !== 'all';

/**
 * Reads a segment as typed: "role=volunteer,interest=tur,postcode=48*|4900". A comma is "and", a bar is "or".
 * @throws Refusal that names the unreadable part, and the possible fields
 */
export function parseSegment(text: string): Segment {
  if (text.length > TEXT_MAX) throw new Refusal(`A segment has at most ${TEXT_MAX} characters.`);
  if (text.trim().toLowerCase() === 'all') return {};
  const segment: Segment = {};
  for (const piece of text.split(',')) {
    const at = piece.indexOf('=');
    const name = (at < 0 ? piece : piece.slice(0, at)).trim().toLowerCase();
    const missing = NOT_HELD.get(name);
    if (missing !== undefined) throw new Refusal(`${missing} ${FIELDS}`);
    const field = NAMES[name];
    if (field === undefined)
      throw new Refusal(`"${name.slice(0, 40)}" is nothing that people are chosen by. ${FIELDS}`);
    if (field in segment) throw new Refusal(`${name} is named twice. Put several values behind one: ${name}=a|b.`);
    const values = at < 0 ? [] : valuesOf(piece.slice(at + 1));
    if (values.length === 0) throw new Refusal(`${name} needs a value, such as ${EXAMPLES[field]}.`);
    if (values.length > VALUES_MAX) throw new Refusal(`${name} takes at most ${VALUES_MAX} values.`);
    READ[field](segment, values);
  }
  return segment;
}

/** The segment as typed text; `parseSegment` of it gives the same segment. */
export function writeSegment(segment: Segment): string {
  const pieces = Object.entries(NAMES).flatMap(([name, field]) => {
    const values = segment[field]?.map((value) => written(value));
    return values === undefined ? [] : [`${name}=${values.join('|')}`];
  });
  return pieces.length === 0 ? 'all' : pieces.join(',');
}

function written(value: NonNullable<Segment[Field]>[number]): string {
  if (typeof value === 'string') return value;
  if ('km' in value) return `${value.km}km:${value.place}`;
  return value.on === null ? value.activity : `${value.activity}@${value.on}`;
}

const valuesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('|')
      .map((value) => value.replace(/\s+/g, ' ').trim())
      .filter((value) => value !== ''),
  ),
];

const EXAMPLES: Readonly<Record<Field, string>> = {
  role: 'role=volunteer',
  interest: 'interest=tur',
  postcode: 'postcode=4836 or postcode=48*',
  language: 'language=nn',
  distance: 'distance=10km:4836',
  area: 'area=Arendal',
  signedUp: 'signed-up=A12 or signed-up=A12@2026-12-01',
  answered: 'answered=M4',
};

const READ: { readonly [F in Field]: (segment: Segment, values: string[]) => void } = {
  role: (s, values) => {
    s.role = values.map((value) => {
      const role = ROLES.find((r) => r === value.toLowerCase());
      if (role === undefined) throw new Refusal(`"${value}" is no role. Choose among: ${ROLES.join(', ')}.`);
      return role;
    });
  },
  interest: (s, values) => {
    s.interest = values.map((value) => fits(value, /^[\p{L}\p{N} '-]{2,40}$/u, 'interest'));
  },
  postcode: (s, values) => {
    s.postcode = values.map((value) => fits(value, /^(\d{4}|\d{1,3}\*)$/, 'postcode'));
  },
  language: (s, values) => {
    s.language = values.map((value) => fits(value.toLowerCase(), /^[a-z]{2}$/, 'language'));
  },
  distance: (s, values) => {
    s.distance = values.map((value) => {
      const [, km = '', place = ''] = /^(\d{1,3}(?:\.\d)?) ?km: ?(.{2,60})$/i.exec(value) ?? [];
      if (place === '' || Number(km) === 0 || Number(km) > KM_MAX) throw unreadable(value, 'distance');
      return { km: Number(km), place };
    });
  },
  area: (s, values) => {
    s.area = values.map((value) => fits(value, /^[\p{L}\p{N} .'/-]{2,60}$/u, 'area'));
  },
  signedUp: (s, values) => {
    s.signedUp = values.map((value) => {
      const [, activity = '', on = ''] = /^([\w-]{1,80})(?:@(\d{4}-\d\d-\d\d))?$/.exec(value) ?? [];
      if (activity === '') throw unreadable(value, 'signedUp');
      return { activity, on: on === '' ? null : on };
    });
  },
  answered: (s, values) => {
    s.answered = values.map((value) => fits(value, /^[\w-]{1,80}$/, 'answered'));
  },
};

function fits(value: string, pattern: RegExp, field: Field): string {
  if (pattern.test(value)) return value;
  throw unreadable(value, field);
}

const unreadable = (value: string, field: Field): Refusal =>
  new Refusal(`"${value.slice(0, 40)}" cannot be read. Write it as ${EXAMPLES[field]}.`);
