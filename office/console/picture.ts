import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { VisitCommand } from '../../daemon/core/visit-command.ts'
import type { VisitView } from '../../daemon/core/visit-view.ts'
import type { Me } from '../gateway/protocol.ts'
import type { Contact } from './eye-line/contact.ts'
import { type EyesInPicture, eyesInPicture } from './eye-line/framing.ts'
import { place } from './eye-line/kept-place.ts'
import { tellBox } from './eye-line/tell-box.ts'
import { createLink, type LinkEnd, type Offer } from './link.ts'
import { createLinkHealth, type LinkHealth, type LinksPush } from './link-health.ts'
import { createLinkWatch } from './link-watch.ts'
import { type LocalMedia, openLocal } from './local-media.ts'
import { marked } from './mark.ts'
import { type Backdrop, createBackdrop } from './matte/backdrop.ts'
import type { Light } from './matte/light.ts'

/** Sound and picture of this console: what it sends, and the link. */
export interface Picture {
  readonly link: LinkEnd
  readonly local: ReadonlySignal<LocalMedia | undefined>
  readonly muted: ReadonlySignal<boolean>
  /** How the link of this console does, as the box counts it; undefined when nothing was heard for a while. */
  readonly health: ReadonlySignal<LinkHealth | undefined>
  told(push: LinksPush): void
  readonly backdrop: Backdrop
  /** Of the own picture; undefined until it was looked at. */
  readonly light: Signal<Light | undefined>
  /** Where the citizen's eyes are in their picture. */
  readonly eyes: EyesInPicture
  /** How well this inspector can look into them; it is told to the box as well. */
  readonly contact: ReadonlySignal<Contact>
  /** Once a second while the citizen's picture is drawn. */
  drawn(contact: Contact): void
  offered(offer: Offer): void
  mute(muted: boolean): void
  relink(): void
}

export interface PictureOptions {
  readonly me: ReadonlySignal<Me | undefined>
  readonly visit: ReadonlySignal<VisitView | null>
  /** A newer window has the visit; two would take the link from each other for ever. */
  readonly elsewhere: ReadonlySignal<boolean>
  readonly command: (visitId: string, command: VisitCommand, answered: () => void) => void
}

export function createPicture({ me, visit, elsewhere, command }: PictureOptions): Picture {
  const local = signal<LocalMedia | undefined>(undefined)
  const muted = signal(false)
  const heard = createLinkHealth()
  const light = signal<Light | undefined>(undefined)
  const backdrop = createBackdrop((track) => {
    if (local.value) local.value = withVideo(local.value, track)
    link.replaceVideo(track)
  })
  let opening: Promise<LocalMedia> | undefined

  const eyes = eyesInPicture()
  const contact = signal<Contact>({ state: 'none' })
  const box = tellBox(command)
  function drawn(measured: Contact): void {
    const [visitId, set] = [visit.value?.visitId, place.value]
    const up = link.state.value === 'up'
    contact.value = up || measured.state !== 'measured' ? measured : { state: 'none' }
    if (up && visitId && set) box.measured(visitId, measured, set.at)
  }

  const link = createLink({
    eyes: (seen) => eyes.heard(seen, performance.now()),
    local: async () => {
      const { stream } = await open()
      return local.value?.stream ?? stream
    },
    answer: ({ visitId, linkId }, sdp) =>
      command(visitId, { name: 'link.answer', linkId, sdp }, () => {}),
  })
  // An act is repeated until it is answered: one open question is enough, or a gateway that was away would get all.
  let asking = false
  function relink(): void {
    if (asking || !visit.value) return
    asking = true
    command(visit.value.visitId, { name: 'link.ask' }, () => {
      asking = false
    })
  }
  const watch = createLinkWatch(relink)

  function open(): Promise<LocalMedia> {
    opening ??= openLocal({ sentence: me.value?.testSentence ?? '', mark: marked() }).then(
      (media) => {
        const camera = media.picture === 'camera' ? media.stream.getVideoTracks()[0] : undefined
        local.value = media
        // Before anybody can be sent it: what is behind the inspector is theirs.
        if (camera) local.value = withVideo(media, backdrop.begin(camera))
        for (const track of media.stream.getAudioTracks()) track.enabled = !muted.value
        return media
      },
    )
    return opening
  }

  function shut(): void {
    void opening?.then((media) => media.stop())
    opening = undefined
    local.value = undefined
    backdrop.end()
  }

  function offered(offer: Offer): void {
    void link.accept(offer)
  }

  function mute(wanted: boolean): void {
    muted.value = wanted
    for (const track of local.value?.stream.getAudioTracks() ?? []) track.enabled = !wanted
  }

  effect(() => {
    if (!elsewhere.value && (me.value?.seat || visit.value)) void open()
    else shut()
  })
  effect(() => {
    const shown = elsewhere.value ? null : visit.value
    if (!shown) {
      link.close()
      asking = false
      box.stop()
      contact.value = { state: 'none' }
    }
    heard.mine(shown && link.linkId.value)
    watch.look({ visit: shown, state: link.state.value, linkId: link.linkId.value })
  })
  const { health, told } = heard
  return {
    ...{ link, local, muted, health, told, backdrop, light },
    ...{ eyes, contact, drawn, offered, mute, relink },
  }
}

function withVideo(media: LocalMedia, track: MediaStreamTrack): LocalMedia {
  return { ...media, stream: new MediaStream([track, ...media.stream.getAudioTracks()]) }
}
