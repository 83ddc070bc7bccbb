/** The fields of a form as sent; a repeated field is a list. */
export type Fields = Readonly<Record<string, string | string[]>>;

/** A request of the carrier's in which a field is missing or repeated. */
export class BadFields extends Error {}

/** The answer to a request. */
export interface WebhookAnswer {
  status: number;
  type?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** The signed content of a request. */
export interface Signed {
  signature: string;
  /** Path and query below PUBLIC_URL, exactly as in the request line. */
  target: string;
  /** Every field of the body, untrimmed. */
  fields: Fields;
}

/** How to recognise a carrier's requests, and what they do. */
export interface Webhooks {
  /** A request without this header is refused unread. */
  signatureHeader: string;
  /** Whether the carrier sent it, about this account. @throws BadFields */
  isGenuine(signed: Signed): boolean;
  /** The handler of a genuine request to this path; null for a path of another service. */
  route(path: string): ((fields: Fields) => Promise<WebhookAnswer>) | null;
}
