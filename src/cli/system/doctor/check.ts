/** The result of one check. `advice` says what to do or to know. */
export interface Check {
  name: string;
  ok: boolean;
  advice: string;
}

export const fine = (name: string, advice = ''): Check => ({ name, ok: true, advice });
export const wrong = (name: string, advice: string): Check => ({ name, ok: false, advice });
