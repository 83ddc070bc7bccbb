import { putInInbox } from '../../domain/staff/inbox.ts';
import { beginFlow, type Said } from '../engine/run-flow.ts';
import type { Scene, TextPayload } from '../engine/scene.ts';

/** True for a message of pictures without words. */
export const isPictureAlone = ({ body, media }: TextPayload): boolean => body.trim() === '' && media > 0;

/** Says that the line cannot see pictures, and repeats the open question. Staff see that a picture came. */
export async function answerPicture(
  scene: Scene,
  { body, open }: { body: string; open: { ask: Said['ask'] } | null },
): Promise<Said> {
  const { tx, moment, centre, person, arrivalId } = scene;
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason: 'picture',
    arrivalId,
    body,
  });
  const asked = open === null ? await beginFlow(scene, 'menu', {}, null) : { said: [], ask: open.ask };
  return { said: [{ key: 'common.noPictures' }, ...asked.said], ask: asked.ask };
}
