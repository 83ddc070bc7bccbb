/** An element of a TwiML document. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  /** The text inside, with entities decoded. */
  text: string;
}

/** A document that the network would refuse. */
class NotTwiml extends Error {}

const TOKEN = /<\?xml [^?>]*\?>|<(\/?)([A-Za-z-]+)((?:\s+[A-Za-z:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** The longest accepted document: 64 KB. */
const LENGTH_MAX = 64 * 1024;

/**
 * Parses a document strictly, as the network does. @throws NotTwiml when it is not well-formed or has no `<Response>`
 */
export function parseTwiml(xml: string): Element {
  if (xml.length > LENGTH_MAX || NO_XML.test(xml)) throw new NotTwiml('too long, or a character that XML may not hold');
  const root = { name: '', attributes: {}, children: [] as Element[], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    const here = open.at(-1);
    if (token === null || here === undefined) throw new NotTwiml(`not well-formed at ${at}`);
    const [, slash, name, attributes = '', empty, text] = token;
    if (text !== undefined) for (const element of open) element.text += decoded(text);
    else if (name !== undefined && slash === '/') {
      if (here.name !== name) throw new NotTwiml(`</${name}> closes <${here.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      here.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  const [response, more] = root.children;
  if (open.length > 1 || response?.name !== 'Response' || more !== undefined)
    throw new NotTwiml('one whole <Response> was expected');
  return response;
}

function attributesOf(text: string): Record<string, string> {
  // Without a prototype, an attribute called __proto__ is one like any other.
  const found = Object.create(null) as Record<string, string>;
  for (const [, name = '', value = ''] of text.matchAll(/([A-Za-z:-]+)="([^"]*)"/g)) {
    if (name in found) throw new NotTwiml(`${name} stands there twice`);
    found[name] = decoded(value);
  }
  return found;
}

function decoded(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const [, hex, digits] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
    const point = hex === undefined ? Number(digits ?? NaN) : Number.parseInt(hex, 16);
    const character = point <= 0x10ffff ? String.fromCodePoint(point) : ENTITIES[name];
    if (character === undefined || NO_XML.test(character)) throw new NotTwiml(`${whole} is no character`);
    return character;
  });
}
