import { shortId } from '../../domain/staff/short-ids.ts';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadSentences, wordsFor, writtenLanguages } from '../../channels/words.ts';
import { theCentre } from '../../domain/centres/centres.ts';
import { findPlaces } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { hoursOf, type Hours } from '../../domain/volunteers/service-hours.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import type { VolunteerShown } from '../../domain/volunteers/volunteers.ts';
import { audit } from '../framework/audit.ts';
import { proofOf, proofText, type Proof } from './lib/proof.ts';
import { proofPage } from './lib/proof-page.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import { volunteerGiven } from './lib/find.ts';
import type { Invocation, CommandContext, Run } from '../framework/command.ts';

/** Writes the proof of a volunteer's hours, as text or as a page; the audit log records that it was written. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const volunteer = await volunteerGiven(context);
    const hours = await hoursGiven(context, volunteer);
    const proof = await proofFor(context, volunteer, hours);
    const file = text(invocation.options['html']);
    if (file !== undefined) writePage(resolve(file), proofPage(proof));
    await context.store.write((tx) =>
      audit(context, tx, { verb: 'volunteers proof', object: volunteer.id, detail: { minutes: hours.minutes } }),
    );
    const json = {
      volunteerId: volunteer.id,
      short: shortId('volunteer', volunteer.short_no),
      name: volunteer.name,
      language: proof.language,
      minutes: hours.minutes,
      byKind: hours.byKind,
      served: hours.served,
    };
    if (file === undefined) return { json, text: proofText(invocation.io, proof) };
    return {
      json: { ...json, file: resolve(file) },
      text: `Written to ${safe(resolve(file))}. Open it in a browser, print it and sign it.`,
    };
  });

async function hoursGiven({ store, invocation }: CommandContext, volunteer: VolunteerShown): Promise<Hours> {
  const [from, to] = [text(invocation.options['from']), text(invocation.options['to'])];
  if (from !== undefined && to !== undefined && from > to)
    throw new Refusal(`${from} is after ${to}. Write the earlier date after --from.`);
  const hours = await hoursOf(store.db, volunteer.id, from, to);
  if (hours.served.length > 0) return hours;
  const when = from === undefined && to === undefined ? '' : ' in that time';
  throw new Refusal(
    `No hours are noted for ${safe(volunteer.name ?? shortId('volunteer', volunteer.short_no))}${when}. Note them with: ringerunde volunteers hours`,
  );
}

async function proofFor(context: CommandContext, volunteer: VolunteerShown, hours: Hours): Promise<Proof> {
  const { db } = context.store;
  const { name } = volunteer;
  if (name === null)
    throw new Refusal(
      `There is no name for ${shortId('volunteer', volunteer.short_no)}, and a proof without one proves nothing.`,
    );
  const centre = await theCentre(db, volunteer.centre_id);
  const language = languageFor(context.invocation, [volunteer.language, centre.language]);
  const words = wordsFor(loadSentences(localesOf(context.invocation)), language);
  const [place] = centre.postcode === null ? [] : await findPlaces(db, centre.postcode);
  const today = dateOf(toWall(context.moment().now));
  return proofOf({ words, language, centre, place: place?.name ?? null, name, hours, today });
}

const localesOf = (invocation: Invocation): string => join(invocation.io.root, 'locales');

/** The requested language, or the first usual one in which the line writes. */
function languageFor(invocation: Invocation, usual: readonly string[]): string {
  const asked = text(invocation.options['language']);
  const written = writtenLanguages(localesOf(invocation));
  if (asked !== undefined && !written.includes(asked))
    throw new Refusal(`Nothing is written in ${asked}. Choose one of: ${written.join(', ')}.`);
  return asked ?? usual.find((code) => written.includes(code)) ?? 'nb';
}

/** Never over an existing file, and readable by its owner only: it says who gave their time to what. */
function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') throw new Refusal(`${file} exists. Choose a name that is not taken yet.`);
    if (code === 'ENOENT') throw new Refusal(`There is no folder for ${file}. Make it first.`);
    throw error;
  }
}
