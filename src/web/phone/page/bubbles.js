import { dateOf, timeOf } from './clock.js';
import { inParts, measure } from './parts.js';

const WAITING = new Set(['held', 'pending', 'sending']);
const LOST = {
  undelivered: 'ble ikke levert',
  failed: 'kunne ikke sendes',
  expired: 'gikk ut på tid',
  cancelled: 'ble stanset',
  unknown: 'har ukjent skjebne',
};
const STATES = { new: 'Sendt', done: 'Mottatt', ignored: 'Mottatt', poison: 'Mottatt', delivered: 'Levert' };

/** The conversation of one phone with one centre: inserts new messages and updates changed ones. */
export function createBubbles({ log, waiting }) {
  const list = log.querySelector('.messages');
  const empty = log.querySelector('.empty');
  const shown = new Map();
  let atEnd = true;
  let height = log.clientHeight;

  const stayAtEnd = () => {
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
  log.addEventListener('scroll', () => {
    // Ignores scroll events that only a growing draft caused.
    if (log.clientHeight === height) atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  });
  new ResizeObserver(() => {
    height = log.clientHeight;
    stayAtEnd();
  }).observe(log);

  function put(message) {
    const before = shown.get(message.id);
    const item = before ?? bubble(message);
    item.querySelector('.meta').replaceChildren(...metaOf(message));
    if (before !== undefined && before.dataset.at === message.at) return;
    item.dataset.at = message.at;
    shown.set(message.id, item);
    const next = [...list.querySelectorAll('.message')].find(
      (other) => other !== item && other.dataset.at > message.at,
    );
    list.insertBefore(item, next ?? null);
  }

  function showDays() {
    for (const day of list.querySelectorAll('.day')) day.remove();
    let last = '';
    for (const item of list.querySelectorAll('.message')) {
      const day = dateOf(item.dataset.at);
      if (day !== last) list.insertBefore(dayLine(day), item);
      last = day;
    }
  }

  return {
    /** Shows the current messages of this conversation. */
    show(messages) {
      const visible = messages.filter((m) => m.direction === 'sent' || !(WAITING.has(m.state) || m.state in LOST));
      const news = visible.some((m) => !shown.has(m.id));
      const gone = [...shown.keys()].filter((id) => !visible.some((m) => m.id === id));
      for (const id of gone) {
        shown.get(id).remove();
        shown.delete(id);
      }
      for (const message of visible) put(message);
      if (news || gone.length > 0) showDays();
      empty.hidden = visible.length > 0;
      showWaiting(
        waiting,
        messages.filter((m) => m.direction === 'received' && !visible.includes(m)),
      );
      // A new conversation, or an own message, scrolls to the end.
      if (gone.length > 0 || (news && visible.at(-1).direction === 'sent')) atEnd = true;
      stayAtEnd();
    },
  };
}

function bubble({ direction, body }) {
  const item = element('li', `message ${direction}`);
  const who = element('span', 'unseen', direction === 'sent' ? 'Du skrev: ' : 'Sentralen skrev: ');
  const text = element('p', 'bubble');
  text.append(who, body);
  item.append(text, element('p', 'meta'));
  return item;
}

function metaOf(message) {
  const time = element('time', '', timeOf(message.at));
  time.dateTime = message.at;
  const measured = message.parts === null ? measure(message.body) : message;
  return [time, ` · ${inParts(measured)} · ${STATES[message.state] ?? 'Sendt'}`];
}

// A day heading; for screen readers the time of each message includes the day.
function dayLine(day) {
  const line = element('li', 'day', day);
  line.setAttribute('aria-hidden', 'true');
  return line;
}

function showWaiting(line, hidden) {
  const later = hidden.filter((m) => WAITING.has(m.state));
  const lost = hidden.filter((m) => m.state in LOST).at(-1);
  const says = [];
  if (later.length > 0) {
    const first = later.map((m) => m.at).toSorted()[0];
    const what = later.length === 1 ? 'En melding' : `${later.length} meldinger`;
    says.push(`${what} fra sentralen venter til ${dateOf(first)} kl. ${timeOf(first)}.`);
  }
  if (lost !== undefined) says.push(`En melding fra sentralen ${LOST[lost.state]}.`);
  const text = says.join(' ');
  if (line.textContent !== text) line.textContent = text;
}

export function element(name, className = '', text = '') {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}
