/** Many changes in one turn make one push. */
export function soon(act: () => void): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    setImmediate(() => {
      waiting = false
      act()
    })
  }
}
