import { Ticket } from 'lucide'
import type { RoomState, SlipLine } from '../../../hw/room/protocol.ts'
import { Icon } from '../kit/components.tsx'
import { Frame } from './frame.tsx'
import { connected, move, room, texts } from './state.ts'

/** The hall, through the open door: info screen, button with its lamp, the slot of the slip printer. */
export function Hall() {
  const src = room.value?.screens.info
  return (
    <section class="hall" aria-label={texts.value.hall}>
      <div class="info-screen">
        {src && <Frame src={src} title={texts.value.infoScreen} pageWidth={1280} />}
      </div>
      <div class="pillar">
        <button
          type="button"
          class="ticket-button"
          data-act="press"
          aria-disabled={connected.value ? undefined : 'true'}
          onClick={() => move({ do: 'button.press' })}
        >
          <span class="lamp">
            <Icon node={Ticket} />
          </span>
          <span class="label">{texts.value.button}</span>
        </button>
        <Slot slips={room.value?.slips ?? []} />
      </div>
    </section>
  )
}

function Slot({ slips }: { slips: RoomState['slips'] }) {
  const newest = slips.at(-1)
  return (
    <div class="slot">
      <div class="mouth" aria-hidden="true" />
      <p class="visually-hidden" role="status">
        {newest ? newest.lines.map((line) => line.text).join('. ') : texts.value.noSlip}
      </p>
      {newest ? (
        <button
          key={newest.slip}
          type="button"
          class="slip"
          data-act="take slip"
          aria-label={texts.value.slip(newest.slip)}
          onClick={() => move({ do: 'slip.take', slip: newest.slip })}
        >
          <Paper lines={newest.lines} />
          <span class="slip-take">{texts.value.slipTake}</span>
        </button>
      ) : (
        <p class="label">{texts.value.noSlip}</p>
      )}
    </div>
  )
}

/**
 * The letters of the paper's widest line fill its width, as on the real one. What stands under the number is still
 * in the slot, so that the slip covers nothing on the desk; it comes out while one points at the slip.
 */
function Paper({ lines }: { lines: readonly SlipLine[] }) {
  const number = lines.findIndex((line) => line.size === Math.max(...lines.map(({ size }) => size)))
  const columns = Math.max(24, ...lines.map((line) => line.text.trimEnd().length * line.size))
  return (
    <span class="paper" style={{ '--columns': String(columns) }}>
      {lines.map((line, at) => (
        <span
          key={at}
          class="slip-line"
          data-tucked={at > number ? 'yes' : 'no'}
          style={{
            '--size': String(line.size),
            fontWeight: line.bold ? 700 : 450,
            textAlign: line.align,
          }}
        >
          {line.text || '\u00a0'}
        </span>
      ))}
    </span>
  )
}
