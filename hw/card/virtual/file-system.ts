const APPLET = 'a00000003029057000ad13100101ff'
const BELPIC = 'a000000177504b43532d3135'
const MASTER = '3F00'

/** The files of a card and what is selected among them. */
export interface FileSystem {
  /** Applies SELECT with its P1; gives back a status word. */
  select(p1: number, data: Buffer): number
  /** The selected elementary file, or null. */
  current(): Buffer | null
  reset(): void
}

/** `files` is base64 by absolute path; folders exist where a file lies in them. */
export function fileSystem(files: Readonly<Record<string, string>>): FileSystem {
  const contents = new Map(
    Object.entries(files).map(([path, base64]) => [path, Buffer.from(base64, 'base64')]),
  )
  const folders = new Set([...contents.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))
  folders.add(MASTER)
  let folder = MASTER
  let file: Buffer | null = null

  const take = (path: string): number => {
    const content = contents.get(path)
    if (content) folder = path.slice(0, path.lastIndexOf('/'))
    else if (folders.has(path)) folder = path
    else return 0x6a82
    file = content ?? null
    return 0x9000
  }
  const selectors: Readonly<Record<number, (data: Buffer) => number>> = {
    // A file identifier: the master file, a folder below it, or a file of the current folder.
    2: (data) => {
      const id = data.toString('hex').toUpperCase()
      const [found] = [`${folder}/${id}`, `${MASTER}/${id}`, id].filter(
        (path) => contents.has(path) || folders.has(path),
      )
      return found === undefined ? 0x6a82 : take(found)
    },
    4: (data) => {
      const aid = data.toString('hex')
      if (aid === APPLET) return take(MASTER)
      return aid === BELPIC ? take(`${MASTER}/DF00`) : 0x6a82
    },
    // An absolute path; the manual writes it without the master file, known readers send it with.
    8: (data) => {
      const ids = data.toString('hex').toUpperCase().match(/.{4}/g) ?? []
      return take((ids[0] === MASTER ? ids : [MASTER, ...ids]).join('/'))
    },
  }
  return {
    select: (p1, data) => selectors[p1]?.(data) ?? 0x6a86,
    current: () => file,
    reset() {
      folder = MASTER
      file = null
    },
  }
}
