import type { Words } from '../../../channels/words.ts';
import { KINDS } from '../../../domain/base/assignment-kinds.ts';
import type { Report } from '../../../domain/statistics/report.ts';

type LineKey = Parameters<Words>[0]['key'];

/** A table of a report in words: the source of the terminal's text, the CSV file and the page. */
export interface ReportTable {
  title: string;
  head: string[];
  rows: (string | number)[][];
  /** The last row: a sum, which the plot leaves out. */
  total?: (string | number)[];
  /** One number a row with its name; a page shows the rows side by side. */
  cards?: true;
  /** The column that the plot shows, as bars or as a line; none for a table without a plot. */
  plot?: { column: number; as: 'bars' | 'line' };
}

const CATEGORY_LINES: Readonly<Record<string, LineKey>> = {
  meeting_place: 'report.meetingPlace',
  one_to_one: 'report.oneToOne',
  physical_outdoor: 'report.physicalOutdoor',
  inclusion: 'report.inclusion',
  event: 'report.event',
  course: 'report.course',
  craft_music: 'report.craftMusic',
  lending_reuse: 'report.lendingReuse',
  other: 'report.other',
};

/** A month's figures in a language. */
export function tablesOf(report: Report, words: Words, language: string): ReportTable[] {
  const say = (key: LineKey): string => words({ key });
  const category = (key: string): string => say(CATEGORY_LINES[key] ?? 'report.other');
  const total = say('report.total');
  const { activities, assignmentsByKind: kinds, languages, unmetSearches: unmet } = report;
  return [
    keyFigures(report, say),
    {
      title: say('report.byCategory'),
      head: [say('report.category'), say('report.activities'), say('report.times'), say('report.participants')],
      rows: activities.lines.map(({ of, numbers: n }) => [category(of), n.activities, n.times, n.participants]),
      total: [total, activities.total.activities, activities.total.times, activities.total.participants],
      plot: { column: 2, as: 'bars' },
    },
    {
      title: say('report.byKind'),
      head: [say('report.kind'), say('report.met'), say('report.unmet')],
      rows: kinds.lines.map(({ of, numbers: n }) => [kindIn(language, of), n.met, n.unmet]),
      total: [total, kinds.total.met, kinds.total.unmet],
      plot: { column: 1, as: 'bars' },
    },
    {
      title: say('report.languages'),
      head: [say('report.language'), say('report.people')],
      rows: languages.lines.map(({ of, numbers: n }) => [languageIn(words, of), n.people]),
      total: [total, languages.total.people],
      plot: { column: 1, as: 'bars' },
    },
    {
      title: say('report.unmetSearches'),
      head: [say('report.area'), say('report.category'), say('report.searches')],
      rows: unmet.lines.map(({ area, category: of, n }) => [area, category(of), n]),
      total: [total, '', unmet.total],
    },
    {
      title: say('report.trend'),
      head: [say('report.month'), say('report.people')],
      rows: report.trend.map(({ month, reached }) => [month, reached]),
      plot: { column: 1, as: 'line' },
    },
  ];
}

function keyFigures(r: Report, say: (key: LineKey) => string): ReportTable {
  const rows: (readonly [LineKey, string | number])[] = [
    ['report.reached', r.people.reached],
    ['report.newPeople', r.people.new],
    ['report.byText', r.people.byText],
    ['report.byPhone', r.people.byPhone],
    ['report.optedOut', r.people.optedOut],
    ['report.received', r.texts.received],
    ['report.sent', r.texts.sent],
    ['report.callbacks', r.callbacks.asked],
    ['report.inTime', r.callbacks.inTime],
    ['report.met', r.assignments.met],
    ['report.unmet', r.assignments.unmet],
    ['report.cancelled', r.assignments.cancelled],
    ['report.median', r.assignments.medianHoursToFill ?? '-'],
    ['report.active', r.volunteers.active],
    ['report.helped', r.volunteers.helped],
    ['report.newVolunteers', r.volunteers.new],
    ['report.hours', r.volunteers.hours],
  ];
  return {
    title: say('report.figures'),
    head: ['', r.month],
    rows: rows.map(([key, n]) => [say(key), n]),
    cards: true,
  };
}

function kindIn(language: string, key: string): string {
  const kind = KINDS[key];
  if (kind === undefined) return key;
  return language === 'nn' ? kind.nn : language === 'en' ? kind.en : kind.nb;
}

/** The two written forms of Norwegian by their own names, every other language by the report's name for it. */
const languageIn = (words: Words, code: string): string => {
  const as = code === 'nb' || code === 'nn' ? 'ownName' : 'languages';
  return words({ key: 'report.languageName', params: { language: { as, of: code } } });
};
