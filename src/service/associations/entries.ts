import { clip } from '../../channels/clip.ts';
import type { Scene } from '../engine/scene.ts';
import { comingTimes, type OwnActivities } from './own-activities.ts';

/** Letters of the entries in one text, beside the question; and of one of them. */
const ENTRIES_MAX = 190;
const ENTRY_MAX = 90;

/** The entries as the line tells them to residents: title, next time, place and price; how many more there are. */
export function entriesOf({ app, person, moment }: Scene, { activities }: OwnActivities): string {
  const words = app.words(person.language);
  const entries = activities.map((own) => {
    const [next] = comingTimes(own, moment.now, 1);
    const { title, venue, price } = own.activity;
    const day =
      next === undefined ? '' : words({ key: 'organiser.dayItem', params: { day: { as: 'day', of: next.startsAt } } });
    return clip([title, day, venue, price].filter((part) => part !== '').join(', '), ENTRY_MAX);
  });
  const shown: string[] = [];
  for (const entry of entries) {
    if ([...shown, entry].join('. ').length > ENTRIES_MAX) break;
    shown.push(entry);
  }
  const more = entries.length - shown.length;
  return [...shown, ...(more > 0 ? [words({ key: 'organiser.more', params: { count: more } })] : [])].join('. ');
}
