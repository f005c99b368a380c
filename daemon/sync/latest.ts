/**
 * For what replaces itself: starts `work`, and starts it once more when it was asked for while it ran, so that what
 * goes out last is what is true. `work` must not reject.
 */
export function latest(work: () => Promise<unknown>): () => void {
  let running = false
  let again = false
  const run = async () => {
    running = true
    do {
      again = false
      await work()
    } while (again)
    running = false
  }
  return () => {
    again = true
    if (!running) void run()
  }
}
