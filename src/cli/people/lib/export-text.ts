import type { PersonExport } from '../../../domain/privacy/export.ts';
import { facts } from '../../framework/print.ts';

type Row = Record<string, string | number | null>;

/** What the parts and fields of an export are called in the copy that the person gets. */
const TITLES: readonly (readonly [keyof PersonExport, string])[] = [
  ['signUps', 'Påmeldinger'],
  ['offers', 'Forespørsler om oppdrag'],
  ['serviceHours', 'Timer som frivillig'],
  ['helpReceived', 'Hjelp du har fått'],
  ['subscriptions', 'Abonnementer'],
  ['consents', 'Samtykker'],
  ['broadcasts', 'Svar på meldinger til mange'],
  ['callbacks', 'Oppringninger'],
  ['inbox', 'Meldinger som et menneske har sett på'],
  ['conversations', 'Samtaler'],
];

const FIELDS: Readonly<Record<string, string>> = {
  name: 'navn',
  language: 'språk',
  postcode: 'postnummer',
  place: 'sted',
  firstSeenAt: 'først hørt fra',
  lastInboundAt: 'sist hørt fra',
  lastOutboundAt: 'sist skrevet til',
  activity: 'aktivitet',
  assignment: 'oppdrag',
  title: 'oppdrag',
  startsAt: 'begynner',
  persons: 'personer',
  status: 'status',
  signedUpAt: 'meldt på',
  about: 'om',
  since: 'siden',
  how: 'hvordan',
  why: 'hvorfor',
  outcome: 'hva det ble til',
  text: 'tekst',
  at: 'når',
  on: 'dato',
  minutes: 'minutter',
  kind: 'slag',
  askedAt: 'spurt',
  answeredAt: 'svart',
  doneAt: 'ferdig',
  dueAt: 'frist',
  note: 'svar med ord',
  said: 'svar',
  recipient: 'mottaker',
  address: 'adresse',
  phone: 'telefon',
  details: 'beskrivelse',
  interests: 'interesser',
  languages: 'språk',
  times: 'kan',
  car: 'bil',
  maxKm: 'lengste avstand i km',
  metOn: 'første samtale',
  metBy: 'med',
  confidentialityOn: 'taushetserklæring',
  certificateFor: 'politiattest for',
  certificateAskedOn: 'politiattest bedt om',
  certificateShownOn: 'politiattest vist',
  pausedUntil: 'pause til',
  leftOn: 'sluttet',
  notes: 'notater',
  extra: 'annet',
  openedAt: 'begynte',
  activeAt: 'sist i bruk',
};

/** An export as somebody can read it who has asked what is held about them, in Norwegian. */
export function exportText(all: PersonExport): string {
  const parts = [
    `Dette har ${all.centre.name} om ${all.number}`,
    all.person === null ? 'Ingen person er lagret.' : named(all.person),
    `STOPP: ${all.optedOut ? 'ja, vi sender ikke meldinger til dette nummeret' : 'nei'}`,
  ];
  if (all.volunteer !== null) parts.push(`Som frivillig\n${named(all.volunteer)}`);
  for (const [key, title] of TITLES) {
    const rows = all[key] as Row[];
    if (rows.length > 0) parts.push(`${title} (${rows.length})\n${rows.map(named).join('\n\n')}`);
  }
  if (all.messages.length > 0) {
    const said = all.messages.map((m) => `${m.at} ${m.direction === 'in' ? 'fra deg' : 'til deg'}: ${m.body}`);
    parts.push(`Meldinger (${said.length})\n${said.join('\n')}`);
  }
  return parts.join('\n\n');
}

const named = (row: Row): string => facts(Object.entries(row).map(([name, value]) => [FIELDS[name] ?? name, value]));
