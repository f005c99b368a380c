/** Lines that belong together: a paragraph, a row of the table of facts, a heading, the signature field. */
export interface Block<L extends { readonly height: number }> {
  readonly lines: readonly L[]
  /** Space above in points; dropped at the top of a page. */
  readonly before: number
  /** Never split over two pages, unless it is higher than a page. */
  readonly together?: boolean
  /** Its end stands on the page where the next block begins. */
  readonly withNext?: boolean
}
export interface Placed<L> {
  readonly line: L
  /** Points from the top of the text area to the top of the line. */
  readonly top: number
}
export type Page<L> = readonly Placed<L>[]

/** The least number of lines of a paragraph on either side of a page break. */
const LEAST = 2

/** Lays blocks on pages of `height` points; no paragraph leaves one line alone at the foot or head of a page. */
export function paginate<L extends { readonly height: number }>(
  blocks: readonly Block<L>[],
  height: number,
): Page<L>[] {
  const stack = newStack<L>(height)
  for (const [index, block] of blocks.entries()) {
    const fits = chainHeight(blocks, index) <= stack.space()
    const moves =
      block.together || block.withNext || headCount(block.lines, stack.space() - block.before) === 0
    if (!fits && moves && !stack.atTop()) stack.turn()
    fill(stack, block)
  }
  return stack.pages
}

/** The pages so far and the place of the next line. */
interface Stack<L> {
  readonly pages: Placed<L>[][]
  space(): number
  atTop(): boolean
  turn(): void
  skip(gap: number): void
  put(lines: readonly L[]): void
}

function newStack<L extends { readonly height: number }>(height: number): Stack<L> {
  const pages: Placed<L>[][] = [[]]
  let used = 0
  return {
    pages,
    space: () => height - used,
    atTop: () => used === 0,
    turn: () => {
      pages.push([])
      used = 0
    },
    skip: (gap) => {
      if (used > 0) used += gap
    },
    put: (lines) => {
      for (const line of lines) {
        pages.at(-1)?.push({ line, top: used })
        used += line.height
      }
    },
  }
}

/** Puts a block where the stack stands, over as many pages as it needs. */
function fill<L extends { readonly height: number }>(stack: Stack<L>, block: Block<L>): void {
  stack.skip(block.before)
  let rest = block.lines
  while (heightOf(rest) > stack.space()) {
    // A page that is empty takes at least one line, however high it is.
    const count = Math.max(headCount(rest, stack.space()), stack.atTop() ? 1 : 0)
    stack.put(rest.slice(0, count))
    rest = rest.slice(count)
    if (rest.length > 0) stack.turn()
    else return
  }
  stack.put(rest)
}

/** The height of a block with all that must stand on the same page after it. */
function chainHeight<L extends { readonly height: number }>(
  blocks: readonly Block<L>[],
  index: number,
): number {
  const block = blocks[index]
  if (block === undefined) return 0
  const own = block.before + heightOf(block.lines)
  if (!block.withNext) return own
  const next = blocks[index + 1]
  if (next === undefined) return own
  if (next.together || next.withNext) return own + chainHeight(blocks, index + 1)
  const least = next.lines.length <= LEAST + 1 ? next.lines.length : LEAST
  return own + next.before + heightOf(next.lines.slice(0, least))
}

/** How many lines of a paragraph may stand in `space` points when it does not fit as a whole. */
function headCount(lines: readonly { readonly height: number }[], space: number): number {
  let count = 0
  let used = 0
  for (const line of lines) {
    used += line.height
    if (used > space) break
    count += 1
  }
  const left = lines.length - count
  if (left > 0 && left < LEAST) count = lines.length - LEAST
  return count < LEAST ? 0 : count
}

function heightOf(lines: readonly { readonly height: number }[]): number {
  return lines.reduce((sum, line) => sum + line.height, 0)
}
