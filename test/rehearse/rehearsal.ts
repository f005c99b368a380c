import type { Browser } from 'playwright-core'
import { openChromium } from '../browser/chromium.ts'
import { Citizen, Hand, TimeoutError, until } from '../system/clients.ts'
import { type TestDemo, testDemo } from '../system/demo.ts'
import { drawSignature, STORY } from '../system/play.ts'
import { family, isAlive } from '../system/processes.ts'
import { status } from '../system/status.ts'
import { type ConsolePage, consolePage } from './console-page.ts'

/** One step of the rehearsal: it holds, or it throws. */
export interface RehearsalStep {
  readonly name: string
  run(): Promise<string | undefined>
}

/** More than this share of codes that cannot be read, and the picture proves nothing. */
const MOST_UNREADABLE = 0.01
const ENOUGH_CODES = 60

/** Below this share of the loudest there is is noise of the codec; the test sentences reach a third and more. */
const SILENCE = 0.02
const LOUDEST = 32_767
/** Both test sentences are said again within this time. */
const SENTENCE_MS = 12_000

/** A whole visit without a person, in fresh temporary state: the steps, and what ends it whatever happened. */
export function rehearsal(): { steps: readonly RehearsalStep[]; end(): Promise<void> } {
  let demo: TestDemo | undefined
  let browser: Browser | undefined
  let inspector: ConsolePage | undefined
  let hand: Hand | undefined
  let citizen: Citizen | undefined
  let number = ''
  let processes: number[] = []
  const on = () => {
    if (!demo || !inspector || !hand || !citizen)
      throw new TimeoutError('the rehearsal has not begun')
    return { demo, inspector, hand, citizen }
  }
  const end = async () => {
    hand?.close()
    citizen?.close()
    await browser?.close()
    await demo?.end()
    browser = undefined
    demo = undefined
  }
  const step = (name: string, run: () => Promise<unknown>): RehearsalStep => ({
    name,
    run: async () => {
      const detail = await run()
      return typeof detail === 'string' ? detail : undefined
    },
  })
  const steps = [
    step('broker, kantoor, kamer en loketd starten', async () => {
      demo = await testDemo()
      const [room] = demo.rooms
      if (!room) throw new TimeoutError('no room')
      hand = new Hand(room.url)
      citizen = new Citizen(room.screens)
      await until('the room', () => hand?.state && citizen?.reading)
      processes = [...demo.processes.values()].flatMap(({ pid }) => (pid ? family(pid) : []))
      return `lezer: ${hand.state?.reader.kind}`
    }),
    step('inspecteur meldt aan in Chromium', async () => {
      browser = await openChromium()
      inspector = await consolePage(browser, demo?.console ?? '')
      await inspector.logIn('an', 'loket-an')
      await inspector.takeSeat()
    }),
    step('knop, ticket op papier, infoscherm, wachtrij', async () => {
      const { hand, citizen, inspector } = on()
      await hand.do({ do: 'button.press' })
      const slip = await until('the slip', () => hand.state?.slips[0])
      number =
        slip.lines.map(({ text }) => /\b[A-Z]{1,2}\d{3,}\b/.exec(text)?.[0]).find(Boolean) ?? ''
      await until('the info screen', () => citizen.info?.queue.some((row) => row.number === number))
      await inspector.waitFor(number)
      return number
    }),
    step('volgende: oproep op het infoscherm', async () => {
      const { citizen, inspector } = on()
      await inspector.next()
      await citizen.sees('welcome')
      await until('the call', () => citizen.info?.called?.number === number)
      await citizen.act({ act: 'language.choose', language: 'nl' })
    }),
    step('beeld van de burger bij de inspecteur', async () => {
      const { inspector } = on()
      const eye = await until('codes in the console', async () => {
        const seen = await inspector.eye()
        return seen && seen.read >= ENOUGH_CODES ? seen : undefined
      })
      return readable(eye)
    }),
    step('beeld van de inspecteur in de 3D-kamer', async () => {
      const { demo } = on()
      const rendered = await until('codes in the room', async () => {
        const { codes } = (await status(demo)).media ?? { codes: undefined }
        return codes && codes.rendered.read >= ENOUGH_CODES ? codes.rendered : undefined
      })
      return readable(rendered)
    }),
    step('geluid in beide richtingen', async () => {
      const { demo, inspector } = on()
      const heard = await until(
        'the sentence of the citizen, played by the console',
        async () => {
          const eye = await inspector.eye()
          const loud = (eye?.soundLevel ?? 0) > SILENCE && eye?.muted === false
          return loud ? eye : undefined
        },
        SENTENCE_MS,
      )
      const media = await until(
        'the sentence of the inspector at the box',
        async () => {
          const now = (await status(demo)).media
          const flows = now && now.soundInPerSecond > 50 && now.soundOutPerSecond > 50
          return flows && now.loudestIn > SILENCE * LOUDEST ? now : undefined
        },
        SENTENCE_MS,
      )
      const levels = [heard.soundLevel ?? 0, media.loudestIn / LOUDEST]
      return `sterkte ${levels.map((level) => `${Math.round(level * 100)} %`).join(' en ')}`
    }),
    step('rechten getoond en bevestigd', async () => {
      const { citizen, inspector } = on()
      await inspector.press('rights', 'rights.present')
      await citizen.sees('rights')
      await citizen.act({ act: 'rights.confirm' })
    }),
    step('identiteitskaart gelezen na toestemming', async () => {
      const { hand, citizen, inspector } = on()
      await inspector.press('who', 'identity.ask')
      await citizen.sees('consent')
      await citizen.act({ act: 'identity.agree' })
      await hand.do({ do: 'card.insert', card: 'specimen-een' })
      await inspector.done('who')
      await hand.do({ do: 'card.remove' })
    }),
    step('verklaring groeit op het leesscherm', async () => {
      const { citizen, inspector } = on()
      await inspector.write(STORY)
      await until(
        'the text',
        () => citizen.reading?.screen === 'talk' && citizen.reading.text === STORY,
      )
    }),
    step('dezelfde bytes getoond en gelezen', async () => {
      const { citizen, inspector } = on()
      await inspector.press('story', 'document.present')
      const { sha256, pages } = await citizen.turnPages()
      await citizen.act({ act: 'document.read', sha256 })
      return `${pages} blz., sha256 ${sha256.slice(0, 12)}`
    }),
    step('getekend op het handtekeningbord', async () => {
      const { hand, citizen, inspector } = on()
      await inspector.press('signing', 'signature.ask')
      await citizen.sees('sign')
      await citizen.act({ act: 'sign.start' })
      await drawSignature(hand)
      await until(
        'the ink',
        () => citizen.reading?.screen === 'pad' && citizen.reading.state === 'captured',
      )
      await citizen.act({ act: 'sign.accept' })
      await citizen.sees('copy')
    }),
    step('kopie afgedrukt', async () => {
      const { hand, citizen } = on()
      await citizen.act({ act: 'copy.print' })
      const paper = await until('paper in the tray', () => hand.state?.tray[0])
      return `${paper.pages} blz.`
    }),
    step('afgerond: dossier bevestigd, toestel gewist', async () => {
      const { citizen, demo, inspector } = on()
      await inspector.end('signed')
      await citizen.sees('idle')
      await until('an empty box', async () => (await status(demo)).visit === null)
    }),
    step('dossier geopend door wie het maakte', async () => {
      const text = await on().inspector.openDossier(number)
      if (!text.includes('Specimen')) throw new TimeoutError('the dossier does not name the person')
    }),
    step('alles gestopt, niets blijft achter', async () => {
      await end()
      const left = processes.filter(isAlive)
      if (left.length > 0) throw new TimeoutError(`still alive: ${left.join(', ')}`)
    }),
  ]
  return { steps, end }
}

function readable({
  read,
  unreadable,
  lastMs,
}: {
  read: number
  unreadable: number
  lastMs?: number | undefined
}): string {
  const share = unreadable / (read + unreadable)
  if (share > MOST_UNREADABLE)
    throw new TimeoutError(`${unreadable} codes unreadable, ${read} read`)
  return `${read} codes gelezen, ${unreadable} onleesbaar, laatste ${Math.round(lastMs ?? 0)} ms oud`
}
