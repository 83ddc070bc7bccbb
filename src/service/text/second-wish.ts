import type { Line } from '../../conversation/ask.ts';
import { promisedBy } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { toWall } from '../../domain/base/time.ts';
import type { Intent, Reading } from '../../understanding/base/reading.ts';
import { understandAs } from '../engine/read-text.ts';
import type { Scene } from '../engine/scene.ts';

/** Wishes for activities, and those that a human sees to. */
const SOUGHT: ReadonlySet<Intent> = new Set(['find_activities', 'sign_up', 'activity_details']);
const BY_A_HUMAN: ReadonlySet<Intent> = new Set(['ask_for_help', 'become_volunteer']);

/** Less sure than this, a part of a text is no wish of its own. */
const SURE_MIN = 0.65;
/** Parts that are looked at; more are a letter, which staff read anyway. */
const PARTS_MAX = 6;
const BETWEEN = /[.!?;,\n]+|\s(?:og|and|samt)\s/iu;
/** How long a human has to answer what was asked beside something else, in minutes of opening hours. */
const ANSWERED_MINUTES = 240;

/**
 * What a text wishes beside what it was answered for: "jeg vil strikke på torsdager, og trenger skyss til legen". Another activity is
 * said to be one word away; what a human sees to goes to staff with the words of the text.
 * @param inHand staff have the whole text already
 */
export async function secondWish(
  scene: Scene,
  { reading, body, inHand }: { reading: Reading; body: string; inHand: boolean },
): Promise<Line[]> {
  const sought = SOUGHT.has(reading.intent);
  if (!sought && !BY_A_HUMAN.has(reading.intent)) return [];
  const parts = body.split(BETWEEN).filter((part) => part.trim().length > 2);
  if (parts.length < 2 || parts.length > PARTS_MAX) return [];
  const named: Named[] = [];
  for (const part of parts) {
    const { intent, confidence, slots } = await understandAs(scene, part, 'none');
    if (confidence < SURE_MIN) continue;
    if (BY_A_HUMAN.has(intent) && intent !== reading.intent) return inHand ? [] : [await passOn(scene, body)];
    if (SOUGHT.has(intent) && slots.activity !== undefined)
      named.push({ activity: slots.activity, category: slots.category ?? '' });
  }
  const other = sought ? notServed(named, reading) : named[0];
  return other === undefined ? [] : [{ key: 'find.second', params: { activity: other.activity } }];
}

interface Named {
  activity: string;
  category: string;
}

/** Of activities that are named in one text, one that is not what was answered; none where all are of one kind: "tur og gåtur". */
function notServed(named: readonly Named[], { intent, slots }: Reading): Named | undefined {
  const [first, ...others] = named;
  return others.find(
    ({ activity, category }) =>
      first !== undefined && activity !== slots.activity && (intent === 'sign_up' || category !== first.category),
  );
}

async function passOn({ tx, moment, centre, person, arrivalId }: Scene, body: string): Promise<Line> {
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason: 'request', arrivalId, body });
  const by = promisedBy(centre.opening, moment.now, ANSWERED_MINUTES);
  return { key: 'find.restPassedOn', params: { day: { as: 'fullDay', of: toWall(by) } } };
}
