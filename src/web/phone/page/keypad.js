import { element } from './bubbles.js';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const NAMES = { '*': 'Stjerne', '#': 'Firkant' };
const LETTERS = { 2: 'abc', 3: 'def', 4: 'ghi', 5: 'jkl', 6: 'mno', 7: 'pqrs', 8: 'tuv', 9: 'wxyz', 0: 'menneske' };

/** Twelve keys, as on a phone. The computer's keyboard works too while no text field has the focus. */
export function createKeypad({ pad, area, press }) {
  pad.replaceChildren(...KEYS.map(keyOf));
  pad.addEventListener('click', ({ target }) => {
    const key = target.closest('button')?.dataset.key;
    if (key !== undefined) press(key);
  });
  area.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea')) return;
    if (!KEYS.includes(event.key) || pad.closest('[hidden]') !== null) return;
    event.preventDefault();
    press(event.key);
  });
  return {
    set enabled(on) {
      for (const key of pad.children) key.setAttribute('aria-disabled', String(!on));
    },
  };
}

function keyOf(key) {
  const button = element('button', 'key', key === '*' ? '∗' : key);
  button.type = 'button';
  button.dataset.key = key;
  button.setAttribute('aria-label', NAMES[key] ?? key);
  button.append(element('small', '', LETTERS[key] ?? ''));
  return button;
}
