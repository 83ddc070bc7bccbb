import type { Db, Volunteer } from '../../db/schema/index.ts';

/** How many years a police certificate counts from the day on which it was shown (docs/rules.md N6). */
export const CERTIFICATE_YEARS = 3;

/** The first day on which a certificate may have been shown that still counts; `today` is an ISO date. */
const countsFrom = (today: string): string => `${Number(today.slice(0, 4)) - CERTIFICATE_YEARS}${today.slice(4, 10)}`;

/** Whether a volunteer's certificate counts: `none` was never shown, `too old` has to be shown again. */
export function certificateOf(
  { certificate_shown_on: shownOn }: Pick<Volunteer, 'certificate_shown_on'>,
  today: string,
): 'none' | 'counts' | 'too old' {
  if (shownOn === null) return 'none';
  return shownOn < countsFrom(today) ? 'too old' : 'counts';
}

/** How many active volunteers have a certificate that is too old. */
export async function tooOldCertificates(db: Db, today: string): Promise<number> {
  const { n } = await db
    .selectFrom('volunteer')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('left_on', 'is', null)
    .where('certificate_shown_on', '<', countsFrom(today))
    .executeTakeFirstOrThrow();
  return Number(n);
}
