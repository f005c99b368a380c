/** Tells whoever started us that we listen: the parent over IPC, where there is one. */
export function sayReady(more: object = {}): void {
  process.send?.({ type: 'ready', ...more })
}

/** Aborts on SIGTERM, on SIGINT, and when the parent that started us over IPC is gone. */
export function untilStopped(): AbortSignal {
  const stop = new AbortController()
  const end = () => stop.abort()
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (process.send) process.once('disconnect', end)
  return stop.signal
}
