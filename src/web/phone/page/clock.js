const ZONE = 'Europe/Oslo';
const format = (options) => new Intl.DateTimeFormat('nb-NO', { timeZone: ZONE, hourCycle: 'h23', ...options });
const time = format({ hour: '2-digit', minute: '2-digit' });
const date = format({ weekday: 'long', day: 'numeric', month: 'long' });
const dateAndYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** "09:05", Norwegian time. */
export const timeOf = (instant) => time.format(new Date(instant));
/** "tirsdag 1. desember". */
export const dateOf = (instant) => date.format(new Date(instant));

/** Shows the time of the service, and lets the user move it forward. */
export function createClock({ element, move, say }) {
  const face = element.querySelector('#clock-time');
  const day = element.querySelector('#clock-date');
  const moves = element.querySelector('#clock-moves');
  const form = element.querySelector('#clock-form');
  let aheadMs = 0;

  const now = () => Date.now() + aheadMs;
  const show = () => {
    const instant = now();
    face.textContent = timeOf(instant);
    face.dateTime = new Date(instant).toISOString();
    day.textContent = dateAndYear.format(new Date(instant));
  };

  async function ask(wish) {
    for (const button of moves.querySelectorAll('button')) button.disabled = true;
    try {
      const answer = await move(wish);
      set(answer.now);
      say(`Klokka er ${timeOf(answer.now)}, ${dateOf(answer.now)}.`);
    } catch (error) {
      say(error.message);
    }
    for (const button of moves.querySelectorAll('button')) button.disabled = false;
  }

  function set(instant) {
    aheadMs = Date.parse(instant) - Date.now();
    show();
  }

  moves.addEventListener('click', async ({ target }) => {
    const by = target.dataset?.move;
    if (by === undefined) return;
    await ask(by === 'hour' ? { byMs: 3_600_000 } : by === 'day' ? { byMs: 86_400_000 } : 'reminder');
    // Disabling the button removed the keyboard focus.
    target.focus();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await ask({ to: instantOf(form.elements.wall.value) });
    form.closest('details').open = false;
    form.closest('details').querySelector('summary').focus();
  });
  form.closest('details').addEventListener('toggle', () => {
    if (form.closest('details').open) form.elements.wall.value = wallOf(now() + 3_600_000);
  });

  setInterval(show, 1000);
  return { set, allowMoves: () => moves.removeAttribute('hidden') };
}

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
/** "2026-12-01T09:05", Norwegian time. */
const wallOf = (instant) => wall.format(new Date(instant)).replace(' ', 'T');

/**
 * The instant of a Norwegian wall time. Two steps, because the first guess may be on the wrong side of a clock change.
 */
function instantOf(wanted) {
  const asUtc = Date.parse(`${wanted}Z`);
  let guess = asUtc;
  for (let i = 0; i < 2; i++) guess += asUtc - Date.parse(`${wallOf(guess)}Z`);
  return new Date(guess).toISOString();
}
