import { type Signal, useSignal, useSignalEffect } from '@preact/signals'
import { Mic, MicOff, RefreshCw, Undo2, UserX, Volume2 } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import type { LiveGaze } from '../../daemon/core/eye-contact.ts'
import type { VisitView } from '../../daemon/core/visit-view.ts'
import { Button, Notice, StatusWord } from '../../daemon/screens/kit/components.tsx'
import { BackdropButton, CameraCheck } from './camera-check.tsx'
import { EyeContactWord } from './eye-contact-word.tsx'
import { drawCitizen } from './eye-line/draw-citizen.ts'
import { marked, watchMarks } from './mark.ts'
import { watchLight } from './matte/light.ts'
import { PartList } from './parts.tsx'
import { canLeave } from './path.ts'
import type { Session } from './session.ts'
import { language, texts } from './speech.ts'

/** Centre: the citizen with the line of the eyes, what is sent from here, and the parts of the room. */
export function Citizen({ s }: { s: Session }) {
  const visit = s.visit.value
  const blocked = useSignal(false)
  return (
    <section class="citizen" aria-label={visit ? visit.ticket.number : texts.value.noVisit}>
      <div class="niche" data-visit={visit ? '' : undefined}>
        {visit ? <Remote s={s} blocked={blocked} /> : null}
        <Preview s={s} large={!visit} />
        <div class="eye-line" aria-hidden="true">
          <span>{texts.value.cameraLine}</span>
        </div>
        {visit ? <Veil s={s} visit={visit} /> : null}
      </div>
      {visit ? <Under s={s} visit={visit} blocked={blocked} /> : <IdleUnder s={s} />}
    </section>
  )
}

function Remote({ s, blocked }: { s: Session; blocked: Signal<boolean> }) {
  const video = useRef<HTMLVideoElement>(null)
  const remote = s.picture.link.remote.value
  useEffect(() => {
    const element = video.current
    if (!element || !remote) return
    element.srcObject = remote
    element.play().catch((error: unknown) => {
      // Any other cause is a start that was overtaken: the picture goes on by itself.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return
      // No sound before somebody touched the page: the picture goes on without it, and a button offers it.
      blocked.value = true
      element.muted = true
      void element.play().catch(() => undefined)
    })
    const watching = new AbortController()
    if (marked()) watchMarks(element, watching.signal)
    const { eyes, drawn } = s.picture
    const niche = element.parentElement
    if (niche)
      drawCitizen({ video: element, niche, eyes, onContact: drawn, signal: watching.signal })
    return () => watching.abort()
  }, [remote, blocked, s])
  useSignalEffect(() => {
    if (video.current) video.current.muted = blocked.value
  })
  // biome-ignore lint/a11y/useMediaCaption: a live talk; captions come from a captioner as a guest
  return <video ref={video} class="remote" playsInline autoplay data-name="citizen" />
}

/** Words over the picture while there is none. */
function Veil({ s, visit }: { s: Session; visit: VisitView }) {
  const words = texts.value
  const state = s.picture.link.state.value
  if (state === 'up' && s.picture.link.remote.value) return null
  const wrapped = visit.phase === 'wrapping' || visit.phase === 'closed'
  const line = wrapped
    ? words.phases[visit.phase]
    : state === 'lost'
      ? words.pictureLost
      : state === 'away'
        ? words.pictureFrozen
        : words.pictureOnItsWay
  return (
    <p class="veil" role="status">
      {line}
    </p>
  )
}

function Preview({ s, large }: { s: Session; large: boolean }) {
  const words = texts.value
  const video = useRef<HTMLVideoElement>(null)
  const stream = s.picture.local.value?.stream
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = stream ?? null
    const watching = new AbortController()
    watchLight(element, (light) => (s.picture.light.value = light), watching.signal)
    return () => watching.abort()
  }, [stream, s])
  if (!stream)
    return large ? <p class="veil">{s.me.value?.seat ? words.noPicture : words.noSeat}</p> : null
  return (
    <figure class={large ? 'own own-large' : 'own'} data-picture={s.picture.local.value?.picture}>
      <video ref={video} playsInline autoplay muted data-name="own" />
      {!large && <figcaption>{words.you}</figcaption>}
    </figure>
  )
}

function IdleUnder({ s }: { s: Session }) {
  const words = texts.value
  if (!s.picture.local.value) return null
  return (
    <div class="under">
      <p>
        <strong>{words.noVisit}.</strong> {words.noVisitHint}
      </p>
      <CameraCheck s={s} />
      <Sends s={s} />
    </div>
  )
}

function Under({ s, visit, blocked }: { s: Session; visit: VisitView; blocked: Signal<boolean> }) {
  const words = texts.value
  const { muted } = s.picture
  return (
    <div class="under">
      <div class="under-line">
        <LinkWord s={s} />
        <HealthWord s={s} />
        <EyeContactWord contact={s.picture.contact.value} />
        <span class="phase">{words.phases[visit.phase]}</span>
        <span class="sends-line">
          <BackdropButton s={s} />
          <Sends s={s} />
        </span>
      </div>
      {visit.personWanted && <Notice tone="amber">{words.personWanted}</Notice>}
      <div class="under-acts">
        <Button
          name="mute"
          icon={muted.value ? MicOff : Mic}
          pressed={muted.value}
          onPress={() => s.picture.mute(!muted.value)}
        >
          {muted.value ? words.unmute : words.mute}
        </Button>
        {blocked.value && (
          <Button
            name="sound-on"
            look="primary"
            icon={Volume2}
            onPress={() => (blocked.value = false)}
          >
            {words.soundOn}
          </Button>
        )}
        <Button name="link.ask" icon={RefreshCw} onPress={s.picture.relink}>
          {words.relink}
        </Button>
        {canLeave(visit) && <LeaveActs s={s} />}
      </div>
      <PartList parts={visit.parts} />
    </div>
  )
}

function LeaveActs({ s }: { s: Session }) {
  const words = texts.value
  const off = s.lostAtMs.value !== undefined
  return (
    <span class="leave-acts">
      <Button
        name="visit.not_here"
        icon={UserX}
        off={off}
        onPress={() => s.ask({ name: 'visit.not_here' })}
      >
        {words.notHere}
      </Button>
      <Button
        name="visit.return"
        icon={Undo2}
        off={off}
        onPress={() => s.ask({ name: 'visit.return' })}
      >
        {words.putBack}
      </Button>
    </span>
  )
}

function LinkWord({ s }: { s: Session }) {
  const state = s.picture.link.state.value
  const tone = state === 'up' ? 'green' : state === 'lost' || state === 'away' ? 'amber' : 'blue'
  return (
    <span data-name="link" data-state={state}>
      <StatusWord tone={tone}>{texts.value.linkStates[state]}</StatusWord>
    </span>
  )
}

/** One word for how the link does, and by which way; the figures behind it are one touch away. */
function HealthWord({ s }: { s: Session }) {
  const words = texts.value.linkHealth
  const health = s.picture.health.value
  if (!health) return null
  const { grade, stats, gaze } = health
  const way = stats.path === 'relayed' ? words.relayed : words.direct
  return (
    <details class="health small" data-name="health" data-grade={grade} data-path={stats.path}>
      <summary aria-label={words.label(words.grades[grade], way)}>
        <StatusWord tone={HEALTH_TONES[grade]}>{words.grades[grade]}</StatusWord>
        <span class="soft">{way}</span>
      </summary>
      <p class="soft">{words.figures(stats)}</p>
      {gaze && <GazeText gaze={gaze} />}
    </details>
  )
}

function GazeText({ gaze }: { gaze: LiveGaze }) {
  const { citizenSees } = texts.value.linkHealth
  const { contactAngle } = texts.value.myPlace
  const number = new Intl.NumberFormat(language.value, { maximumFractionDigits: 1 })
  const angle = contactAngle(number.format(gaze.xDeg), number.format(gaze.yDeg))
  return (
    <p class="soft" data-name="citizen-sees" data-state={gaze.alignment}>
      {citizenSees[gaze.alignment]} ({angle})
    </p>
  )
}

const HEALTH_TONES = { good: 'green', fair: 'amber', poor: 'amber' } as const

function Sends({ s }: { s: Session }) {
  const words = texts.value
  const local = s.picture.local.value
  if (!local) return null
  const picture = local.picture === 'camera' ? words.camera : words.testPicture
  const sound = local.sound === 'microphone' ? words.microphone : words.testSound
  return <span class="soft small sends">{words.youSend(picture, sound)}</span>
}
