import { ALONE_MAX, clip } from '../../channels/clip.ts';
import type { Line } from '../../conversation/ask.ts';
import { comingToday, type ComingToday } from '../../domain/assignments/today.ts';
import { toWall } from '../../domain/base/time.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { appendNote } from '../../domain/volunteers/notes.ts';
import { volunteerOfPerson } from '../../domain/volunteers/volunteers.ts';
import type { Reading } from '../../understanding/base/reading.ts';
import { greetsAbroad } from '../../understanding/language.ts';
import type { Conversation } from '../engine/conversations.ts';
import { beginFlow, type Said } from '../engine/run-flow.ts';
import { inSafetyLanguage } from '../notify/safety-language.ts';
import { leftLately } from '../operations/leaving.ts';
import { keepWords } from '../operations/loneliness.ts';
import { alertStaff } from '../notify/staff-alerts.ts';
import { notifyStaff } from '../notify/notify-staff.ts';
import type { Scene } from '../engine/scene.ts';

/**
 * Handles what persons say about themselves while any question is open: leaving (and ANGRE soon after), lateness,
 * times, worry, loneliness. Null for a text about none of these; 'a human' for one that only a human can handle.
 */
export async function hearOwnWords(
  scene: Scene,
  { reading, body, before }: { reading: Reading; body: string; before: Conversation | null },
): Promise<Said | 'a human' | null> {
  if (reading.keyword === 'undo' && (await leftLately(scene))) return beginFlow(scene, 'leave', { undo: 1 }, before);
  const { intent, language } = reading;
  if (intent === 'leave') return beginFlow(scene, 'leave', { words: body }, before);
  if (intent === 'greeting') return greetAbroad(scene, reading, body, before);
  if (intent === 'worry') return only(await keepWorry(scene, body));
  if (intent === 'running_late') return only(await sayLate(scene, body));
  if (intent === 'availability') return only(await keepTimes(scene, body));
  if (intent !== 'lonely') return null;
  if (inSafetyLanguage(scene, language)) return only(await hearLonely(scene, body));
  return beginFlow(scene, 'lonely', { words: body }, before);
}

/**
 * Greets a person who writes an unsupported language and lists the languages that the line writes: in that language
 * where it has these sentences, else in English.
 */
async function greetAbroad(
  scene: Scene,
  { language }: Reading,
  body: string,
  before: Conversation | null,
): Promise<Said | null> {
  const isWritten = language !== null && scene.app.languages.includes(language);
  if (isWritten || (language === null && !greetsAbroad(body))) return null;
  if (!inSafetyLanguage(scene, language)) scene.person = { ...scene.person, language: 'en' };
  return beginFlow(scene, 'set-language', {}, before);
}

const only = (line: Line | null): Said | 'a human' => (line === null ? 'a human' : { said: [line], ask: null });

/** Tells staff at once that a person will be late today. Null for a person who is expected nowhere today. */
async function sayLate(scene: Scene, body: string): Promise<Line | null> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const today = await comingToday(tx, person.id, moment.now);
  if (today === null) return null;
  const of = { title: clip(today.title, ALONE_MAX), day: { as: 'day', of: today.startsAt } } as const;
  const told = await notifyStaff(scene, {
    centre,
    person,
    reason: 'late today',
    about: today.id,
    body: `${today.title}, ${today.startsAt}: ${body}`,
    arrivalId,
    text: { key: 'staff.late', params: { ...of, name: nameFor(scene, today) } },
    at: 'once',
  });
  return { key: told === 'now' ? 'late.told' : 'late.kept', params: { ...of, centre: centre.name } };
}

/** Staff know a volunteer by name; a resident is shown by number. */
const nameFor = ({ person }: Scene, { of }: ComingToday): string =>
  clip((of === 'assignment' ? person.name : null) ?? person.number, ALONE_MAX);

/** Stores when a volunteer has time, and when not, and shows it to staff. Null for any other person. */
async function keepTimes(scene: Scene, body: string): Promise<Line | null> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const volunteer = await volunteerOfPerson(tx, person.id);
  if (volunteer === undefined || volunteer.left_on !== null) return null;
  await appendNote(tx, moment, { id: volunteer.id, words: body });
  await notifyStaff(scene, { centre, person, reason: 'availability', about: volunteer.id, body, arrivalId });
  return { key: 'volunteer.timesKept' };
}

/** Sends a warm sentence and asks staff to ring, in a language in which the line has no more sentences than that. */
async function hearLonely(scene: Scene, body: string): Promise<Line> {
  await keepWords(scene, body);
  const { dueAt } = await askForCallback(scene, 'lonely');
  return { key: 'lonely.warm', params: { day: { as: 'fullDay', of: toWall(dueAt) } } };
}

/** A volunteer is worried about the person they visit. Stores the words and asks staff to ring before other calls. */
async function keepWorry(scene: Scene, body: string): Promise<Line> {
  const { tx, moment, centre, person, arrivalId } = scene;
  const { id, dueAt } = await askForCallback(scene, 'worry');
  await notifyStaff(scene, { centre, person, reason: 'worry', about: id, body, arrivalId });
  await alertStaff(tx, moment, { centre, kind: 'worry', about: id });
  return { key: 'hours.worry', params: { day: { as: 'fullDay', of: toWall(dueAt) } } };
}
