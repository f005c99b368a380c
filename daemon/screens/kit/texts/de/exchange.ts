import type { exchange as nl } from '../nl/exchange.ts'

export const exchange: typeof nl = {
  heading: 'Unterlagen zur Erklärung',
  none: 'Keine Unterlagen.',
  count: (count) => (count === 1 ? '1 Unterlage' : `${count} Unterlagen`),
  add: 'Unterlage hinzufügen',
  hint: 'Ziehen Sie ein PDF oder ein Foto hierher.',
  room: (left) =>
    `PDF, JPEG oder PNG, höchstens 8 Unterlagen mit je 20 Seiten. Noch Platz für ${left}; ein Foto wird von selbst verkleinert.`,
  full: 'Es ist kein Platz mehr für eine weitere Unterlage.',
  choose: 'Datei wählen',
  preparing: 'Die Datei wird angesehen',
  name: 'Name der Unterlage, wie er in der Erklärung steht',
  defaultNames: { pdf: 'Dokument', jpeg: 'Foto' },
  accept: 'Hinzufügen',
  cancel: 'Abbrechen',
  preview: 'Was hinzugefügt wird',
  problems: {
    type: 'Diese Datei ist kein PDF, JPEG oder PNG. Es wurde nichts gesendet.',
    room: (size, left) =>
      `Diese Datei hat ${size}, und es ist noch Platz für ${left}. Es wurde nichts gesendet. Speichern Sie das Dokument kleiner, oder fotografieren Sie jede Seite.`,
    picture: 'Dieses Foto lässt sich nicht öffnen. Es wurde nichts gesendet.',
    twice: 'Diese Unterlage ist schon da.',
    refused:
      'Der Schalter nimmt diese Unterlage jetzt nicht an. Sehen Sie, ob die Erklärung noch ein Entwurf ist.',
  },
  arriving: (percent) => `kommt an, ${percent} %`,
  broken:
    'Die Übertragung brach ab. Wählen Sie dieselbe Datei noch einmal, um fortzufahren, oder nehmen Sie die Unterlage zurück.',
  checking: 'wird vom Schalter geprüft',
  looking: (page, pages) => `auf dem Bildschirm, Seite ${page} von ${pages}`,
  faults: {
    altered:
      'Die Unterlage kam nicht vollständig an. Fügen Sie sie noch einmal hinzu. (unterlage-veraendert)',
    not_this_type: 'Das ist weder ein PDF noch ein Foto. (unterlage-art)',
    damaged:
      'Diese Datei ist beschädigt und kann nicht gezeigt werden. Bitten Sie um eine andere. (unterlage-beschaedigt)',
    locked:
      'Dieses PDF ist geschützt. Bitten Sie um eines ohne Passwort, oder fotografieren Sie die Seiten. (unterlage-geschuetzt)',
    too_many_pages:
      'Diese Unterlage hat mehr als 20 Seiten. Fügen Sie nur hinzu, was nötig ist. (unterlage-zu-lang)',
    hidden_data: 'In diesem Foto stecken noch Daten neben dem Bild. (unterlage-daten)',
  },
  show: 'Vorlegen',
  hide: 'Weglegen',
  drop: 'Zurücknehmen',
  fixed: 'Nehmen Sie das vorgelegte Dokument zurück, um an den Unterlagen etwas zu ändern.',
}
