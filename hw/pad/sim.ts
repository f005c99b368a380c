import { createDecoder, encodeFrame, type Report } from './codec.ts'
import { createPenPath, type PenPoint } from './pen-path.ts'
import { encodeTimedPen, ID, TIME_AND_SEQUENCE } from './reports.ts'
import { createBoard, MAX } from './sim-board.ts'

/** A virtual STU-430V: what hangs on the far end of the serial line. */
export interface PadSim {
  /** Bytes that the host wrote. */
  receive(bytes: Uint8Array): void
  /** The pen over the surface; a point with pressure 0 lifts it. */
  pen(points: readonly PenPoint[]): void
  /** Drops one sample in twenty, as a serial line does that overflows. */
  loseSamples(on: boolean): void
  /** Power comes back: all settings are gone and the pad boots for a while. */
  powerOn(): void
  readonly inking: boolean
  stop(): void
}
export interface PadSimOptions {
  readonly send: (bytes: Uint8Array) => void
  /** The host wrote: `inking` may be another. */
  readonly onChange?: () => void
  readonly bootMs?: number
  /** Adds a CRC to the samples; a pad was seen to leave it out. */
  readonly crc?: boolean
}

const SLOT_MS = 5
/** What a pad sends when the pen leaves: a sample of zeros. */
const PEN_LEFT = Uint8Array.of(ID.penTimed, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

export function createPadSim({ send, onChange, bootMs = 150, crc = false }: PadSimOptions): PadSim {
  const path = createPenPath()
  const board = createBoard(bootMs)
  let decoder = createDecoder()
  let losing = false
  let sequence = 0
  let slot = 0
  let timer: NodeJS.Timeout | undefined

  const reply = (report: readonly number[]): void =>
    send(encodeFrame(Uint8Array.from(report), false))
  const answer = ({ id, body }: Report): void => {
    const [wanted = 0] = body
    const found = id === ID.get ? board.read(wanted) : undefined
    if (found) reply([wanted, ...found])
    else reply([ID.result, board.write(id, [...body])])
    onChange?.()
  }
  const sample = (): void => {
    const point = path.next()
    slot += 1
    if (board.option !== TIME_AND_SEQUENCE || !board.ready) return
    if (point) sequence = (sequence + 1) & 0xffff
    if (point && losing && sequence % 20 === 0) return
    send(encodeFrame(point ? timed(point, slot, sequence) : PEN_LEFT, crc))
  }
  const tick = (startedAt: number, startedSlot: number): void => {
    const due = startedSlot + Math.floor((performance.now() - startedAt) / SLOT_MS)
    while (slot < due && path.near) sample()
    if (path.near) return
    clearInterval(timer)
    timer = undefined
  }
  return {
    receive(bytes) {
      for (const item of decoder.push(bytes)) {
        if (item.type === 'report') answer(item)
        else if (item.cause === 'crc') reply([ID.result, board.failCrc()])
      }
    },
    pen(points) {
      path.add(points)
      if (timer || !path.near) return
      const startedAt = performance.now()
      const startedSlot = slot
      timer = setInterval(() => tick(startedAt, startedSlot), SLOT_MS)
    },
    loseSamples(on) {
      losing = on
    },
    powerOn() {
      decoder = createDecoder()
      board.restart(bootMs)
      onChange?.()
    },
    get inking() {
      return board.inking
    },
    stop() {
      clearInterval(timer)
      timer = undefined
    },
  }
}

function timed(point: PenPoint, slot: number, sequence: number): Uint8Array {
  return encodeTimedPen({
    near: true,
    down: point.pressure > 0,
    pressure: Math.round(point.pressure * MAX.pressure),
    x: Math.round(point.x * MAX.x),
    y: Math.round(point.y * MAX.y),
    timeMs: slot * SLOT_MS,
    sequence,
  })
}
