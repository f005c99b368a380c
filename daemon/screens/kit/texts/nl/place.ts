/** The inspector's working place and eye contact. */
export const place = {
  open: 'Mijn plaats',
  title: 'Mijn plaats',
  intro:
    'Eén keer opmeten met een meetlat of een bankkaart, dan staan de ogen van de burger zo dicht bij de camera als kan. Dit hoort bij dit scherm en blijft op deze computer.',
  kind: 'Waar staat de camera?',
  kinds: { above: 'boven het scherm', glass: 'achter een spiegelglas, waarin ik het scherm zie' },
  mirrored: 'deze bladzijde spiegelen (niet nodig als het scherm dat zelf doet)',
  screen: 'Scherm: alleen het beeld, zonder rand',
  camera: 'Camera en kijkafstand',
  fields: {
    widthMm: 'Breedte',
    heightMm: 'Hoogte',
    aboveMm: 'Boven de bovenrand',
    asideMm: 'Naast het midden',
    distanceMm: 'Kijkafstand',
  },
  aboveHints: {
    above: 'van de bovenrand van het beeld tot de lens',
    glass: 'lager dan de bovenrand: met een min',
  },
  asideHint: 'rechts van het midden, links met een min',
  distanceHint: 'van uw ogen tot het scherm',
  faults: {
    number: (_a: string, _b: string) => 'Schrijf een getal in millimeter, bijvoorbeeld 530.',
    range: (a: string, b: string) => `Dit moet tussen ${a} en ${b} mm liggen.`,
    camera: (_a: string, _b: string) =>
      'De camera ligt zo buiten haar plaats: boven het scherm is dit 0 of meer, achter het glas niet lager dan de onderrand.',
    shape: (_a: string, _b: string) =>
      'Breedte en hoogte passen niet bij de vorm van dit scherm. Meet alleen het beeld, zonder rand.',
  },
  mend: 'Nog niet bewaard: verbeter wat aangeduid is.',
  keep: 'Bewaar',
  forget: 'Vergeet',
  keptAt: (d: string, t: string) => `opgemeten op ${d}, ${t}`,
  withCard: 'Meet met een bankkaart',
  cardHint:
    'Houd een bankkaart of identiteitskaart tegen het scherm en maak het kader even groot: schuif, of gebruik de pijltjes.',
  cardSize: 'Grootte van het kader',
  contactUnset: 'oogcontact: niet ingesteld',
  contact: {
    aligned: 'oogcontact: goed',
    near: 'oogcontact: bijna',
    not_aligned: 'oogcontact: niet',
  },
  contactAngle: (x: string, y: string) => `${x}° opzij, ${y}° op of neer`,

  light: {
    dark: 'licht: te donker, zet een lamp voor u',
    good: 'licht: goed',
    bright: 'licht: te fel, draai weg van de lamp of het raam',
  },
  backdrop: 'Zwarte achtergrond',
  backdropStarts: 'wordt gestart; tot dan ziet de burger u niet',
  backdropRate: (pictures: string) => `${pictures} beelden per seconde`,
  backdropUnable: {
    browser: 'Deze browser kan de achtergrond niet zwart maken. Uw camera wordt gewoon verstuurd.',
    slow: 'Deze computer is te traag voor een zwarte achtergrond. Ze staat weer uit: uw camera wordt gewoon verstuurd.',
    failed:
      'De zwarte achtergrond kon niet geladen worden. Ze staat weer uit: uw camera wordt gewoon verstuurd.',
  },
}
