import { Signature } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import type { PenPoint } from '../../../hw/room/protocol.ts'
import { Button } from '../kit/components.tsx'
import { drawSample, inkTo, wipe } from './pen.ts'
import { move, room, texts } from './state.ts'

/** A pen on the pad: points go to the simulator as they are made, once a frame. */
export function SignaturePad() {
  const pad = room.value?.pad ?? { plugged: false, inking: false }
  const surface = useRef<HTMLCanvasElement>(null)
  const waitingPoints = useRef<PenPoint[]>([])
  // Both ways: a pad that takes no ink keeps nobody's strokes.
  useEffect(() => wipe(surface.current), [pad.inking])

  const pen = (point: PenPoint) => {
    // Read anew: a sample is still being drawn when the pad stops.
    if (!room.value?.pad.inking) return
    inkTo(surface.current, point)
    if (waitingPoints.current.push(point) > 1) return
    requestAnimationFrame(() => {
      move({ do: 'pad.pen', points: waitingPoints.current.splice(0) })
    })
  }
  const touch = (event: PointerEvent, down: boolean) => {
    const canvas = surface.current
    if (!canvas || !pad.inking) return
    const box = canvas.getBoundingClientRect()
    const fraction = (at: number, from: number, size: number) =>
      Math.min(Math.max((at - from) / size, 0), 1)
    pen({
      x: fraction(event.clientX, box.left, box.width),
      y: fraction(event.clientY, box.top, box.height),
      pressure: down ? event.pressure || 0.5 : 0,
    })
  }
  const state = pad.plugged ? (pad.inking ? 'padInking' : 'padIdle') : 'padUnplugged'
  return (
    <section class="device signature-pad" aria-label={texts.value.pad}>
      <h2 class="label">{texts.value.pad}</h2>
      <div class="pad" data-inking={pad.inking ? 'yes' : 'no'}>
        <canvas
          ref={surface}
          width={640}
          height={280}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            touch(event, true)
          }}
          onPointerMove={(event) => event.buttons === 1 && touch(event, true)}
          onPointerUp={(event) => touch(event, false)}
        />
        <p role="status">{texts.value[state]}</p>
      </div>
      <Button name="sample" icon={Signature} off={!pad.inking} onPress={() => drawSample(pen)}>
        {texts.value.padSample}
      </Button>
    </section>
  )
}
