import { checkRule, wallTimes } from '../../domain/activities/recurrence.ts';
import { isReckonedRight } from '../../domain/activities/rule-check.ts';
import { addDays, dateOf, toWall, weekdayOf, type Wall } from '../../domain/base/time.ts';
import type { Sentences } from '../sentences/sentences.ts';
import { readInWords, type RuleRead } from './in-words.ts';
import { WEEKDAY_CODES } from '../cells/calendar-words.ts';

const ONCE = /^(nei|no|ikke|ikkje|aldri|never|én gang|en gang|ein gong|engangs|once|-)$/;
/** Long enough that a rule which names a date at all names one. */
const HORIZON_DAYS = 400;

export interface Repeats {
  rule: string | null;
  startsAt: Wall;
  /** Days on which it does not take place, as ISO; also such as the rule would not have named. */
  except: string[];
  /** Remarks on values that were read differently from the file. */
  said: string[];
}

/**
 * The repetition of an activity: an RFC 5545 rule, with or without EXDATE, or words ("hver tirsdag unntatt 22.
 * desember", "første torsdag i måneden"). If the rule does not include the first date, the result begins on the first
 * date of the rule, with a remark.
 */
export function readRepeats(text: string, startsAt: Wall, say: Sentences): Repeats | { why: string } {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '' || ONCE.test(plain.toLowerCase())) return { rule: null, startsAt, except: [], said: [] };
  const read = /FREQ *=/i.test(plain) ? asRule(text, startsAt) : readInWords(plain, startsAt);
  const shown = plain.slice(0, 60);
  if (read === null) return { why: say.noRule(shown) };
  if ('left' in read) return { why: say.noRepeats(shown, read.left) };
  if ('otherTime' in read) return { why: say.otherTime(read.otherTime, startsAt.slice(11, 16)) };
  const verdict = checkRule(read.rule);
  if (verdict === 'too often') return { why: say.tooOften() };
  if (verdict === 'unreadable') return { why: say.noRule(shown) };
  return startedOn(read, startsAt, say);
}

function startedOn(
  { rule, except, notBefore, guessed }: RuleRead,
  startsAt: Wall,
  say: Sentences,
): Repeats | { why: string } {
  const low = notBefore === null ? startsAt : `${notBefore}T00:00`;
  const high = `${addDays(dateOf(low), HORIZON_DAYS)}T00:00`;
  const times = wallTimes({ starts_at: startsAt, repeats: rule }, low, high, except.length + 1);
  const first = times.find((time) => time === startsAt || !except.includes(dateOf(time)));
  if (first === undefined) return { why: say.ruleNamesNothing(rule, dateOf(low)) };
  if (!isReckonedRight({ starts_at: first, repeats: rule })) return { why: say.wrongRule(rule) };
  const said = first === startsAt ? [] : [say.firstMoved(startsAt, first)];
  if (guessed) said.push(say.monthlyRead(rule));
  return { rule, startsAt: first, except, said };
}

/**
 * A rule in the form of calendars; a weekly one without a day has the day of its first time. Null for an unreadable
 * EXDATE.
 */
function asRule(text: string, startsAt: Wall): RuleRead | null {
  const lines = text
    .toUpperCase()
    .replace(/;?\s*(EXDATE\b)/g, '\n$1')
    .split(/\n/)
    .map((line) => line.replace(/\s/g, '').replace(/;+$/, ''))
    .filter((line) => line !== '');
  const rules = lines.filter((line) => !line.startsWith('EXDATE')).map((line) => line.replace(/^RRULE:/, ''));
  const except = lines.filter((line) => line.startsWith('EXDATE')).flatMap((line) => exceptedBy(line, startsAt));
  const [rule, more] = rules;
  if (rule === undefined || more !== undefined || except.includes(null)) return null;
  const days = except.filter((day) => day !== null);
  const own = WEEKDAY_CODES[weekdayOf(startsAt) - 1];
  const whole = /FREQ=WEEKLY/.test(rule) && !rule.includes('BYDAY') ? `${rule};BYDAY=${own}` : rule;
  return { rule: whole, except: days, notBefore: null, guessed: false };
}

/**
 * The days of "EXDATE;VALUE=DATE:20261222,20261229", "EXDATE=20261222T180000": a day excludes the time on it, and a time only
 * itself. Null for what cannot be read.
 */
function exceptedBy(line: string, startsAt: Wall): (string | null)[] {
  const values = /^EXDATE(?:;[^:=]+=[^:;]+)*[:=](.+)$/.exec(line)?.[1];
  if (values === undefined) return [null];
  return values.split(',').flatMap((value) => {
    const [, year, month, day, hour, minute, utc] =
      /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(Z?))?$/.exec(value) ?? [];
    if (year === undefined) return [null];
    const date = `${year}-${month}-${day}`;
    if (Number.isNaN(Date.parse(`${date}T00:00Z`))) return [null];
    if (hour === undefined) return [date];
    const wall = utc === 'Z' ? toWall(`${date}T${hour}:${minute}:00.000Z`) : `${date}T${hour}:${minute}`;
    return wall.slice(11) === startsAt.slice(11, 16) ? [dateOf(wall)] : [];
  });
}
