/** Pictures of this moment as files, for a technician. They go from here into the folder and never over IPC. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sentSize } from './capture/capture.ts'
import { encodePng, type Image, imageOfI420 } from './png.ts'
import type { MediaOrder, MediaReport, SnapshotFile } from './protocol.ts'
import type { Room } from './room/room.ts'

export interface Snapshots {
  take(order: Extract<MediaOrder, { type: 'snapshot.take' }>): Promise<void>
  /** Every picture of the camera, I420 of `sentSize`; kept only while a snapshot waits for one. */
  captured(picture: Uint8Array): void
}

/** A camera that runs has given a picture by then. */
const captureMs = 500

export function makeSnapshots(
  room: Pick<Room, 'snapshot'>,
  report: (message: MediaReport) => void,
): Snapshots {
  let give: ((picture: Uint8Array) => void) | undefined
  /** One after the other: each part gives one picture at a time. */
  let before: Promise<unknown> = Promise.resolve()

  function nextCaptured(): Promise<Image | null> {
    return new Promise((done) => {
      const none = setTimeout(() => done(null), captureMs)
      give = (picture) => {
        clearTimeout(none)
        done(imageOfI420(picture, sentSize.width, sentSize.height))
      }
    })
  }
  async function written(folder: string, people: boolean): Promise<SnapshotFile[]> {
    const capture = people ? await nextCaptured() : null
    const drawn = await room.snapshot()
    const images: [SnapshotFile, Image | null][] = [
      ['capture.png', capture],
      ['matte.png', people ? drawn.matte : null],
      ['room.png', drawn.room],
    ]
    const files: SnapshotFile[] = []
    for (const [name, image] of images) {
      if (!image) continue
      await writeFile(join(folder, name), await encodePng(image), { mode: 0o600 })
      files.push(name)
    }
    return files
  }
  return {
    async take({ requestId, folder, people }) {
      // What could not be written is not among the files: the technician sees which are missing.
      const files = before.then(() => written(folder, people)).catch(() => [])
      before = files
      report({ type: 'snapshot.taken', requestId, files: await files })
    },
    captured(picture) {
      give?.(picture)
      give = undefined
    },
  }
}
