import { createCountdown } from './countdown.js';

/** The network lets a phone ring for this time. */
const RING_S = 35;

/** A ringing phone: shown, announced to screen readers, and answered, declined, or left ringing. */
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
