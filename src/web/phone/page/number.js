/** +4790000001 as "900 00 001", +4737000001 as "37 00 00 01"; foreign numbers stay unchanged. */
export const readable = (number) =>
  number
    .replace(/^\+47([49]\d{2})(\d{2})(\d{3})$/, '$1 $2 $3')
    .replace(/^\+47(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1 $2 $3 $4');
