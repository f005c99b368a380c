/**
 * A sound server of our own: Debian's PulseAudio with loudspeakers whose sound its microphones hear, and nothing
 * else. Pure echo, through a real server with its own clock and buffers.
 */
import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Test } from 'tap'
import { until } from '../box.ts'

const debian = resolve('.loket/debian')
const library = join(debian, 'usr/lib/x86_64-linux-gnu')

export interface SoundServer {
  source(room: string): string
  sink(room: string): string
  /** As when its device is pulled out. */
  kill(): void
}

/** Must be set before GStreamer is loaded. */
process.env['GST_PLUGIN_PATH'] = resolve('.loket/native/gstreamer')

export async function soundServer(t: Test, rooms: readonly string[]): Promise<SoundServer> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-sound-'))
  const socket = join(folder, 'socket')
  const [modules = ''] = globSync(join(debian, 'usr/lib/pulse-*/modules'))
  const loads = [
    ...rooms.map((room) => `module-null-sink sink_name=${room} rate=48000 channels=1`),
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
  ]
  const server = spawn(
    join(debian, 'usr/bin/pulseaudio'),
    [
      ...['-n', '--daemonize=no', '--exit-idle-time=-1', `--dl-search-path=${modules}`],
      ...loads.flatMap((load) => ['-L', load]),
    ],
    {
      stdio: 'ignore',
      env: {
        HOME: folder,
        XDG_RUNTIME_DIR: folder,
        LD_LIBRARY_PATH: [library, join(library, 'pulseaudio'), modules].join(':'),
      },
    },
  )
  const gone = new Promise((done) => server.once('exit', done))
  t.teardown(async () => {
    server.kill('SIGKILL')
    await gone
    rmSync(folder, { recursive: true, force: true })
  })
  await until('the sound server', () => existsSync(socket))
  const at = `server=unix:${socket} buffer-time=40000 latency-time=10000`
  return {
    source: (room) => `pulsesrc ${at} device=${room}.monitor`,
    sink: (room) => `pulsesink ${at} device=${room}`,
    kill: () => server.kill('SIGKILL'),
  }
}
