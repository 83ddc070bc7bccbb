/** One thing that was looked at. `advice` says what to do, or what there is to know. */
export interface Check {
  name: string;
  ok: boolean;
  advice: string;
}

export const fine = (name: string, advice = ''): Check => ({ name, ok: true, advice });
export const wrong = (name: string, advice: string): Check => ({ name, ok: false, advice });
