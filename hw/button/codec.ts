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
      const all = rest + text
      const end = all.lastIndexOf('\n') + 1
      rest = all.slice(end).slice(-LINE_LIMIT)
      const lines = all.slice(0, end).split('\n')
      return lines.filter((line) => line === '0' || line === '1').map((line) => line === '1')
    },
  }
}
