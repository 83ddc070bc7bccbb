/** An element of a document, as it stands there. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** All text inside, with the entities put back. */
  text: string;
}

const TOKEN =
  /<\?xml version="1\.0" encoding="UTF-8"\?>|<(\/?)([A-Za-z-]+)((?:\s+[A-Za-z:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a TwiML document, strictly. @throws Error where it is not well-formed, or says more than XML 1.0 may. */
export function parseTwiml(xml: string): Element {
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error('a character that XML may not hold');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const [, slash, name, attributes = '', empty, text] = TOKEN.exec(xml) ?? fail(`not well-formed at ${at}`, xml);
    const here = open.at(-1) ?? fail('closed too often', xml);
    if (text !== undefined) for (const element of open) element.text += decoded(text);
    else if (name !== undefined && slash === '/') {
      if (here.name !== name) fail(`</${name}> closes <${here.name}>`, xml);
      open.pop();
    } else if (name !== undefined) {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      here.children.push(element);
      if (empty === '') open.push(element);
    }
  }
  const [response, more] = root.children;
  if (open.length > 1 || response === undefined || more !== undefined) fail('one whole element was expected', xml);
  return response ?? root;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([A-Za-z:]+)="([^"]*)"/g)) {
    if (name in found) throw new Error(`${name} stands there twice`);
    found[name] = decoded(value);
  }
  return found;
}

function decoded(text: string): string {
  return text.replace(/&([^;&]*);?|&/g, (whole, name: string) => {
    if (/^#x[\da-f]+$/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (/^#\d+$/.test(name)) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? fail(`${whole} is no entity`, text);
  });
}

function fail(what: string, where: string): never {
  throw new Error(`${what}: ${where.slice(0, 200)}`);
}
