import { ID, RESULT, STATE } from './reports.ts'

/** The settings and descriptions inside a virtual STU-430V: what GET reads and SET changes. */
export interface Board {
  /** The body of a report; undefined for one that cannot be read. */
  read(id: number): readonly number[] | undefined
  /** Changes a setting; gives the error code, 0 for done. */
  write(id: number, body: readonly number[]): number
  /** The host's frame failed its CRC. */
  failCrc(): number
  /** All settings go back, and the pad boots for `forMs` milliseconds. */
  restart(forMs: number): void
  readonly ready: boolean
  readonly inking: boolean
  readonly option: number
}

export const MAX = { x: 9600, y: 6000, pressure: 1023 }
const SIZES = new Map<number, number>([
  [ID.penData, 7],
  [ID.status, 5],
  [ID.reset, 2],
  [ID.information, 17],
  [ID.capability, 17],
  [ID.uid2, 11],
  [ID.reportRate, 2],
  [ID.clearScreen, 2],
  [ID.inkingMode, 2],
  [ID.inkThreshold, 5],
  [ID.penOption, 2],
  [ID.penTimed, 11],
  [ID.sizes, 512],
])
const RATES = new Set([150, 200])
const u16 = (value: number): [number, number] => [value >> 8, value & 0xff]
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')]

function sizeTable(): number[] {
  const table = new Array<number>(511).fill(0)
  for (const [id, size] of SIZES) table.splice(2 * id, 2, ...u16(size))
  return table.slice(0, 511)
}
const FIXED = new Map<number, readonly number[]>([
  [ID.information, [...ascii('STU-430V\0'), 1, 4, 0, 0, 0, 0, 0]],
  [
    ID.capability,
    [...[MAX.x, MAX.y, MAX.pressure, 320, 200].flatMap(u16), 200, ...u16(2540), 3, 0, 0],
  ],
  [ID.uid2, ascii('SIMULATOR0')],
  [ID.sizes, sizeTable()],
])
const factory = (): Map<number, readonly number[]> =>
  new Map([
    [ID.reportRate, [150]],
    [ID.inkingMode, [0]],
    [ID.penOption, [0]],
    [ID.inkThreshold, [21, 0, 16, 0]],
  ])

export function createBoard(bootMs: number): Board {
  let settings = factory()
  let readyAt = performance.now() + bootMs
  let lastError: number = RESULT.ok
  const ready = (): boolean => performance.now() >= readyAt
  const restart = (forMs: number): void => {
    settings = factory()
    readyAt = performance.now() + forMs
  }
  const objection = (id: number, body: readonly number[]): number => {
    if (SIZES.get(id) !== body.length + 1) return RESULT.badParameter
    if (id === ID.reportRate) return RATES.has(body[0] ?? 0) ? RESULT.ok : RESULT.badParameter
    if (id === ID.reset) return RESULT.ok
    if (!settings.has(id) && id !== ID.clearScreen) return RESULT.wrongId
    return ready() ? RESULT.ok : RESULT.wrongState
  }
  /** Setting the rate puts every other setting back. */
  const change = (id: number, body: readonly number[]): number => {
    const objected = SIZES.has(id) ? objection(id, body) : RESULT.wrongId
    if (objected !== RESULT.ok) return objected
    if (id === ID.reportRate || id === ID.reset) restart(bootMs)
    if (settings.has(id)) settings.set(id, body)
    return RESULT.ok
  }
  return {
    read(id) {
      if (id === ID.status) return [ready() ? STATE.ready : STATE.boot, lastError, 0, 0]
      return settings.get(id) ?? FIXED.get(id)
    },
    write(id, body) {
      lastError = change(id, body)
      return lastError
    },
    failCrc() {
      lastError = RESULT.crc
      return lastError
    },
    restart,
    get ready() {
      return ready()
    },
    get inking() {
      return settings.get(ID.inkingMode)?.[0] === 1
    },
    get option() {
      return settings.get(ID.penOption)?.[0] ?? 0
    },
  }
}
