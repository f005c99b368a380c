import type { place as nl } from '../nl/place.ts'

/** The inspector's working place and eye contact. */
export const place: typeof nl = {
  open: 'Mein Platz',
  title: 'Mein Platz',
  intro:
    'Einmal mit Lineal oder Bankkarte ausmessen, dann stehen die Augen des Bürgers so nah an der Kamera wie möglich. Es gehört zu diesem Bildschirm und bleibt auf diesem Rechner.',
  kind: 'Wo steht die Kamera?',
  kinds: {
    above: 'über dem Bildschirm',
    glass: 'hinter einem Spiegelglas, in dem ich den Bildschirm sehe',
  },
  mirrored: 'diese Seite spiegeln (nicht nötig, wenn der Bildschirm es selbst tut)',
  screen: 'Bildschirm: nur das Bild, ohne Rand',
  camera: 'Kamera und Abstand',
  fields: {
    widthMm: 'Breite',
    heightMm: 'Höhe',
    aboveMm: 'Über dem Rand',
    asideMm: 'Neben der Mitte',
    distanceMm: 'Sehabstand',
  },
  aboveHints: {
    above: 'vom oberen Rand des Bildes bis zur Linse',
    glass: 'unter dem oberen Rand: mit einem Minus',
  },
  asideHint: 'rechts der Mitte, links mit einem Minus',
  distanceHint: 'von Ihren Augen bis zum Bildschirm',
  faults: {
    number: () => 'Schreiben Sie eine Zahl in Millimetern, zum Beispiel 530.',
    range: (a: string, b: string) => `Dies muss zwischen ${a} und ${b} mm liegen.`,
    camera: () =>
      'Die Kamera läge so nicht an ihrem Platz: über dem Bildschirm 0 oder mehr, hinter dem Glas nicht unter dem unteren Rand.',
    shape: () =>
      'Breite und Höhe passen nicht zur Form dieses Bildschirms. Messen Sie nur das Bild, ohne Rand.',
  },
  mend: 'Noch nicht gespeichert: verbessern Sie, was angezeigt ist.',
  keep: 'Speichern',
  forget: 'Vergessen',
  keptAt: (d: string, t: string) => `ausgemessen am ${d}, ${t}`,
  withCard: 'Mit einer Bankkarte messen',
  cardHint:
    'Halten Sie eine Bankkarte oder einen Ausweis an den Bildschirm und machen Sie den Rahmen gleich groß: schieben, oder mit den Pfeiltasten.',
  cardSize: 'Größe des Rahmens',
  contactUnset: 'Blickkontakt: nicht eingestellt',
  contact: {
    aligned: 'Blickkontakt: gut',
    near: 'Blickkontakt: fast',
    not_aligned: 'Blickkontakt: nicht',
  },
  contactAngle: (x: string, y: string) => `${x}° seitlich, ${y}° in der Höhe`,

  light: {
    dark: 'Licht: zu dunkel, stellen Sie eine Lampe vor sich',
    good: 'Licht: gut',
    bright: 'Licht: zu hell, drehen Sie sich von Lampe oder Fenster weg',
  },
  backdrop: 'Schwarzer Hintergrund',
  backdropStarts: 'startet; bis dahin sieht der Bürger Sie nicht',
  backdropRate: (pictures: string) => `${pictures} Bilder in der Sekunde`,
  backdropUnable: {
    browser:
      'Dieser Browser kann den Hintergrund nicht schwarz machen. Ihre Kamera wird unverändert gesendet.',
    slow: 'Dieser Rechner ist zu langsam für einen schwarzen Hintergrund. Er ist wieder aus: Ihre Kamera wird unverändert gesendet.',
    failed:
      'Der schwarze Hintergrund konnte nicht geladen werden. Er ist wieder aus: Ihre Kamera wird unverändert gesendet.',
  },
}
