/** The part of an offer's code that is enough in a text: three digits, unique for the person (docs/rules.md L2). */
export const shortCode = (code: number): number => (code >= 100_000 ? Math.floor(code / 1000) : code);
