import { onoffInput } from '../../hw/button/onoff.ts'
import type { DigitalInput } from '../../hw/button/port.ts'
import { socketInput } from '../../hw/button/sim.ts'
import { ippPrinter } from '../../hw/document-printer/driver.ts'
import { stuPad } from '../../hw/pad/driver.ts'
import { escPosPrinter } from '../../hw/slip-printer/driver.ts'
import type { BoxConfig } from '../config.ts'
import type { PartName, PartState } from '../core/visit-view.ts'
import { cardUnit } from '../identity/parent.ts'
import type { CardOrder, CardReport } from '../identity/protocol.ts'
import { mediaUnit } from '../media/parent.ts'
import type { MediaOrder, MediaReport } from '../media/protocol.ts'
import { buttonWatch } from './button-watch.ts'
import type { Clock } from './clock.ts'
import { type Devices, deviceUnits } from './devices.ts'
import type { Logger } from './log.ts'
import type { PadCapture } from './pad-capture.ts'
import { supervise, type Unit } from './supervise.ts'

export interface HardwareHooks {
  readonly set: (part: PartName, state: PartState) => void
  readonly capture: PadCapture
  readonly onPress: () => void
  readonly onPadGone: () => void
  readonly onMedia: (report: MediaReport) => void
  readonly onMediaGone: () => void
  readonly onCard: (report: CardReport) => void
}

/** Everything in the room, behind its ports; `run` keeps each part alive on its own. */
export interface Hardware extends Devices {
  media(order: MediaOrder): void
  card(order: CardOrder): void
  run(signal: AbortSignal): Promise<void>
}

type PartUnit = Unit & { readonly part: PartName }

export function openHardware(
  config: BoxConfig,
  clock: Clock,
  log: Logger,
  hooks: HardwareHooks,
): Hardware {
  const { set } = hooks
  const devices: Devices = {
    button: openButton(config.button),
    slipPrinter: escPosPrinter(config.slipPrinter),
    pad: stuPad(config.pad),
    printer: ippPrinter({ uri: config.documentPrinter.url }),
  }
  const media = mediaUnit({ config: config.media, onReport: hooks.onMedia })
  const card = cardUnit({ config: config.card, report: hooks.onCard })
  const button = buttonWatch(clock, hooks.onPress, (fault, on) => {
    log.warn({ fault, on }, 'input')
    set('button', on ? 'degraded' : 'up')
  })
  const units: PartUnit[] = [
    ...deviceUnits(devices, {
      set,
      capture: hooks.capture,
      onEdge: (edge) => button.edge(edge.active, edge.atMs),
      onButtonGone: button.lost,
      onPadGone: hooks.onPadGone,
    }),
    { name: 'media', part: 'media', run: (signal) => media.run(signal).finally(hooks.onMediaGone) },
    { name: 'card', part: 'card_reader', run: (signal) => card.run(signal) },
  ]
  return {
    ...devices,
    media: media.send,
    card: card.send,
    run: async (signal) => {
      await Promise.all(
        units.map((unit) => {
          const onState = (state: 'starting' | 'down') => {
            if (state === 'down') set(unit.part, 'down')
          }
          return supervise(unit, { signal, clock, log, onState, maxDelayMs: 3000 })
        }),
      )
    },
  }
}

function openButton(button: BoxConfig['button']): DigitalInput {
  if (button.input === 'sim') return socketInput({ path: button.socket })
  const { chip, line, activeLow } = button
  return onoffInput({ line: { label: chip, offset: line }, activeLow })
}
