import type { DigitalInput, Edge } from '../../hw/button/port.ts'
import type { DocumentPrinter, DocumentPrinterEvent } from '../../hw/document-printer/port.ts'
import type { SignaturePad } from '../../hw/pad/port.ts'
import type { PaperState, SlipPrinter } from '../../hw/slip-printer/port.ts'
import type { PartName, PartState } from '../core/visit-view.ts'
import type { PadCapture } from './pad-capture.ts'
import type { Unit } from './supervise.ts'

export interface DeviceHooks {
  readonly set: (part: PartName, state: PartState) => void
  readonly onEdge: (edge: Edge) => void
  readonly onButtonGone: () => void
  readonly onPadGone: () => void
  readonly capture: PadCapture
}
export interface Devices {
  readonly button: DigitalInput
  readonly slipPrinter: SlipPrinter
  readonly pad: SignaturePad
  readonly printer: DocumentPrinter
}

/** The devices that live in loketd itself, each as a unit. */
export function deviceUnits(devices: Devices, hooks: DeviceHooks): (Unit & { part: PartName })[] {
  const { set, capture } = hooks
  return [
    {
      name: 'hw.button',
      part: 'button',
      run: async (signal) => {
        try {
          await devices.button.run(signal, (edge) => {
            set('button', 'up')
            hooks.onEdge(edge)
          })
        } finally {
          hooks.onButtonGone()
        }
      },
    },
    {
      name: 'hw.slip-printer',
      part: 'slip_printer',
      run: (signal) =>
        devices.slipPrinter.run(signal, (event) => set('slip_printer', paper(event.state))),
    },
    {
      name: 'hw.pad',
      part: 'pad',
      run: async (signal) => {
        try {
          await devices.pad.run(signal, (event) => {
            if (event.type === 'pad.ready') set('pad', 'up')
            capture.hear(event)
          })
        } finally {
          hooks.onPadGone()
        }
      },
    },
    {
      name: 'hw.document-printer',
      part: 'document_printer',
      run: (signal) =>
        devices.printer.run(signal, (event) => set('document_printer', printer(event.state))),
    },
  ]
}

function paper(state: PaperState): PartState {
  if (state === 'ready') return 'up'
  return state === 'paper_low' ? 'degraded' : 'down'
}

function printer(state: DocumentPrinterEvent['state']): PartState {
  if (state === 'ready' || state === 'busy') return 'up'
  return state === 'gone' ? 'down' : 'degraded'
}
