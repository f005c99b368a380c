import type { WindowNow } from './area.ts'

/** The steps of Chromium's zoom: a width that is some pixels off, for a window's border, belongs to one of them. */
const ZOOMS = [0.25, 1 / 3, 0.5, 2 / 3, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5]

/** Device pixels to a CSS pixel at a zoom of 1, as the operating system is set. */
export function screenScale(): number {
  const shown = outerWidth > 0 && innerWidth > 0 ? outerWidth / innerWidth : 1
  const away = (zoom: number) => Math.abs(Math.log(zoom / shown))
  const zoom = ZOOMS.reduce((best, each) => (away(each) < away(best) ? each : best))
  return devicePixelRatio / zoom
}

/** The last pointer, with its window's place then: browsers have no other way to say where in it the page is. */
let pointer: { readonly at: PointerEvent; readonly left: number; readonly top: number } | null =
  null
addEventListener('pointermove', (event) => {
  pointer = { at: event, left: screenX, top: screenY }
})
addEventListener('resize', () => {
  pointer = null
})

/** @param scale of the screen, `screenScale` when its place was measured */
export function windowNow(scale: number): WindowNow {
  const zoom = devicePixelRatio / scale
  const { left, top } = pointerCorner(zoom) ?? usualCorner(zoom)
  return {
    screenWidth: screen.width,
    screenHeight: screen.height,
    pixelRatio: devicePixelRatio,
    left: onScreen(screenX, outerWidth, screen.width, availableFrom('availLeft')) + left,
    top: onScreen(screenY, outerHeight, screen.height, availableFrom('availTop')) + top,
  }
}

/** Of the page's corner beside that of its window. */
function pointerCorner(zoom: number): { readonly left: number; readonly top: number } | null {
  if (!pointer) return null
  const { at, left, top } = pointer
  return { left: at.screenX - at.clientX * zoom - left, top: at.screenY - at.clientY * zoom - top }
}

/** Borders alike at both sides, everything else above the page. */
function usualCorner(zoom: number): { readonly left: number; readonly top: number } {
  const border = Math.max((outerWidth - innerWidth * zoom) / 2, 0)
  return { left: border, top: Math.max(outerHeight - innerHeight * zoom - border, 0) }
}

/** A position on the desktop of all screens, as one on the screen that has the middle of the window. */
function onScreen(start: number, length: number, size: number, screenStart: number): number {
  const middle = start + length / 2
  return middle >= 0 && middle < size ? start : start - screenStart
}
/** Where this screen begins on a desktop of several; Chromium has it, the standard does not. */
function availableFrom(side: 'availLeft' | 'availTop'): number {
  const value: unknown = Reflect.get(screen, side)
  return typeof value === 'number' ? value : 0
}
