/** The fields of a form as they were sent; a field that was sent more than once is a list. */
export type Fields = Readonly<Record<string, string | string[]>>;

/** A request that the carrier sent, and that says too little or the same thing twice. */
export class BadFields extends Error {}

/** What a request is answered with. */
export interface WebhookAnswer {
  status: number;
  type?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** What the carrier signed, as it reached us. */
export interface Signed {
  signature: string;
  /** Path and query below PUBLIC_URL, just as they stood in the request line. */
  target: string;
  /** Every field of the body, untrimmed. */
  fields: Fields;
}

/** How a carrier's requests are told from others, and what they ask of the line. */
export interface Webhooks {
  /** The header without which a request is not even read. */
  signatureHeader: string;
  /** Whether the carrier itself sent it, about this account. @throws BadFields */
  isGenuine(signed: Signed): boolean;
  /** What a request to this path does, once it is known to be genuine; null where the path is none of the carrier's. */
  route(path: string): ((fields: Fields) => Promise<WebhookAnswer>) | null;
}
