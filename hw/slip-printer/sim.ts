import { cp858, processReply } from './codec.ts'
import { type Command, createCommandReader } from './commands.ts'

/** One printed line: text and its magnification (1 to 8). */
export interface PrintedLine {
  readonly text: string
  readonly size: number
  readonly bold: boolean
  readonly align: 'left' | 'center' | 'right'
}
/** A virtual ESC/POS printer: what hangs on the far end of the serial line. */
export interface SlipPrinterSim {
  receive(bytes: Uint8Array): void
  paperOut(on: boolean): void
  /** Power comes back: what was in the buffer is gone. */
  powerOn(): void
}
export interface SlipPrinterSimOptions {
  readonly send: (bytes: Uint8Array) => void
  /** A slip was cut off and can be taken. */
  readonly onSlip: (lines: readonly PrintedLine[]) => void
}

const PLAIN = { size: 1, bold: false, align: 'left' } as const
const HEALTHY = 0x12

export function createSlipPrinterSim({ send, onSlip }: SlipPrinterSimOptions): SlipPrinterSim {
  let reader = createCommandReader()
  let style: Omit<PrintedLine, 'text'> = PLAIN
  let line: PrintedLine = { ...PLAIN, text: '' }
  let paper: PrintedLine[] = []
  /** Commands that wait for paper. */
  let held: Command[] = []
  let out = false

  const status = (n: number): void => {
    const broken = [HEALTHY, 0x1a, 0x32, HEALTHY, 0x7e][n] ?? HEALTHY
    send(Uint8Array.of(out ? broken : HEALTHY))
  }
  const endLine = (): void => {
    paper.push({ ...line, text: line.text.trimEnd() })
    line = { ...style, text: '' }
  }
  const restyle = (change: Partial<Omit<PrintedLine, 'text'>>): void => {
    style = { ...style, ...change }
    if (line.text.trim() === '') line = { ...style, text: line.text }
  }
  const clear = (): void => {
    held = []
    line = { ...style, text: '' }
  }
  const print = (command: Command): void => {
    switch (command.type) {
      case 'text':
        if (line.text.trim() === '') line = { ...style, text: line.text }
        line = { ...line, text: line.text + cp858(command.byte) }
        break
      case 'line':
        endLine()
        break
      case 'feed':
        for (let count = 0; count < command.lines; count++) endLine()
        break
      case 'cut':
        onSlip(paper)
        paper = []
        break
      case 'process':
        send(processReply(command.id))
        break
      case 'init':
        style = PLAIN
        clear()
        break
      case 'align':
        restyle({ align: command.align })
        break
      case 'size':
        restyle({ size: command.size })
        break
      case 'bold':
        restyle({ bold: command.on })
        break
    }
  }
  const run = (command: Command): void => {
    if (command.type === 'status') status(command.n)
    else if (command.type === 'clear') clear()
    else if (out) held.push(command)
    else print(command)
  }
  return {
    receive(bytes) {
      for (const command of reader.push(bytes)) run(command)
    },
    paperOut(on) {
      out = on
      if (on) return
      const waiting = held
      held = []
      for (const command of waiting) run(command)
    },
    powerOn() {
      reader = createCommandReader()
      style = PLAIN
      clear()
    },
  }
}
