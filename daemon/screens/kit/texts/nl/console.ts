import { card } from './card.ts'
import { exchange } from './exchange.ts'
import { identity } from './identity.ts'
import { place } from './place.ts'
import { queue } from './queue.ts'
import { record } from './record.ts'
import { statement } from './statement.ts'

export const consolePage = {
  title: 'Loket, centraal kantoor',
  name: 'Loket',
  subtitle: 'Centraal kantoor',

  // Log-in.
  logIn: 'Aanmelden',
  logOut: 'Afmelden',
  user: 'Gebruiker',
  password: 'Wachtwoord',
  logInIntro: 'Meld u aan om mensen aan de loketten te ontvangen.',
  logInErrors: {
    wrong: 'Gebruiker of wachtwoord klopt niet. Probeer het nog eens.',
    tooOften: 'Te veel pogingen. Wacht een minuut en probeer het dan opnieuw.',
    empty: 'Vul uw gebruikersnaam en uw wachtwoord in.',
    noOffice: 'Het kantoor antwoordt niet. Zodra het er weer is, kunt u zich aanmelden.',
  },
  checking: 'Het kantoor wordt gezocht',

  // The bar.
  keys: 'Toetsen',
  language: 'Taal van dit scherm',
  connected: 'verbonden',
  offline: (since: string) =>
    `Geen verbinding met het kantoor sinds ${since}. U kunt verder typen: alles gaat mee zodra de verbinding er is.`,
  elsewhere: 'U bent verdergegaan in een ander venster. Sluit dat venster om hier verder te gaan.',
  roles: { inspector: 'inspecteur', chief: 'hoofdinspecteur' },
  close: 'Sluiten',

  // The dossier.
  dossier: 'Dossier',
  kind: 'Soort bezoek',
  kinds: { talk: 'Gesprek', notification: 'Melding', report: 'Aangifte', complaint: 'Klacht' },
  steps: {
    who: 'Wie',
    rights: 'Rechten',
    story: 'Verhaal',
    papers: 'Stukken',
    reading: 'Lezen',
    signing: 'Tekenen',
    closing: 'Afronden',
  },
  stepAt: { done: 'klaar', now: 'nu', later: 'later', unneeded: 'niet nodig' },
  unneeded:
    'Bij een gesprek is dit niet nodig. Wordt het toch een melding, aangifte of klacht, kies dan bovenaan een andere soort.',

  outcomeName: 'Uitkomst',
  outcome: 'Hoe eindigt dit bezoek?',
  outcomes: {
    advised: 'geïnformeerd',
    referred: 'doorverwezen',
    signed: 'getekend',
    refused: 'niet getekend',
    left: 'burger is weggegaan',
    abandoned: 'stopgezet',
  },
  outcomeHint: 'Voor „getekend” of „niet getekend” moet het document eerst voorgelegd zijn.',
  wrap: 'Rond af',
  closeVisit: 'Sluit het bezoek',
  copy: 'Kopie',
  copyStates: {
    none: 'niet van toepassing',
    offered: 'aangeboden; de burger kiest',
    printing: 'wordt gedrukt',
    printed: 'meegegeven',
    declined: 'niet gewenst',
    failed: 'drukken is niet gelukt; de burger kan opnieuw kiezen',
  },
  dossierState: 'Verzegeld dossier',
  dossierStates: {
    none: 'wordt verzegeld',
    sealed: 'verzegeld, onderweg naar het archief',
    acknowledged: 'ontvangen in het archief',
  },
  closingWaits: {
    outcome: 'Kies eerst hoe het bezoek eindigt.',
    dossier: 'Het dossier wordt nog verzegeld.',
    copy: 'De burger kiest nog of er een kopie op papier komt.',
  },
  ended: 'Het bezoek is klaar.',

  // The archive.
  archive: 'Afgeronde dossiers',
  archiveEmpty: 'Nog geen afgeronde dossiers.',
  open: 'Open',
  back: 'Terug naar de lijst',
  opening: 'Het dossier wordt geopend',
  openErrors: {
    forbidden: 'Dit dossier is van een collega. Alleen wie het maakte, opent het.',
    missing: 'Dit dossier is er niet meer.',
    noOffice: 'Het kantoor antwoordt niet. Probeer het zo nog eens.',
  },
  verified: 'Nagegaan bij het openen',
  documents: 'Documenten',
  documentRoles: {
    presented: 'voorgelegd',
    signed: 'getekend',
    refused: 'met weigering',
    attestation: 'attest van klacht',
    loss: 'attest van verlies of diefstal',
    exchanged: 'stuk bij de verklaring',
  },
  openPdf: 'Open als PDF',
  stampedBy: (authority: string, at: string, level: string) =>
    `Tijdstempel van ${authority} op ${at} (${level})`,
  stampGrows: 'het bewijs voor later wordt nog aangevuld',
  stampStates: {
    waiting: 'Nog geen tijdstempel: het kantoor probeert opnieuw',
    off: 'Geen tijdstempel: het kantoor heeft geen tijdstempeldienst',
  },
  openPhoto: 'Open de foto',
  recordTitle: 'Verslag',
  recordWords: record,
  cardWords: card,
  exchange,
  dossierFile: 'Dossierbestand',
  dossierFileHint: 'Iedereen kan het nakijken met loket verify, ook zonder netwerk.',
  verifierPage: 'Bladzijde om na te kijken',
  verifierPageHint:
    'Geef ze mee met het dossierbestand: ze werkt in elke browser, ook zonder netwerk.',
  accessLogged: 'Elke opening staat in het toegangsregister.',

  // The chief's board.
  board: 'Overzicht',
  place: 'Gemeente',
  longest: 'Langste wacht',
  inQueue: 'In de rij',
  seats: 'Inspecteurs',
  freeSeat: 'vrij',
  nobody: 'niemand',

  // Answers that are a no.
  answers: {
    no_seat_free:
      'Alle plaatsen zijn bezet. Vraag een collega om een plaats vrij te maken. (geen-plaats-vrij)',
    no_seat: 'Neem eerst een plaats. (geen-plaats)',
    nobody_waiting: 'Er wacht niemand. (niemand-wacht)',
    in_visit: 'U bent nog in een bezoek. Rond dat eerst af. (in-bezoek)',
    not_in_visit: 'Dit bezoek loopt niet meer. (geen-bezoek)',
    nothing_to_undo: 'Dit kan niet meer ongedaan gemaakt worden. (te-laat)',
    not_allowed: 'Dat mag u niet doen. (niet-toegelaten)',
    expired: 'Het duurde te lang. Probeer het nog eens. (verlopen)',
    box_unreachable:
      'Het loket antwoordt niet. Het wordt weer bereikbaar; probeer het zo nog eens. (loket-onbereikbaar)',
    not_now: 'Dat kan nu niet: kijk rechts hoe ver het bezoek staat. (nu-niet)',
    malformed: 'Het kantoor begreep dit niet. Laad de pagina opnieuw. (vormfout)',
  },

  // Keys.
  keysTitle: 'Alles met het toetsenbord',
  keysHint: 'De toetsen werken ook terwijl u typt.',
  keyNames: {
    next: 'Volgende, of een plaats nemen',
    steps: 'Een stap van het dossier openen',
    act: 'De belangrijkste handeling van de open stap',
    mute: 'Microfoon dempen',
    undo: 'Weer oproepen na „niet hier” of „terug in de rij”',
    notHere: 'Niet hier',
    putBack: 'Terug in de rij',
    pause: 'Pauze',
    queue: 'Naar de wachtrij',
    story: 'Naar het verhaal',
    help: 'Deze lijst',
    leave: 'Deze lijst sluiten',
  },

  myPlace: place,
  ...queue,
  ...identity,
  ...statement,
}
