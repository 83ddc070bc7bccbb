/** 1 is yes, 0 is no, null is unknown. */
export const stepFreeOf = (flag: number | null): 'yes' | 'no' | 'unknown' =>
  flag === null ? 'unknown' : flag === 1 ? 'yes' : 'no';
