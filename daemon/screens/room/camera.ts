/** This browser's camera and microphone in place of the loket's: JPEG pictures and blocks of sound on the cable. */
import { signal } from '@preact/signals'
import { packetTypes } from '../../../hw/av/cable.ts'
import { sendPacket } from './av.ts'
import microphoneModule from './microphone.worklet.ts?worker&url'

const width = 640
const height = 360
/** Some fifteen pictures a second: enough for a face, and half of what a slow machine can encode. */
const pictureMs = 66
const quality = 0.75

/** `refused` also stands for a browser without devices. */
export const camera = signal<'off' | 'asking' | 'on' | 'refused'>('off')

let stop: (() => void) | undefined

export async function startCamera(): Promise<void> {
  camera.value = 'asking'
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { width, height },
      audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 },
    })
    const stopPictures = await sendPictures(stream)
    const stopSound = await sendSound(stream)
    stop = () => {
      stopPictures()
      stopSound()
      for (const track of stream.getTracks()) track.stop()
    }
    camera.value = 'on'
  } catch {
    camera.value = 'refused'
  }
}

export function stopCamera(): void {
  stop?.()
  stop = undefined
  sendPacket(packetTypes.cameraOff, new Uint8Array())
  camera.value = 'off'
}

async function sendPictures(stream: MediaStream): Promise<() => void> {
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const surface = canvas.getContext('2d')
  const timer = setInterval(() => {
    surface?.drawImage(video, 0, 0, width, height)
    canvas.toBlob((jpeg) => void sendJpeg(jpeg), 'image/jpeg', quality)
  }, pictureMs)
  return () => clearInterval(timer)
}

async function sendJpeg(jpeg: Blob | null): Promise<void> {
  if (jpeg) sendPacket(packetTypes.camera, new Uint8Array(await jpeg.arrayBuffer()))
}

async function sendSound(stream: MediaStream): Promise<() => void> {
  const context = new AudioContext({ sampleRate: 48_000 })
  await context.audioWorklet.addModule(microphoneModule)
  const microphone = new AudioWorkletNode(context, 'microphone', { numberOfOutputs: 0 })
  microphone.port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) =>
    sendPacket(packetTypes.microphone, new Uint8Array(data))
  context.createMediaStreamSource(stream).connect(microphone)
  return () => void context.close()
}
