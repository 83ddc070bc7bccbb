import { createBubbles, element } from './bubbles.js';
import { createCallScreen } from './call-screen.js';
import { readable } from './number.js';
import { measure } from './parts.js';

const WORDS = ['MINE', 'HJELP', 'RING', 'STOPP'];
// "1 Strikkekafé" at the start of a line, "Svar 1 for ..., 2 hvis ...", and "Svar JA eller NEI", with or without an
// offer code.
const CHOICES = [/^(\d)[.):]? \S/gm, /[\s,](\d) (?=(?:for|hvis|viss|if|to) )/g, /\b((?:JA|NEI)(?: \d{3})?)\b/g];

/** One phone: its conversation with the chosen centre, and the user's drafts. */
export function createHandset({ phone, centres, send, post, say, remove, choose }) {
  const root = document.querySelector('#handset').content.cloneNode(true).querySelector('.handset');
  const part = (selector) => root.querySelector(selector);
  const [form, field, chips, count, select] = ['.compose', 'textarea', '.chips', '.count', 'select'].map(part);
  const name = readable(phone.number);
  const titleId = `phone-${phone.number.slice(1)}`;
  let messages = [];
  const bubbles = createBubbles({ log: part('.log'), waiting: part('.waiting') });

  const calls = createCallScreen({
    root,
    phone,
    post,
    say,
    nameOf: (number) =>
      centres.find((c) => c.number === number || c.voiceNumber === number) ?? {
        name: readable(number),
        voiceNumber: number,
      },
    show(inCall) {
      for (const hidden of [part('.log'), form]) hidden.hidden = inCall;
      root.classList.toggle('in-call', inCall);
      part('.ring').hidden = inCall;
      if (!inCall) part('.ring').focus();
    },
  });

  part('.number').textContent = name;
  part('.number').id = titleId;
  root.setAttribute('aria-labelledby', titleId);
  part('.log').setAttribute('aria-label', `Meldinger, ${name}`);
  part('.ring').setAttribute('aria-label', `Ring fra ${name}`);
  part('.call').setAttribute('aria-label', `Samtale, ${name}`);
  part('.transcript').setAttribute('aria-label', `Det som sies, ${name}`);
  part('.keypad').setAttribute('aria-label', `Taster, ${name}`);
  part('.speak input').setAttribute('aria-label', `Si noe fra ${name}`);
  part('.speak input').placeholder = 'Si noe';
  part('.remove').setAttribute('aria-label', `Fjern telefonen ${name}`);
  field.setAttribute('aria-label', `Skriv melding fra ${name}`);
  field.placeholder = 'Skriv en melding';
  showCentres();
  showCount();
  suggest();

  function showCentres() {
    select.replaceChildren(...centres.map((c) => new Option(`${c.name}, ${readable(c.number)}`, c.number)));
    select.value = phone.centre;
    const single = centres.length < 2;
    part('.centre').hidden = single;
    part('.centre-name').hidden = !single;
    part('.centre-name').textContent = single ? select.selectedOptions[0]?.textContent : '';
  }

  function showCount() {
    const { parts, encoding, left } = measure(field.value);
    const what = parts === 1 ? '1 del' : `${parts} deler`;
    count.textContent = field.value === '' ? 'Enter sender meldingen' : `${what}, ${encoding}. ${left} tegn igjen`;
    count.classList.toggle('many', parts > 2);
    field.rows = Math.min(5, Math.max(1, field.value.split('\n').length, Math.ceil(field.value.length / 34)));
  }

  /** Suggests the numbers of the latest question, then the words that always work. */
  function suggest() {
    const latest = messages.filter((m) => m.direction === 'received' && !['pending', 'held'].includes(m.state)).at(-1);
    const numbers = CHOICES.flatMap((choice) => [...(latest?.body.matchAll(choice) ?? [])].map(([, n]) => n));
    const centre = centres.find((c) => c.number === phone.centre);
    const words = [...new Set(numbers), `AKTIVITET ${centre?.postcode ?? ''}`.trim(), ...WORDS];
    const wanted = words.join(' | ');
    if (chips.dataset.words === wanted) return;
    chips.dataset.words = wanted;
    // Reuses unchanged chips, so that the keyboard focus stays.
    const kept = new Map([...chips.children].map((chip) => [chip.textContent, chip]));
    const focused = chips.contains(document.activeElement);
    chips.replaceChildren(...words.map((word) => kept.get(word) ?? chipOf(word)));
    if (focused && !chips.contains(document.activeElement)) field.focus();
  }

  function chipOf(word) {
    const chip = element('button', /^(\d$|JA|NEI)/.test(word) ? 'chip choice' : 'chip', word);
    chip.type = 'button';
    chip.setAttribute('aria-label', `Send ${word}`);
    return chip;
  }

  async function write(body) {
    if (body.trim() === '') return field.focus();
    await send({ from: phone.number, to: phone.centre, body });
  }

  chips.addEventListener('click', ({ target }) => target.matches('.chip') && void write(target.textContent));
  field.addEventListener('input', showCount);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = field.value;
    field.value = '';
    showCount();
    field.focus();
    await write(body).catch(() => {
      field.value = body;
      showCount();
    });
  });
  part('.remove').addEventListener('click', () => {
    calls.hangUp();
    remove();
  });
  select.addEventListener('change', () => {
    phone.centre = select.value;
    choose();
    bubbles.show(messages.filter((m) => m.centre === phone.centre));
    suggest();
  });

  return {
    element: root,
    number: phone.number,
    focus: () => field.focus(),
    rings: (list) => calls.rings(list),
    hangUp: () => calls.hangUp(),
    /** Adds new messages and updates changed ones. */
    hear(news) {
      const ids = new Set(news.map((m) => m.id));
      messages = [...messages.filter((m) => !ids.has(m.id)), ...news].toSorted((a, b) => (a.at < b.at ? -1 : 1));
      bubbles.show(messages.filter((m) => m.centre === phone.centre));
      suggest();
    },
  };
}
