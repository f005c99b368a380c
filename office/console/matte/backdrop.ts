import { type ReadonlySignal, signal } from '@preact/signals'
import { type Matte, type MatteState, startMatte } from './matte.ts'

/** Black behind the inspector, where that was asked for: it is remembered for this computer's camera. */
export interface Backdrop {
  readonly state: ReadonlySignal<MatteState>
  /** What is sent of this camera from now on. */
  begin(camera: MediaStreamTrack): MediaStreamTrack
  end(): void
  want(black: boolean): void
}

const KEPT = 'loket.backdrop'

/** @param send another track is sent from now on. */
export function createBackdrop(send: (track: MediaStreamTrack) => void): Backdrop {
  const state = signal<MatteState>({ is: 'off' })
  let camera: MediaStreamTrack | undefined
  let matte: Matte | null = null

  function start(of: MediaStreamTrack): MediaStreamTrack {
    matte = startMatte(of, (next) => {
      state.value = next
      if (next.is !== 'unable') return
      // Off until somebody asks again: what cannot be done is not promised at the next start.
      localStorage.removeItem(KEPT)
      const stopped = matte
      matte = null
      if (stopped && camera) send(camera)
    })
    return matte?.track ?? of
  }
  function stop(): void {
    matte?.stop()
    matte = null
    state.value = { is: 'off' }
  }
  return {
    state,
    begin(opened) {
      camera = opened
      return localStorage.getItem(KEPT) === 'black' ? start(opened) : opened
    },
    end() {
      camera = undefined
      stop()
    },
    want(black) {
      if (!camera) return
      if (black) localStorage.setItem(KEPT, 'black')
      else localStorage.removeItem(KEPT)
      stop()
      send(black ? start(camera) : camera)
    },
  }
}
