/** Settings of the media child; part of loketd's config file. */
import { z } from 'zod'
import { displayConfig, matteConfig } from './room/display.ts'

const side = z.int().min(160).max(3840)

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
  /** Site profile, kbit/s. The defaults suit a LAN at 640×360; a van on 4G wants 1500/300/1500. */
  bitrate: z
    .strictObject({
      startKbps: z.int().min(100).max(50_000).default(8000),
      minKbps: z.int().min(30).max(50_000).default(2000),
      maxKbps: z.int().min(100).max(50_000).default(20_000),
    })
    .refine((rate) => rate.minKbps <= rate.startKbps && rate.startKbps <= rate.maxKbps, {
      message: 'must be minKbps ≤ startKbps ≤ maxKbps',
    })
    .prefault({}),
  /** The eye tracker; without it nobody's eyes are looked for. `nets` is the folder that set-up made them in. */
  eyes: z.strictObject({ nets: z.string().min(1) }).optional(),
  /** Folder that `native/build.sh` compiled into. */
  native: z.string().min(1),
})

export type MediaConfig = z.infer<typeof mediaConfig>
