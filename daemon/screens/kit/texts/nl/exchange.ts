/** Words for the documents that a citizen gives with a statement, in the console. */
export const exchange = {
  heading: 'Stukken bij de verklaring',
  none: 'Geen stukken.',
  count: (count: number) => (count === 1 ? '1 stuk' : `${count} stukken`),
  add: 'Voeg een stuk toe',
  hint: 'Sleep een PDF of een foto hierheen.',
  room: (left: string) =>
    `PDF, JPEG of PNG, hoogstens 8 stukken van 20 bladzijden. Nog plaats voor ${left}; een foto wordt vanzelf kleiner.`,
  full: 'Er is geen plaats meer voor nog een stuk.',
  choose: 'Kies een bestand',
  preparing: 'Het bestand wordt bekeken',
  name: 'Naam van het stuk, zoals die in de verklaring komt',
  defaultNames: { pdf: 'Document', jpeg: 'Foto' },
  accept: 'Voeg toe',
  cancel: 'Annuleer',
  preview: 'Wat er toegevoegd wordt',
  problems: {
    type: 'Dit bestand is geen PDF, JPEG of PNG. Er is niets verstuurd.',
    room: (size: string, left: string) =>
      `Dit bestand is ${size}, en er is nog plaats voor ${left}. Er is niets verstuurd. Laat het document kleiner opslaan, of fotografeer elke bladzijde.`,
    picture: 'Deze foto kan niet geopend worden. Er is niets verstuurd.',
    twice: 'Dit stuk is er al.',
    refused: 'Het loket neemt dit stuk nu niet aan. Zie of de verklaring nog een ontwerp is.',
  },
  arriving: (percent: number) => `komt aan, ${percent} %`,
  broken:
    'De overdracht brak af. Kies hetzelfde bestand opnieuw om verder te gaan, of neem het stuk terug.',
  checking: 'wordt nagekeken door het loket',
  looking: (page: number, pages: number) => `op het scherm, bladzijde ${page} van ${pages}`,
  faults: {
    altered: 'Het stuk kwam niet heel aan. Voeg het opnieuw toe. (stuk-veranderd)',
    not_this_type: 'Dit is geen PDF of foto. (stuk-soort)',
    damaged:
      'Dit bestand is beschadigd en kan niet getoond worden. Vraag een ander. (stuk-beschadigd)',
    locked:
      'Deze PDF is beveiligd. Vraag er een zonder wachtwoord, of fotografeer de bladzijden. (stuk-beveiligd)',
    too_many_pages:
      'Dit stuk heeft meer dan 20 bladzijden. Voeg alleen toe wat nodig is. (stuk-te-lang)',
    hidden_data: 'In deze foto zitten nog gegevens naast het beeld. (stuk-gegevens)',
  },
  show: 'Leg voor',
  hide: 'Leg weg',
  drop: 'Neem terug',
  fixed: 'Neem het voorgelegde document terug om aan de stukken iets te veranderen.',
}
