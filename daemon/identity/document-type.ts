/** Source: Belgian eID, ID and address file, v5, document types; the letters are those that are printed on the card. */
const TYPES: Readonly<Record<string, string>> = {
  1: 'belgian',
  6: 'kids',
  7: 'bootstrap',
  8: 'habilitation',
  11: 'A',
  12: 'B',
  13: 'C',
  14: 'D',
  15: 'E',
  16: 'E+',
  17: 'F',
  18: 'F+',
  19: 'H',
  20: 'I',
  21: 'J',
  22: 'M',
  23: 'N',
  27: 'K',
  28: 'L',
  31: 'EU',
  32: 'EU+',
  33: 'A',
  34: 'B',
  35: 'F',
  36: 'F+',
  61: 'kids EU',
  62: 'kids EU+',
  63: 'kids A',
  64: 'kids B',
  65: 'kids K',
  66: 'kids L',
  67: 'kids F',
  68: 'kids F+',
  69: 'kids M',
}

/** What kind of card it is, or the number as it stands on a card of a kind that came later. */
export function documentType(code: string): string {
  return TYPES[code.replace(/^0+(?=\d)/, '')] ?? code
}
