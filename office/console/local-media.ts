import { testPicture } from './test-picture.ts'
import { testSentence } from './test-sentence.ts'

/** What this console sends: one picture and one sound track. */
export interface LocalMedia {
  readonly stream: MediaStream
  readonly picture: 'camera' | 'test'
  readonly sound: 'microphone' | 'test'
  stop(): void
}

export interface LocalOptions {
  /** Address of the sentence that is sent without a microphone (WAV). */
  readonly sentence: string
  /** Sends the test picture with time codes and the test sentence, whatever devices there are. */
  readonly mark: boolean
}

const PICTURE = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 30 } }
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

/** Camera and microphone where they may be used; the test picture and sentence in place of what is missing. */
export async function openLocal({ sentence, mark }: LocalOptions): Promise<LocalMedia> {
  const camera = mark ? undefined : await ask({ video: PICTURE })
  const microphone = mark ? undefined : await ask({ audio: SOUND })
  const picture = camera ? undefined : testPicture(mark)
  const sound = microphone ? undefined : testSentence(sentence)
  const video = camera ?? picture?.track
  const audio = microphone ?? sound?.track
  // Chromium scales the picture down on a slow start unless it is told that detail counts.
  if (video) video.contentHint = 'detail'
  return {
    stream: new MediaStream([video, audio].filter((track) => track !== undefined)),
    picture: camera ? 'camera' : 'test',
    sound: microphone ? 'microphone' : 'test',
    stop() {
      camera?.stop()
      microphone?.stop()
      picture?.stop()
      sound?.stop()
    },
  }
}

/** One track, or undefined when there is no device or the person said no. */
async function ask(constraints: MediaStreamConstraints): Promise<MediaStreamTrack | undefined> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints)
    return stream.getTracks()[0]
  } catch {
    return undefined
  }
}
