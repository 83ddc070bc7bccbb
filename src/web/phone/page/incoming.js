import { createCountdown } from './countdown.js';

/** As long as the network lets it ring. */
const RING_S = 35;

/** A phone that rings: seen, read aloud by a screen reader, and taken, refused, or left until it stops. */
export function createIncoming({ panel, left, answer }) {
  const who = panel.querySelector('.incoming-who');
  const countdown = createCountdown(left);
  let ring = null;

  function stop() {
    ring = null;
    panel.hidden = true;
    countdown.clear();
  }

  panel.addEventListener('click', ({ target }) => {
    const how = target.closest('button')?.dataset.ring;
    if (how === undefined || ring === null) return;
    const { id } = ring;
    stop();
    answer(id, how);
  });

  return {
    get rings() {
      return ring !== null;
    },
    start(next, name) {
      if (ring?.id === next.id) return;
      ring = next;
      panel.hidden = false;
      who.textContent = `${name} ringer`;
      countdown.start(RING_S, 'Ringer i', () => {
        stop();
        answer(next.id, 'no-answer');
      });
    },
    stop,
  };
}
