/** A visit with everything that a page can show on the way, and a picture of each. */
import { setTimeout } from 'node:timers/promises'
import type { Language } from '../../daemon/core/language.ts'
import type { ReadingScreen } from '../../daemon/screens/protocol.ts'
import { until } from '../system/clients.ts'
import { pictureExchange } from './screenshots-exchange.ts'
import { ALL_SIZES, type Size, type Studio } from './screenshots-studio.ts'

/** Nobody changes cards faster. */
const CARD_CHANGE_MS = 800
const STORIES: Readonly<Record<Language, string>> = {
  nl: 'Ik ben Specimen Een. Gisteren omstreeks 18.30 uur zette ik mijn blauwe fiets op slot aan het station van Genk. Toen ik om 19.15 uur terugkwam, was hij weg. Het slot lag doorgeknipt op de grond. Ik heb niemand gezien.',
  fr: 'Je suis Specimen Een. Hier vers 18 h 30, j’ai attaché mon vélo bleu à la gare de Genk. À mon retour, à 19 h 15, il avait disparu. Le cadenas était coupé, par terre. Je n’ai vu personne.',
  de: 'Ich bin Specimen Een. Gestern gegen 18.30 Uhr habe ich mein blaues Fahrrad am Bahnhof von Genk abgeschlossen. Als ich um 19.15 Uhr zurückkam, war es weg. Das Schloss lag durchtrennt am Boden. Ich habe niemanden gesehen.',
  en: 'I am Specimen Een. Yesterday at about 6.30 p.m. I locked my blue bicycle at Genk station. When I came back at 7.15 p.m. it was gone. The lock lay cut on the ground. I saw nobody.',
}

/** One visit in one language. Inspector, hall and other sizes are pictured in the first. */
export interface Take {
  readonly studio: Studio
  readonly language: Language
  readonly first: boolean
}

export async function pictureVisit(take: Take): Promise<void> {
  await pictureTalk(take)
  await pictureExchange(take)
  for (const step of [readDocument, sign, declare, leave]) await step(take)
}

/** Until the statement stands on the reading screen. */
export async function pictureTalk(take: Take): Promise<void> {
  for (const step of [arrive, hearRights, showCard, tell]) await step(take)
}

/** The room's drawing and its screens, in the language of this visit. */
async function citizen(take: Take, name: 'room' | 'reading', state: string, main = false) {
  const { studio, language, first } = take
  const sizes = first && main ? { sizes: ALL_SIZES } : {}
  await studio.shoot(studio[name], name, { state, language, ...sizes })
}
/** The console is pictured in the first visit alone. */
async function desk({ studio, first }: Take, state: string, sizes: readonly Size[] = ALL_SIZES) {
  if (first) await studio.shoot(studio.inspector.page, 'console', { state, language: 'nl', sizes })
}
async function hall({ studio, first }: Take, state: string): Promise<void> {
  if (!first) return
  for (const [language, page] of studio.info)
    await studio.shoot(page, 'info', { state, language, sizes: ALL_SIZES })
}
/** The page itself shows this screen, not only the socket. */
async function shows({ studio, language }: Take, screen: ReadingScreen['screen']): Promise<void> {
  await studio.citizen.sees(screen)
  await studio.reading
    .locator(`html[lang=${language}] [data-screen=${screen}][aria-busy=false]`)
    .waitFor()
}
async function readingShot(
  take: Take,
  screen: ReadingScreen['screen'],
  state: string,
  main = false,
) {
  await shows(take, screen)
  await citizen(take, 'reading', state, main)
}

/** Called to the room; until the talk. */
async function arrive(take: Take): Promise<void> {
  const { studio, language } = take
  await studio.room.locator(`.bar .languages [lang=${language}]`).click()
  await citizen(take, 'room', 'waiting', true)
  await desk(take, 'queue')
  await hall(take, 'waiting')
  await studio.inspector.next()
  await studio.citizen.sees('welcome')
  if (take.first) await readingShot(take, 'welcome', 'welcome')
  await hall(take, 'called')
  await studio.citizen.act({ act: 'language.choose', language })
  await studio.inspector.page.locator('[data-name=link][data-state=up]').waitFor()
  await readingShot(take, 'talk', 'talk')
  // The picture fades in.
  await setTimeout(1500)
  await citizen(take, 'room', 'talk')
  await desk(take, 'talk')
}

async function hearRights(take: Take): Promise<void> {
  const { studio } = take
  await studio.inspector.press('rights', 'rights.present')
  await readingShot(take, 'rights', 'rights', true)
  await desk(take, 'rights')
  await studio.citizen.act({ act: 'rights.confirm' })
  await studio.inspector.done('rights')
}

/** First a card that is none, then the right one. */
async function showCard(take: Take): Promise<void> {
  const { studio } = take
  await studio.inspector.press('who', 'identity.ask')
  await readingShot(take, 'consent', 'consent', true)
  await studio.citizen.act({ act: 'identity.agree' })
  await readingShot(take, 'card', 'card-insert')
  await studio.hand.do({ do: 'card.insert', card: 'geen-eid' })
  await readingShot(take, 'card_failed', 'card-failed')
  await desk(take, 'card-failed')
  await studio.hand.do({ do: 'card.remove' })
  await setTimeout(CARD_CHANGE_MS)
  await studio.citizen.act({ act: 'identity.retry' })
  await shows(take, 'card')
  await studio.hand.do({ do: 'card.insert', card: 'specimen-een' })
  await readingShot(take, 'identified', 'identified')
  await citizen(take, 'room', 'card-in')
  await desk(take, 'identified')
  await studio.hand.do({ do: 'card.remove' })
  await studio.inspector.done('who')
}

async function tell(take: Take): Promise<void> {
  await writeStory(take)
  await readingShot(take, 'talk', 'statement', true)
  await citizen(take, 'room', 'statement', true)
  await desk(take, 'statement')
  if (take.first) await otherLooks(take)
}

async function writeStory({ studio, language }: Take): Promise<void> {
  await studio.inspector.press('story', 'step.story')
  await studio.inspector.page.fill('textarea[name=story]', STORIES[language])
  await until('the text on the reading screen', () => {
    const { reading } = studio.citizen
    return reading?.screen === 'talk' && reading.text === STORIES[language]
  })
}

/** The console in its other languages, in the dark, and with its keys. */
async function otherLooks({ studio }: Take): Promise<void> {
  const { page } = studio.inspector
  const shot = (state: string, language: Language) =>
    studio.shoot(page, 'console', { state, language })
  for (const language of ['fr', 'de', 'en', 'nl'] as const) {
    await page.selectOption('.language select', language)
    if (language !== 'nl') await shot('statement', language)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot('statement-dark', 'nl')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.click('[data-act=keys]')
  await shot('keys', 'nl')
  await page.keyboard.press('Escape')
}

async function readDocument(take: Take): Promise<void> {
  const { studio } = take
  await studio.inspector.press('story', 'document.present')
  const { sha256, pages } = await studio.citizen.sees('document')
  await readingShot(take, 'document', 'document', true)
  await citizen(take, 'room', 'document')
  await desk(take, 'document')
  for (let page = 1; page < pages; page += 1) await studio.reading.click('[data-act=next]')
  await citizen(take, 'reading', 'document-end')
  await studio.citizen.turnPages()
  await studio.citizen.act({ act: 'document.read', sha256 })
  await studio.inspector.done('reading')
}

async function sign(take: Take): Promise<void> {
  const { studio } = take
  await studio.inspector.press('signing', 'signature.ask')
  await readingShot(take, 'sign', 'sign', true)
  await studio.reading.click('[data-act=refuse]')
  await citizen(take, 'reading', 'sign-refusal')
  await studio.reading.click('[data-act=back]')
  await studio.citizen.act({ act: 'sign.start' })
  await until('the pad', () => studio.hand.state?.pad.inking)
  await readingShot(take, 'pad', 'pad-capturing')
  await desk(take, 'pad')
  await studio.room.click('[data-act=sample]')
  await until('ink', () => {
    const { reading } = studio.citizen
    return reading?.screen === 'pad' && reading.state === 'captured'
  })
  await readingShot(take, 'pad', 'pad-captured')
  await citizen(take, 'room', 'pad', true)
  await studio.citizen.act({ act: 'sign.accept' })
  await readingShot(take, 'copy', 'copy')
}

/** The declaration of injured person, read and signed as the statement was. */
async function declare(take: Take): Promise<void> {
  const { studio } = take
  const { page } = studio.inspector
  await studio.inspector.press('closing', 'step.closing')
  await page.click('.injured summary')
  await page.click('[data-act="injured.filed"]')
  await page.click('[data-act="injured.take"]')
  await page.fill('[name=damage]', 'Fiets van 300 euro')
  await desk(take, 'injured-offer')
  await page.click('[data-act="injured.present"]')
  const { sha256 } = await studio.citizen.sees('document')
  await readingShot(take, 'document', 'injured-document', true)
  await desk(take, 'injured-laid')
  await studio.citizen.turnPages()
  await studio.citizen.act({ act: 'document.read', sha256 })
  await page.click('[data-act="signature.ask"]')
  await readingShot(take, 'sign', 'injured-sign', true)
  await desk(take, 'injured-sign')
  await penDown(take)
  await studio.citizen.act({ act: 'sign.accept' })
  await readingShot(take, 'copy', 'injured-copy', true)
  await desk(take, 'injured-signed')
}

async function penDown({ studio }: Take): Promise<void> {
  await studio.citizen.act({ act: 'sign.start' })
  await until('the pad', () => studio.hand.state?.pad.inking)
  await studio.room.click('[data-act=sample]')
  await until('ink', () => {
    const { reading } = studio.citizen
    return reading?.screen === 'pad' && reading.state === 'captured'
  })
}

async function leave(take: Take): Promise<void> {
  const { studio } = take
  const { page } = studio.inspector
  await studio.citizen.act({ act: 'copy.print' })
  await until('paper', () => studio.hand.state?.tray[0])
  await citizen(take, 'reading', 'copy-printed')
  await citizen(take, 'room', 'paper')
  await studio.inspector.press('closing', 'step.closing')
  await desk(take, 'closing')
  await page.click('[data-act="visit.wrap"]:not([aria-disabled="true"])')
  await page.locator('[data-act="visit.close"]:not([aria-disabled="true"])').waitFor()
  await citizen(take, 'reading', 'wrapping')
  await desk(take, 'wrapping')
  await page.click('[data-act="visit.close"]')
  await studio.citizen.sees('idle')
  for (const { job } of studio.hand.state?.tray ?? [])
    await studio.hand.do({ do: 'tray.take', job })
}
