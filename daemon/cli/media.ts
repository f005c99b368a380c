import * as z from 'zod'
import { liveGaze } from '../core/eye-contact.ts'
import { gradeOf, type LinkGrade } from '../media/link/link-grade.ts'
import type { Shown } from './show.ts'
import { table } from './table.ts'

const flow = z.object({ loss: z.number(), jitterMs: z.number(), fps: z.number(), kbps: z.number() })
const link = z.object({
  linkId: z.string(),
  path: z.enum(['none', 'direct', 'relayed']),
  relayOver: z.exactOptional(z.enum(['udp', 'tcp', 'tls'])),
  roundTripMs: z.exactOptional(z.number()),
  bufferMs: z.number(),
  sent: z.exactOptional(z.object({ width: z.number(), height: z.number() })),
  in: flow,
  out: flow,
})
/** What `loket media stats` reads of loketd's answer; more may be in it. */
const status = z.object({
  box: z.string(),
  media: z
    .object({
      captureFps: z.number(),
      sentFps: z.number(),
      receivedFps: z.number(),
      roomFps: z.number(),
      links: z.array(link),
      gaze: z
        .object({
          samplesDeg: z.array(z.tuple([z.number(), z.number()])),
          calibration: z.object({ residualDeg: z.number() }).nullable(),
        })
        .optional(),
    })
    .nullable(),
})

const GRADE: Readonly<Record<LinkGrade, string>> = { good: 'goed', fair: 'matig', poor: 'slecht' }
const PATH = { none: 'geen weg', direct: 'rechtstreeks', relayed: 'via relais' } as const

/** The last second of camera, room and links. Well only when no link does poorly. */
export function showMediaStats(answer: unknown): Shown {
  const { box, media } = status.parse(answer)
  if (!media) return { text: `Loket ${box}: beeld en geluid draaien niet.\n`, verdict: 'not_well' }
  const rows = [
    ['camera', `${whole(media.captureFps)} beelden/s`],
    ['verstuurd', `${whole(media.sentFps)} beelden/s`],
    ['ontvangen', `${whole(media.receivedFps)} beelden/s`],
    ['ruimte', `${whole(media.roomFps)} beelden/s`],
    ['blik', gazeText(media.gaze)],
  ]
  const links = media.links.map((each, index) => linkText(index + 1, each))
  const none = 'Er is nu geen verbinding.\n'
  return {
    text: `Loket ${box}, de laatste seconde\n${table(rows)}${links.join('') || none}`,
    verdict: media.links.some((each) => gradeOf(each) === 'poor') ? 'not_well' : 'well',
  }
}

function linkText(number: number, stats: z.infer<typeof link>): string {
  const { path, relayOver, roundTripMs, bufferMs, sent } = stats
  const over = path === 'relayed' && relayOver ? ` (${relayOver.toUpperCase()})` : ''
  const rows = [
    ['', 'naar hier', 'van hier'],
    ['verlies', percent(stats.in.loss), percent(stats.out.loss)],
    ['jitter', `${whole(stats.in.jitterMs)} ms`, `${whole(stats.out.jitterMs)} ms`],
    ['beelden', `${whole(stats.in.fps)}/s`, `${whole(stats.out.fps)}/s`],
    ['formaat', '', sent ? `${sent.width}×${sent.height}` : 'geen'],
    ['debiet', `${stats.in.kbps} kbit/s`, `${stats.out.kbps} kbit/s`],
    ['heen en weer', roundTripMs === undefined ? 'onbekend' : `${roundTripMs} ms`],
    ['buffer', `${bufferMs} ms`],
  ]
  return `Verbinding ${number}: ${GRADE[gradeOf(stats)]}, ${PATH[path]}${over}\n${table(rows)}`
}

type Gaze = NonNullable<z.infer<typeof status>['media']>['gaze']
const ALIGNMENT = { aligned: 'uitgelijnd', near: 'bijna', not_aligned: 'niet uitgelijnd' } as const
/** How far the drawn eyes look past the lens. */
function gazeText(gaze: Gaze): string {
  const live = gaze && liveGaze(gaze.samplesDeg, gaze.calibration?.residualDeg ?? null)
  if (!live) return 'geen ogen gezien'
  const degrees = (value: number) => `${value.toFixed(2).replace('.', ',')}°`
  return `${ALIGNMENT[live.alignment]}, ${degrees(live.xDeg)} opzij, ${degrees(live.yDeg)} op of neer`
}

function whole(value: number): string {
  return String(Math.round(value))
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace('.', ',')} %`
}
