/** What somebody asked for cannot be done, and the message is a sentence that tells them what to do instead. */
export class Refusal extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'Refusal';
  }
}
