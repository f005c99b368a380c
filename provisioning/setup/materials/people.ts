import type { CardNote } from '../../../hw/card/virtual/card-image.ts'

/** Which years a card is from: RSA and applet 1.7, the same with newer authorities above, or P-384 and applet 1.8. */
export type Generation = '1.7' | '1.7-rekeyed' | '1.8'

/** Somebody who does not exist, and their card. */
export interface Specimen {
  readonly id: string
  readonly label: string
  readonly note: CardNote
  readonly generation: Generation
  /** `Specimen` without it. */
  readonly surname?: string
  readonly givenNames: string
  readonly thirdInitial?: string
  /** YYYYMMDD with 00 for what is not known. */
  readonly born: string
  /** The order number of that day: odd for a man. */
  readonly order: string
  /** As it stands on the card. */
  readonly birthDate: string
  readonly birthPlace: string
  readonly sex: string
  readonly nationality?: string
  /** 1, a Belgian's, without it. */
  readonly documentType?: string
  readonly address: readonly [street: string, zip: string, municipality: string]
  /** Which part of the portrait is their face. */
  readonly face: keyof typeof FACES
  /** Since and until which February, in years from now; two years ago and in eight without it. */
  readonly valid?: readonly [number, number]
  /** The certificates that the card has; both without it. */
  readonly certificates?: 'none' | 'authentication'
  readonly triesLeft?: number
}

export const surname = ({ surname = 'Specimen' }: Specimen): string => surname

/** Parts of the portrait, in its pixels; the height follows from the photo. */
export const FACES = {
  a: { left: 128, top: 0, width: 196 },
  b: { left: 144, top: 16, width: 168 },
  c: { left: 100, top: 0, width: 224 },
} as const

/** The numbers of the people are computed: nobody's are in the sources. */
export const SPECIMENS: readonly Specimen[] = [
  {
    id: 'specimen-een',
    label: 'Specimen Een',
    note: 'adult',
    generation: '1.7',
    givenNames: 'Een Noëlle',
    thirdInitial: 'T',
    born: '19850412',
    order: '204',
    birthDate: '12 APR 1985',
    birthPlace: 'Genk',
    sex: 'V',
    address: ['Proefstraat 12 bus 3', '3600', 'Genk'],
    face: 'a',
  },
  {
    id: 'specimen-twee',
    label: 'Specimen Twee',
    note: 'adult',
    generation: '1.7',
    givenNames: 'Twee André',
    born: '20010815',
    order: '107',
    birthDate: '15 AOUT 2001',
    birthPlace: 'Liège',
    sex: 'M',
    address: ['Chaussée des Essais 7', '3660', 'Oudsbergen'],
    face: 'b',
  },
  {
    id: 'specimen-drie',
    label: 'Specimen Drie',
    note: 'adult_18',
    generation: '1.8',
    givenNames: 'Drie Anaïs',
    thirdInitial: 'M',
    born: '19920708',
    order: '316',
    birthDate: '08 JUL  1992',
    birthPlace: 'Hasselt',
    sex: 'V',
    address: ['Testlaan 200', '3600', 'Genk'],
    face: 'c',
  },
  {
    id: 'specimen-vier',
    label: 'Specimen Vier',
    note: 'rekeyed',
    generation: '1.7-rekeyed',
    givenNames: 'Vier Jérôme',
    born: '19690227',
    order: '121',
    birthDate: '27 FEV  1969',
    birthPlace: 'Namur',
    sex: 'M',
    address: ['Rue de l’Épreuve 4', '5000', 'Namur'],
    face: 'a',
  },
  {
    id: 'specimen-kind',
    label: 'Specimen Kind',
    note: 'kids',
    generation: '1.8',
    givenNames: 'Kind Lotte',
    born: '20190512',
    order: '062',
    birthDate: '12 MEI  2019',
    birthPlace: 'Genk',
    sex: 'V',
    documentType: '6',
    address: ['Speelplein 5', '3600', 'Genk'],
    face: 'b',
    valid: [-1, 2],
    certificates: 'authentication',
  },
  {
    id: 'specimen-kleuter',
    label: 'Specimen Kleuter',
    note: 'kids',
    generation: '1.8',
    givenNames: 'Kleuter Noah',
    born: '20230330',
    order: '045',
    birthDate: '30 MAAR 2023',
    birthPlace: 'Maaseik',
    sex: 'M',
    documentType: '6',
    address: ['Speelplein 6', '3680', 'Maaseik'],
    face: 'c',
    valid: [-1, 2],
    certificates: 'none',
  },
  {
    id: 'specimen-vreemd',
    label: 'Specimen Vreemd',
    note: 'foreigner',
    generation: '1.8',
    surname: 'Specimen-Muster',
    givenNames: 'Vreemd Jürgen',
    born: '19741203',
    order: '231',
    birthDate: '03.DEZ.1974',
    birthPlace: 'Köln',
    sex: 'M',
    nationality: 'Duitsland',
    documentType: '31',
    address: ['Grenzweg 18', '4730', 'Raeren'],
    face: 'a',
  },
  {
    id: 'specimen-jaar',
    label: 'Specimen Jaar',
    note: 'birth_year',
    generation: '1.8',
    givenNames: 'Jaar Amina',
    born: '19510000',
    order: '018',
    birthDate: '1951',
    birthPlace: 'Berkane',
    sex: 'V',
    address: ['Koolmijnlaan 44', '3550', 'Heusden-Zolder'],
    face: 'b',
  },
  {
    id: 'specimen-zonder',
    label: 'Specimen Zonder',
    note: 'no_signature',
    generation: '1.8',
    givenNames: 'Zonder Pieter',
    born: '19881111',
    order: '155',
    birthDate: '11 NOV  1988',
    birthPlace: 'Tongeren',
    sex: 'M',
    address: ['Onderwerpstraat 9', '3700', 'Tongeren'],
    face: 'c',
    certificates: 'authentication',
  },
  {
    id: 'specimen-kans',
    label: 'Specimen Kans',
    note: 'last_try',
    generation: '1.8',
    givenNames: 'Kans Ilse',
    born: '19960620',
    order: '278',
    birthDate: '20 JUN  1996',
    birthPlace: 'Bree',
    sex: 'V',
    address: ['Gokstraat 1', '3960', 'Bree'],
    face: 'a',
    triesLeft: 1,
  },
  {
    id: 'specimen-blok',
    label: 'Specimen Blok',
    note: 'blocked',
    generation: '1.8',
    givenNames: 'Blok Stijn',
    born: '20000229',
    order: '133',
    birthDate: '29 FEB  2000',
    birthPlace: 'Peer',
    sex: 'M',
    address: ['Slotstraat 3', '3990', 'Peer'],
    face: 'b',
    triesLeft: 0,
  },
  {
    id: 'specimen-oud',
    label: 'Specimen Oud',
    note: 'expired',
    generation: '1.7',
    givenNames: 'Oud Godelieve',
    born: '19471024',
    order: '392',
    birthDate: '24 OKT  1947',
    birthPlace: 'Genk',
    sex: 'V',
    address: ['Vroegerstraat 77', '3600', 'Genk'],
    face: 'c',
    valid: [-11, -1],
  },
  {
    id: 'specimen-vervalst',
    label: 'Specimen Vervalst',
    note: 'tampered',
    generation: '1.7',
    givenNames: 'Vervalst Zoë',
    thirdInitial: 'K',
    born: '19780303',
    order: '312',
    birthDate: '03.MÄR.1978',
    birthPlace: 'Eupen',
    sex: 'V',
    address: ['Musterweg 1', '4700', 'Eupen'],
    face: 'c',
  },
  {
    id: 'specimen-adres',
    label: 'Specimen Adres',
    note: 'tampered_address',
    generation: '1.8',
    givenNames: 'Adres Tom',
    born: '19830914',
    order: '177',
    birthDate: '14 SEP  1983',
    birthPlace: 'Genk',
    sex: 'M',
    address: ['Verhuisstraat 15', '3600', 'Genk'],
    face: 'a',
  },
  {
    id: 'specimen-foto',
    label: 'Specimen Foto',
    note: 'tampered_photo',
    generation: '1.8',
    givenNames: 'Foto Sara',
    born: '19900105',
    order: '266',
    birthDate: '05 JAN  1990',
    birthPlace: 'Lommel',
    sex: 'V',
    address: ['Beeldstraat 21', '3920', 'Lommel'],
    face: 'b',
  },
  {
    id: 'specimen-kloon',
    label: 'Specimen Kloon',
    note: 'cloned',
    generation: '1.8',
    givenNames: 'Kloon Bart',
    born: '19790818',
    order: '189',
    birthDate: '18 AUG  1979',
    birthPlace: 'Beringen',
    sex: 'M',
    address: ['Dubbelstraat 2', '3580', 'Beringen'],
    face: 'c',
  },
  {
    id: 'specimen-keten',
    label: 'Specimen Keten',
    note: 'wrong_chain',
    generation: '1.8',
    givenNames: 'Keten Wim',
    born: '19941216',
    order: '141',
    birthDate: '16 DEC  1994',
    birthPlace: 'Genk',
    sex: 'M',
    address: ['Schakelstraat 8', '3600', 'Genk'],
    face: 'a',
  },
]
