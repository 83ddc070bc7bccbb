/** 1 yes, 0 no, null nobody has said. */
export const stepFreeOf = (flag: number | null): 'yes' | 'no' | 'unknown' =>
  flag === null ? 'unknown' : flag === 1 ? 'yes' : 'no';
