/** The button's wire: one level a line, `1` while the contact is closed. */
export function encodeLevel(active: boolean): string {
  return active ? '1\n' : '0\n'
}

export interface LevelReader {
  /** Gives the levels of every complete line; a line that is no level is dropped. */
  push(text: string): boolean[]
}
/** A line is two characters; what is longer than this without an end is noise and is forgotten. */
const LINE_LIMIT = 64

export function createLevelReader(): LevelReader {
  let rest = ''
  return {
    push(text) {
      const lines = (rest + text).split('\n')
      rest = (lines.pop() ?? '').slice(-LINE_LIMIT)
      return lines.filter((line) => line === '0' || line === '1').map((line) => line === '1')
    },
  }
}
