import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const DEADLINE_MS = 20_000

/** What is heard when nobody has a microphone. The voices differ so that a listener tells them apart. */
const SENTENCES = [
  {
    name: 'citizen.wav',
    voice: ['-v', 'nl+f3', '-p', '60', '-s', '140'],
    text: 'Goedendag. Dit is een testzin van de burger aan het loket. Mijn fiets werd gestolen aan het station.',
  },
  {
    name: 'inspector.wav',
    voice: ['-v', 'nl+m3', '-p', '35', '-s', '140'],
    text: 'Goedendag. Dit is een testzin van de inspecteur in het kantoor. Ik luister naar u, neem rustig uw tijd.',
  },
] as const

/** Makes the two spoken test sentences: WAV, 48 kHz, mono, S16LE. */
export async function makeSounds(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const work = await mkdtemp(join(tmpdir(), 'loket-sounds-'))
  try {
    await Promise.all(
      SENTENCES.map(async ({ name, voice, text }) => {
        const spoken = join(work, `${name}.spoken`)
        const file = join(folder, name)
        await run('espeak-ng', [...voice, '-w', spoken, text], { timeout: DEADLINE_MS })
        await resample(spoken, `${file}.new`)
        await rename(`${file}.new`, file)
      }),
    )
  } finally {
    await rm(work, { recursive: true })
  }
}

async function resample(from: string, to: string): Promise<void> {
  const format = 'audio/x-raw,format=S16LE,rate=48000,channels=1'
  const chain = ['wavparse', 'audioconvert', 'audioresample', format, 'wavenc']
  await run(
    'gst-launch-1.0',
    ['-q', 'filesrc', `location=${from}`, ...chain.flatMap((element) => ['!', element])].concat(
      '!',
      'filesink',
      `location=${to}`,
    ),
    { timeout: DEADLINE_MS },
  )
}
