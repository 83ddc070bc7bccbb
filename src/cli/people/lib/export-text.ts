import type { PersonExport } from '../../../domain/privacy/export.ts';
import { facts } from '../../framework/print.ts';

type Row = Record<string, string | number | null>;
type Lists = { [Part in keyof PersonExport]: PersonExport[Part] extends Row[] ? Part : never }[keyof PersonExport];

/** The titles of an export's lists in the person's copy, in their order there. */
const TITLES: Readonly<Record<Lists, string>> = {
  signUps: 'Påmeldinger',
  organised: 'Aktiviteter du står som arrangør for',
  represented: 'Foreninger du er kontakt for',
  proposals: 'Endringer du har foreslått',
  offers: 'Forespørsler om oppdrag',
  serviceHours: 'Timer som frivillig',
  helpReceived: 'Hjelp du har fått',
  subscriptions: 'Abonnementer',
  consents: 'Samtykker',
  broadcasts: 'Meldinger til mange: svar, og når du ble holdt utenfor',
  callbacks: 'Oppringninger',
  calls: 'Telefonsamtaler',
  inbox: 'Meldinger som et menneske har sett på',
  conversations: 'Samtaler',
};

/** The names of the fields. A test asks for a name for each. */
export const FIELDS: Readonly<Record<string, string>> = {
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
  words: 'det du sa',
  shown: 'det du fikk se før det',
  wishedAt: 'når du ville bli ringt',
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
  endedAt: 'sluttet',
  languageChosen: 'språket er valgt',
  prefers: 'vil helst ha',
  nameStaffEntered: 'navn som de ansatte førte',
  keptAskedAt: 'spurt om vi skal huske deg',
  changedAt: 'endret',
  remindedAt: 'påminnet',
  wave: 'spurt i runde',
  rank: 'plass i rekkefølgen',
  answerBy: 'svarfrist',
  decidedAt: 'avgjort',
  reportedAt: 'ført',
  description: 'hva det gjelder',
  reason: 'hvorfor ikke',
  orderedBy: 'bestilt av',
  lastSentAt: 'sist sendt',
  leftOut: 'holdt utenfor fordi',
  direction: 'retning',
  takenAt: 'tatt av et menneske',
  queuedAt: 'lagt i kø',
  rungAt: 'ringt',
  tries: 'forsøk',
  recordedSeconds: 'opptak i sekunder',
  recordingKeptUntil: 'opptaket slettes',
  organiser: 'arrangør',
  confirmedAt: 'bekreftet',
  association: 'forening',
  email: 'e-post',
  from: 'fra',
  until: 'til',
  source: 'kilde',
  deed: 'hva det gjelder',
  changes: 'endringer',
  receivedAt: 'mottatt',
};

/** An export as a text in Norwegian, for the person who has asked for their data. */
export function exportText(all: PersonExport): string {
  const parts = [
    `Dette har ${all.centre.name} om ${all.number}`,
    all.person === null ? 'Ingen person er lagret.' : named(all.person),
    `STOPP: ${all.optedOut ? 'ja, vi sender ikke meldinger til dette nummeret' : 'nei'}`,
  ];
  if (all.centre.staffPhone) parts.push('Nummeret står som telefonen til sentralen.');
  if (all.volunteer !== null) parts.push(`Som frivillig\n${named(all.volunteer)}`);
  for (const [key, title] of Object.entries(TITLES) as [Lists, string][]) {
    const rows = all[key];
    if (rows.length > 0) parts.push(`${title} (${rows.length})\n${rows.map(named).join('\n\n')}`);
  }
  if (all.messages.length > 0) {
    const said = all.messages.map((m) => `${m.at} ${m.direction === 'in' ? 'fra deg' : 'til deg'}: ${m.body}`);
    parts.push(`Meldinger (${said.length})\n${said.join('\n')}`);
  }
  return parts.join('\n\n');
}

const named = (row: Row): string => facts(Object.entries(row).map(([name, value]) => [FIELDS[name] ?? name, value]));
