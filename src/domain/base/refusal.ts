/** A request that the service cannot carry out. The message tells the user what to do instead. */
export class Refusal extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'Refusal';
  }
}
