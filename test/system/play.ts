/** The steps of a visit, each played by its own person and waited for where it shows. */
import { randomBytes } from 'node:crypto'
import type { InjuredOrder } from '../../daemon/core/injured-view.ts'
import type { PaperOrder } from '../../daemon/core/paper-view.ts'
import type { DocumentView, VisitView } from '../../daemon/core/visit-view.ts'
import type { Demo } from '../../provisioning/demo/demo.ts'
import { Citizen, Hand, Inspector, TimeoutError, until } from './clients.ts'

export const STORY = 'Ik ben Test Getuige. Mijn fiets is gestolen aan het station. Hij is blauw.'

/** Everybody who takes part. */
export interface Cast {
  readonly hand: Hand
  readonly citizen: Citizen
  readonly inspector: Inspector
  leave(): void
}

export async function gather(demo: Demo, box?: string): Promise<Cast> {
  const room = demo.rooms.find((each) => !box || each.box === box)
  if (!room) throw new TimeoutError('no such loket')
  const hand = new Hand(room.url)
  const citizen = new Citizen(room.screens)
  const inspector = await Inspector.logIn(demo.console, 'an', 'loket-an')
  await until('everybody', () => hand.state && citizen.reading && inspector.me)
  const leave = () => {
    for (const each of [hand, citizen, inspector]) each.close()
  }
  return { hand, citizen, inspector, leave }
}

/** Press, slip, info screen, board; the number. */
export async function takeTicket({ hand, citizen, inspector }: Cast): Promise<string> {
  const before = new Set(hand.state?.slips.map(({ slip }) => slip))
  // A press while the slip before is coming out is the same citizen, impatient: wait as the next one would.
  await new Promise((resolve) => setTimeout(resolve, before.size > 0 ? 1000 : 0))
  await hand.do({ do: 'button.press' })
  const slip = await until('the slip', () =>
    hand.state?.slips.find((each) => !before.has(each.slip)),
  )
  const number =
    slip.lines.map(({ text }) => /\b[A-Z]{1,2}\d{3,}\b/.exec(text)?.[0]).find(Boolean) ?? ''
  await until('the info screen', () => citizen.info?.queue.some((row) => row.number === number))
  await until('the board', () => inspector.board?.tickets.some((row) => row.number === number))
  return number
}

export async function call({ citizen, inspector }: Cast): Promise<void> {
  if (!inspector.me?.seat) await inspector.act({ do: 'seat.take' })
  await until('next', async () => (await inspector.act({ do: 'next' })).ok)
  await citizen.sees('welcome')
  await citizen.act({ act: 'language.choose', language: 'nl' })
  await inspector.sees('the language', (visit) => visit.language === 'nl')
}

export async function readRights({ citizen, inspector }: Cast): Promise<void> {
  await inspector.insist({ name: 'rights.present' })
  await citizen.sees('rights')
  await citizen.act({ act: 'rights.confirm' })
  await inspector.sees('confirmed rights', (visit) => visit.rights.state === 'confirmed')
}

export async function showCard(
  { hand, citizen, inspector }: Cast,
  card = 'specimen-een',
): Promise<void> {
  await inspector.insist({ name: 'identity.ask' })
  await inspector.sees('the question', ({ identity }) => identity.state === 'asked')
  await citizen.sees('consent')
  await citizen.act({ act: 'identity.agree' })
  await hand.do({ do: 'card.insert', card })
  await inspector.sees(
    'who it is',
    ({ identity }) => identity.state === 'known' || identity.state === 'failed',
  )
}

export async function takeCard({ hand }: Cast): Promise<void> {
  await hand.do({ do: 'card.remove' })
  await until('an empty reader', () => hand.state?.inserted === null)
}

/** Enters a PIN at the keys beside the reader, once they ask for one. */
export async function enterPin({ hand }: Cast, pin = '1234'): Promise<void> {
  await until('the keys', () => hand.state?.pin.asked)
  for (const key of [...[...pin].map(digitOf), 'ok'] as const) await hand.do({ do: 'pin.key', key })
}

function digitOf(digit: string) {
  return DIGITS.find((each) => each === digit) ?? 'clear'
}
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** The citizen proves with the PIN that the card that was read is theirs. */
export async function prove(cast: Cast): Promise<void> {
  const { citizen, inspector } = cast
  await inspector.insist({ name: 'identity.prove', nonce: randomBytes(32).toString('hex') })
  await citizen.sees('pin')
  await citizen.act({ act: 'pin.agree' })
  await enterPin(cast)
  await inspector.sees(
    'chip and PIN',
    ({ identity }) => identity.state === 'known' && identity.assurance === 'chip+pin',
  )
}

export async function write({ inspector, citizen }: Cast, text = STORY): Promise<void> {
  const rev = (inspector.visit?.draft.rev ?? 0) + 1
  await inspector.insist({ name: 'draft.edit', rev, text })
  await until('the text on the reading screen', () => {
    const seen = citizen.reading
    return seen?.screen !== 'talk' || seen.text === text
  })
}

export async function present({ inspector, citizen }: Cast): Promise<string> {
  await inspector.insist({ name: 'document.present' })
  const { sha256 } = await citizen.sees('document')
  return sha256
}

/** Lays the declaration of injured person before the citizen, after the statement. */
export async function declare({ inspector, citizen }: Cast, order: InjuredOrder): Promise<string> {
  await inspector.insist({ name: 'injured.present', order })
  const { sha256 } = await citizen.sees('document')
  return sha256
}

/** The document that the citizen deals with. */
function laid({ document, injured }: VisitView): DocumentView {
  return injured ?? document
}

export async function read({ citizen, inspector }: Cast, sha256: string): Promise<void> {
  await citizen.turnPages()
  await citizen.act({ act: 'document.read', sha256 })
  await inspector.sees('a read document', (visit) => laid(visit).state === 'read')
}

const STROKE = Array.from({ length: 60 }, (_, i) => ({
  x: 0.2 + i / 100,
  y: 0.5 + 0.2 * Math.sin(i / 4),
  pressure: 0.6,
}))

/** Draws on the pad once it takes ink, and lifts the pen. */
export async function drawSignature(hand: Hand): Promise<void> {
  await until('the pad', () => hand.state?.pad.inking)
  await hand.do({ do: 'pad.pen', points: [...STROKE, { x: 0.8, y: 0.5, pressure: 0 }] })
}

export async function sign({ hand, citizen, inspector }: Cast): Promise<void> {
  await inspector.insist({ name: 'signature.ask' })
  await citizen.sees('sign')
  await citizen.act({ act: 'sign.start' })
  await drawSignature(hand)
  await inspector.sees('ink', (visit) => visit.signature.state === 'captured')
  await citizen.act({ act: 'sign.accept' })
  await inspector.sees('a signed document', (visit) => laid(visit).state === 'signed')
}

/** Signs with the card that is in the reader, and its PIN. */
export async function signWithCard(cast: Cast): Promise<void> {
  const { citizen, inspector } = cast
  await inspector.insist({ name: 'signature.ask' })
  await citizen.sees('sign')
  await citizen.act({ act: 'sign.eid' })
  await citizen.sees('pin')
  await enterPin(cast)
  await inspector.sees('a signed document', (visit) => laid(visit).state === 'signed')
}

export async function takeCopy({ hand, citizen, inspector }: Cast): Promise<void> {
  await citizen.act({ act: 'copy.print' })
  await until('paper in the tray', () => hand.state?.tray[0])
  await inspector.sees('a printed copy', (visit) => visit.copy === 'printed')
}

/** Asks for a paper besides the statement, and waits until the box has made and sealed it. */
export async function addPaper({ inspector }: Cast, order: PaperOrder): Promise<void> {
  await inspector.insist({ name: 'paper.add', order })
  await inspector.sees('the paper', ({ papers }) =>
    papers.some((paper) => paper.order.paper === order.paper && paper.state === 'made'),
  )
}

export async function close(
  { inspector, citizen }: Cast,
  outcome: 'signed' | 'refused' | 'advised',
): Promise<void> {
  await inspector.insist({ name: 'visit.wrap', outcome })
  await inspector.insist({ name: 'visit.close' })
  await until('the end', () => inspector.visit === null)
  await citizen.sees('idle')
}
