import { findTime } from '../days/clock.ts';
import { findWhen } from '../days/when.ts';
import { tokenise } from '../base/normalise.ts';
import { venueIn } from './facts.ts';
import { timeSaid } from './time-said.ts';

/** What an organiser says of a new activity; an unsaid fact is null. */
export interface NewActivityRead {
  title: string | null;
  day: string | null;
  time: string | null;
  /** It takes place every week on this weekday. */
  weekly: boolean;
  venue: string | null;
}

const TITLE_MAX = 80;
const LEAD =
  /(?:\b(?:ny|nytt|nye|new|starter|startar|arrangerer|arrangerar|holder|held|have|har|legge inn|legg inn)\b)(?:\s+(?:en|ei|et|ein|eit|a|an|the|opp|med)\b)*\s*(?:(?:aktivitet|tilbud|tilbod|arrangement|gruppe|activity|group|event|offer)\w*)?\s*(?:som heter|called|:|-|–|,)?\s*/iu;
/** Where the title ends. */
const END =
  /\s(?=(?:hver|kvar|every|på|i|den|fra|frå|from|kl|klokka|at|on|in|hos|ved|er|is|for|neste|next|mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d)\p{L}*)|[,.;:!?\n]/iu;

/** Reads the facts of a new activity. Pure; never throws. */
export function readNewActivity(text: string, now: string): NewActivityRead {
  const tokens = tokenise(text);
  const when = findWhen(tokens, now);
  return {
    title: titleIn(text),
    day: when?.when.slice(0, 10) ?? null,
    time: findTime(tokens)?.time ?? timeSaid(text, now)?.time ?? null,
    weekly:
      when?.recurring === true ||
      /\b(?:hver|kvar|every) (?:uke|veke|week)\b|\b(?:mandager|tirsdager|onsdager|torsdager|fredager|lørdager|søndager|måndagar|tysdagar|onsdagar|torsdagar|fredagar|laurdagar|sundagar|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b/iu.test(
        text,
      ),
    venue: venueIn(text, tokens, { now, only: 'anywhere' }),
  };
}

function titleIn(text: string): string | null {
  const lead = LEAD.exec(text);
  if (lead === null) return null;
  const rest = text.slice(lead.index + lead[0].length);
  const end = rest.search(END);
  const title = (end < 0 ? rest : rest.slice(0, end)).trim().replace(/^["«“']|["»”']$/g, '');
  if (title.length < 3 || title.length > TITLE_MAX) return null;
  return title[0]?.toUpperCase() + title.slice(1);
}
