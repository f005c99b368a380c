/** Settings of the media child; part of loketd's config file. */
import { z } from 'zod'
import { meanEyeSpacingMm } from './eyeline/sight.ts'
import { displayConfig, matteConfig } from './room/display.ts'

const eyelineMm = z.number().min(-3000).max(3000)
const side = z.int().min(160).max(3840)

/** Kilobits per second at 640×360: a cable to the town hall, and a van. A high start keeps the delay low. */
export const bitrateProfiles = {
  lan: { startKbps: 8000, minKbps: 2000, maxKbps: 20_000 },
  '4g': { startKbps: 1500, minKbps: 300, maxKbps: 1500 },
} as const

function isProfile(given: unknown): given is keyof typeof bitrateProfiles {
  return typeof given === 'string' && Object.hasOwn(bitrateProfiles, given)
}

export const mediaConfig = z.strictObject({
  /** What the citizen is seen with. */
  camera: z.discriminatedUnion('kind', [
    /** A still picture, gently moving; pictures from the cable take its place while they come. */
    z.strictObject({ kind: z.literal('portrait'), file: z.string().min(1) }),
    z.strictObject({
      kind: z.literal('v4l2'),
      device: z.string().min(1).default('/dev/video0'),
      width: side.default(1280),
      height: side.default(720),
    }),
  ]),
  microphone: z.discriminatedUnion('kind', [
    /** A WAV file (S16LE, 48 kHz, mono), said every `everyMs`; sound from the cable takes its place. */
    z.strictObject({
      kind: z.literal('sentence'),
      file: z.string().min(1),
      everyMs: z.int().min(1000).max(600_000).default(10_000),
    }),
    /** A GStreamer source, for example `alsasrc device=hw:1`. */
    z.strictObject({
      kind: z.literal('gstreamer'),
      source: z.string().min(1),
      /** Takes the loudspeaker's sound out of the microphone's; off where the devices do it themselves. */
      cancelEcho: z.boolean().default(true),
    }),
  ]),
  speaker: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cable') }),
      /** A GStreamer sink, for example `alsasink device=hw:0`. */
      z.strictObject({ kind: z.literal('gstreamer'), sink: z.string().min(1) }),
    ])
    .default({ kind: 'cable' }),
  display: displayConfig.prefault({}),
  matte: matteConfig.default({ kind: 'none' }),
  /** Unix socket of the room process; without it nothing is connected to the cable. */
  cable: z.string().min(1).optional(),
  /** Draws a time code into every picture that is sent: for rehearsals and benchmarks only. */
  markFrames: z.boolean().default(false),
  /** ICE on 127.0.0.1 alone, so that nothing listens beyond loopback: demo and tests. */
  iceLoopback: z.boolean().default(false),
  /** The eye tracker; without it nobody's eyes are looked for. `nets` is the folder that set-up made them in. */
  eyes: z.strictObject({ nets: z.string().min(1) }).optional(),
  /** The site's profile: its name, or kbit/s of its own. */
  bitrate: z.preprocess(
    (given) => (isProfile(given) ? bitrateProfiles[given] : given),
    z
      .strictObject({
        startKbps: z.int().min(100).max(50_000).default(bitrateProfiles.lan.startKbps),
        minKbps: z.int().min(30).max(50_000).default(bitrateProfiles.lan.minKbps),
        maxKbps: z.int().min(100).max(50_000).default(bitrateProfiles.lan.maxKbps),
      })
      .refine((rate) => rate.minKbps <= rate.startKbps && rate.startKbps <= rate.maxKbps, {
        message: 'must be minKbps ≤ startKbps ≤ maxKbps, or "lan" or "4g"',
      })
      .prefault({}),
  ),
  /** Where people's eyes are, for the line on which they meet. */
  eyeline: z
    .strictObject({
      /** Between a citizen's eyes. */
      spacingMm: z.number().min(40).max(85).default(meanEyeSpacingMm),
      /** From drawing to light: pipeline, scan-out and panel. */
      displayMs: z.number().min(0).max(200).default(25),
      /** The camera that is assumed until somebody calibrates: as above the middle of the display. */
      assumed: z
        .strictObject({
          widthDeg: z.number().min(20).max(120).default(60),
          at: z
            .strictObject({ x: eyelineMm, y: eyelineMm, z: eyelineMm })
            .default({ x: 0, y: 360, z: 0 }),
        })
        .prefault({}),
      rest: z
        .strictObject({ x: eyelineMm, y: eyelineMm, z: eyelineMm.min(300) })
        .default({ x: 0, y: 60, z: 1000 }),
    })
    .prefault({}),
  /** Folder that `native/build.sh` compiled into. */
  native: z.string().min(1),
})

export type MediaConfig = z.infer<typeof mediaConfig>
