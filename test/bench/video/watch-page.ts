import type { Page } from 'playwright-core'
import type { Readings } from './readings.ts'

/** Listens for `ms` to what `watchMarks` tells in a page: every picture that was shown, not a sample of them. */
export async function watchPage(page: Page, ms: number): Promise<Readings> {
  return await page.evaluate(async (ms) => {
    const nothing = { read: 0, unreadable: 0, lastMs: undefined, frames: 0 }
    let last = window.loketLink ?? nothing
    const before = last
    const begun = performance.now()
    const agesMs: number[] = []
    Object.defineProperty(window, 'loketLink', {
      configurable: true,
      get: () => last,
      set(next: typeof last) {
        if (next.read > last.read && next.lastMs !== undefined) agesMs.push(next.lastMs)
        last = next
      },
    })
    await new Promise((resolve) => setTimeout(resolve, ms))
    const elapsedMs = performance.now() - begun
    Object.defineProperty(window, 'loketLink', { configurable: true, writable: true, value: last })
    return { agesMs, unreadable: last.unreadable - before.unreadable, elapsedMs }
  }, ms)
}
