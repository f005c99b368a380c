/** Whether a card is in the reader, as far as it has been reported. */
export interface Presence {
  readonly present: boolean
  set(present: boolean): void
  /** True once a card is in; false when `signal` aborts first. */
  wait(signal: AbortSignal): Promise<boolean>
}

/** `changed` is called at every change. */
export function presence(changed: (present: boolean) => void): Presence {
  let present = false
  let waiting: (() => void)[] = []
  return {
    get present() {
      return present
    },
    set(now) {
      if (now === present) return
      present = now
      changed(now)
      if (!now) return
      for (const arrived of waiting) arrived()
      waiting = []
    },
    wait: (signal) =>
      new Promise((resolve) => {
        if (present || signal.aborted) {
          resolve(!signal.aborted)
          return
        }
        waiting.push(() => resolve(true))
        signal.addEventListener('abort', () => resolve(false), { once: true })
      }),
  }
}
