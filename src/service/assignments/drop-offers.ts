import { askForCallback } from '../../domain/staff/callbacks.ts';
import { findOffer, offersOf } from '../../domain/assignments/offers.ts';
import { recordUndelivered } from '../../domain/assignments/waves.ts';
import { askWaveIfDue } from './ask-wave.ts';
import type { Scene } from '../engine/scene.ts';

/**
 * Withdraws the offers of a person who opts out: open offers go to the next volunteer. Staff ring a volunteer who is
 * expected somewhere, since no reminder reaches them.
 */
export async function dropOffers(scene: Scene): Promise<void> {
  const { tx, moment, person } = scene;
  const offers = await offersOf(tx, person.id, moment.now);
  for (const { id, status, assignmentId } of offers) {
    const offer = status === 'asked' ? await findOffer(tx, id) : undefined;
    if (offer === undefined) continue;
    await recordUndelivered(tx, moment, offer, 'opted out');
    await askWaveIfDue(scene, assignmentId);
  }
  if (!offers.some(({ status }) => status === 'confirmed')) return;
  await askForCallback(scene, 'assignment, opted out');
}
