import type { Benchmark } from './benchmark.ts'

/** Every benchmark, in the order in which they run. Each is loaded only when it is asked for. */
export const benchmarks: readonly Benchmark[] = [
  {
    names: ['ticket'],
    run: async (progress) => (await import('./ticket.ts')).ticket(progress),
  },
  {
    names: ['press-to-screens', 'press-to-screens-p99'],
    run: async (progress) => (await import('./press-to-screens.ts')).pressToScreens(progress),
  },
  {
    names: ['idle-cpu', 'idle-memory'],
    run: async (progress) => (await import('./idle.ts')).idle(progress),
  },
  {
    names: ['video-up', 'video-up-fps', 'video-down', 'video-down-fps'],
    run: async (progress) => (await import('./video.ts')).video(progress),
  },
  {
    names: ['room-update', 'room-update-plain', 'room-720p', 'room-1080p'],
    run: async (progress) => (await import('./room.ts')).room(progress),
  },
  {
    names: ['eye-accuracy', 'eye-accuracy-p90', 'eye-accuracy-found'],
    run: async (progress) => (await import('./eyes.ts')).eyeAccuracy(progress),
  },
  {
    names: ['eye-cpu', 'eye-cpu-human'],
    run: async (progress) => (await import('./eyes.ts')).eyeCpu(progress),
  },
  {
    names: ['gaze', 'gaze-up', 'gaze-moving', 'gaze-life-size', 'gaze-jitter'],
    run: async (progress) => (await import('./gaze.ts')).gaze(progress),
  },
  {
    names: ['eid-read-17', 'eid-read-18'].flatMap((name) => [
      name,
      `${name}-commands`,
      `${name}-known`,
      `${name}-wire-name`,
      `${name}-wire`,
      `${name}-wire-floor`,
    ]),
    run: async (progress) => (await import('./eid-read.ts')).eidRead(progress),
  },
  {
    names: ['card-recovery', 'card-recovery-most', 'card-stall'],
    run: async (progress) => (await import('./card-recovery.ts')).cardRecovery(progress),
  },
  {
    names: ['sign-17', 'sign-18'].flatMap((name) => [name, `${name}-most`]),
    run: async (progress) => (await import('./sign.ts')).sign(progress),
  },
]
