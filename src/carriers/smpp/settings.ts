import { z } from 'zod';
import type { LongTexts } from './texts.ts';

/** The settings of a message centre that speaks SMPP. */
export interface SmppSettings {
  host: string;
  port: number;
  tls: boolean;
  systemId: string;
  password: string;
  systemType: string;
  longTexts: LongTexts;
}

const WAYS = ['udh', 'sar', 'payload'] as const;
/** The limits of SMPP 3.4. Some centres cut longer values, and then refuse every bind. */
const SYSTEM_ID_MAX = 15;
const PASSWORD_MAX = 8;
const SYSTEM_TYPE_MAX = 12;
const PORT = 2775;
const PORT_TLS = 3550;

const ascii = (name: string) =>
  z.string().regex(/^[\x21-\x7e]+$/, `${name} must be of plain letters, digits and marks, without spaces.`);

/** The variables, each with the sentence for an invalid value. */
export const smppVariables = {
  SMPP_URL: z
    .url({
      protocol: /^s?smpp$/,
      error: 'SMPP_URL must be smpp://host:2775, or ssmpp://host:3550 with TLS.',
    })
    .optional(),
  SMPP_SYSTEM_ID: ascii('SMPP_SYSTEM_ID')
    .max(SYSTEM_ID_MAX, `SMPP_SYSTEM_ID has ${SYSTEM_ID_MAX} letters at most.`)
    .optional(),
  SMPP_PASSWORD: ascii('SMPP_PASSWORD')
    .max(PASSWORD_MAX, `SMPP_PASSWORD has ${PASSWORD_MAX} letters at most: SMPP has no room for more.`)
    .optional(),
  SMPP_SYSTEM_TYPE: ascii('SMPP_SYSTEM_TYPE')
    .max(SYSTEM_TYPE_MAX, `SMPP_SYSTEM_TYPE has ${SYSTEM_TYPE_MAX} letters at most.`)
    .optional(),
  SMPP_LONG_TEXTS: z.enum(WAYS, { error: `SMPP_LONG_TEXTS must be one of ${WAYS.join(', ')}.` }).optional(),
};
type Variables = z.infer<z.ZodObject<typeof smppVariables>>;

/** Contradictions between the variables, as sentences. */
export function smppProblems(e: Variables): string[] {
  const needed = [e.SMPP_URL, e.SMPP_SYSTEM_ID, e.SMPP_PASSWORD];
  const given = needed.filter((v) => v !== undefined).length;
  if (given > 0 && given < needed.length) {
    return ['Set SMPP_URL, SMPP_SYSTEM_ID and SMPP_PASSWORD together, or none of them.'];
  }
  if (given === 0 && (e.SMPP_SYSTEM_TYPE ?? e.SMPP_LONG_TEXTS) !== undefined) {
    return ['SMPP_SYSTEM_TYPE and SMPP_LONG_TEXTS need SMPP_URL, SMPP_SYSTEM_ID and SMPP_PASSWORD.'];
  }
  if (e.SMPP_URL === undefined) return [];
  const { username, password, hostname, pathname, search } = new URL(e.SMPP_URL);
  if (username !== '' || password !== '') {
    return ['SMPP_URL must not hold a name or a password. Set SMPP_SYSTEM_ID and SMPP_PASSWORD.'];
  }
  const isBare = hostname !== '' && ['', '/'].includes(pathname) && search === '';
  return isBare ? [] : ['SMPP_URL must be smpp://host:2775, or ssmpp://host:3550 with TLS, and nothing more.'];
}

/** The settings; null when none is set. */
export function readSmpp(e: Variables): SmppSettings | null {
  const { SMPP_URL: url, SMPP_SYSTEM_ID: systemId, SMPP_PASSWORD: password } = e;
  if (url === undefined || systemId === undefined || password === undefined) return null;
  const { protocol, hostname, port } = new URL(url);
  const tls = protocol === 'ssmpp:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (tls ? PORT_TLS : PORT) : Number(port),
    tls,
    systemId,
    password,
    systemType: e.SMPP_SYSTEM_TYPE ?? '',
    longTexts: e.SMPP_LONG_TEXTS ?? 'udh',
  };
}
