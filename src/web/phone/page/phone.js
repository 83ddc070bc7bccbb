import { createClock } from './clock.js';
import { createHandset } from './handset.js';
import { readable } from './number.js';

const KEPT = 'ringerunde.phones';
/** Two volunteers of the demo: one says yes, and the other is too late. */
const FIRST = ['+4790000001', '+4790000002'];
const PHONES_MAX = 12;
const TITLE = document.title;
const base = new URL('.', import.meta.url);
const byId = (id) => document.querySelector(`#${id}`);
const say = (text) => {
  byId('status').textContent = text;
};

const setup = await (await fetch(new URL('setup', base))).json();
const phones = keptPhones();
let handsets = [];
let events = null;

const clock = createClock({
  element: document.querySelector('.clock'),
  say,
  move: (wish) => post('clock', wish === 'reminder' ? { toReminderOf: phones.map((p) => p.number) } : wish),
});
clock.set(setup.now);
if (setup.clockMoves) clock.allowMoves();
showCarrier();
for (const phone of phones) show(phone);
listen();
byId('add').addEventListener('submit', (event) => {
  void add(event);
});

globalThis.addEventListener('pagehide', () => {
  for (const handset of handsets) handset.hangUp();
});

function show(phone) {
  const handset = createHandset({
    phone,
    centres: setup.centres,
    send,
    post,
    say,
    remove: () => remove(phone),
    choose: keep,
  });
  handsets.push(handset);
  document.querySelector('.guide').before(handset.element);
  showNumbers();
}

function showNumbers() {
  byId('add-number').value = readable(nextNumber());
  byId('phones').classList.toggle('several', handsets.length > 1);
}

/**
 * Receives all news. After a lost connection the service sends the whole history again, which changes nothing on the
 * page.
 */
function listen() {
  events?.close();
  if (phones.length === 0) return;
  const address = new URL('events', base);
  for (const { number } of phones) address.searchParams.append('phone', number);
  events = new EventSource(address);
  events.addEventListener('clock', ({ data }) => clock.set(JSON.parse(data).now));
  events.addEventListener('messages', ({ data }) => {
    const news = JSON.parse(data);
    for (const handset of handsets) {
      const own = news.filter((m) => m.phone === handset.number);
      if (own.length > 0) handset.hear(own);
    }
  });
  events.addEventListener('rings', ({ data }) => {
    const rings = JSON.parse(data);
    for (const handset of handsets) handset.rings(rings.filter((ring) => ring.phone === handset.number));
    const [first] = rings;
    document.title = first === undefined ? TITLE : `Det ringer: ${readable(first.phone)}`;
  });
  events.addEventListener('open', () => document.body.classList.remove('offline'));
  events.addEventListener('error', () => {
    document.body.classList.add('offline');
    say('Forbindelsen er brutt. Prøver igjen.');
  });
}

async function send(message) {
  try {
    await post('messages', message);
    say('');
  } catch (error) {
    say(error.message);
    throw error;
  }
}

async function add(event) {
  event.preventDefault();
  const field = byId('add-number');
  const problem = byId('add-problem');
  problem.textContent = '';
  field.removeAttribute('aria-invalid');
  try {
    if (phones.length >= PHONES_MAX) throw new Error(`Det er plass til ${PHONES_MAX} telefoner.`);
    const { number } = await post('numbers', { text: field.value });
    if (phones.some((p) => p.number === number)) throw new Error('Den telefonen er her allerede.');
    const phone = { number, centre: setup.centres[0]?.number ?? '' };
    phones.push(phone);
    keep();
    show(phone);
    listen();
    handsets.at(-1).focus();
  } catch (error) {
    problem.textContent = error.message;
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }
}

function remove(phone) {
  phones.splice(phones.indexOf(phone), 1);
  handsets.find((h) => h.number === phone.number).element.remove();
  handsets = handsets.filter((h) => h.number !== phone.number);
  keep();
  showNumbers();
  listen();
  say(`Telefonen ${readable(phone.number)} er fjernet. Meldingene er fortsatt lagret.`);
  byId('add-number').focus();
}

async function post(path, data, how = {}) {
  const answer = await fetch(new URL(path, base), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Ringerunde': 'phone' },
    body: JSON.stringify(data),
    ...how,
  }).catch(() => null);
  if (answer === null) throw new Error('Tjenesten svarer ikke.');
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw Object.assign(new Error(said.error ?? 'Noe gikk galt.'), { status: answer.status });
  return said;
}

function keptPhones() {
  const numbers = setup.centres.map((c) => c.number);
  const known = (centre) => (numbers.includes(centre) ? centre : (numbers[0] ?? ''));
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    if (Array.isArray(kept))
      return kept.map(({ number, centre }) => ({ number: String(number), centre: known(centre) }));
  } catch {
    // The stored phones are damaged: use the first two.
  }
  return FIRST.map((number) => ({ number, centre: known('') }));
}

function keep() {
  localStorage.setItem(KEPT, JSON.stringify(phones));
}

function nextNumber() {
  let next = Number(FIRST[0].slice(1));
  while (phones.some((p) => p.number === `+${next}`)) next++;
  return `+${next}`;
}

function showCarrier() {
  const notes = {
    simulator: ['uten nett', 'Ingenting sendes ut: meldingene blir på denne maskinen.'],
    'test server': ['via testserver', 'Svarene går ut via API-tjeneren som er satt opp, og vises her også.'],
    real: ['på nettet', 'Svarene går ut til ekte telefoner. Bruk bare egne numre.'],
  };
  const [short, long] = notes[setup.carrier];
  byId('carrier').textContent = short;
  byId('carrier-note').textContent =
    setup.centres.length === 0 ? 'Det er ingen sentral ennå. Legg til en først.' : long;
}
