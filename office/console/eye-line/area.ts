/** From pixels of the page to millimetres on the desk. */
import type { Area } from './fit.ts'
import type { Place, PlaceScreen } from './place.ts'

/** The screen and this window on it, as the browser tells: CSS pixels at a zoom of 1, but for `pixelRatio`. */
export interface WindowNow {
  readonly screenWidth: number
  readonly screenHeight: number
  /** Device pixels to a CSS pixel; it changes with the zoom of the page. */
  readonly pixelRatio: number
  /** Where the upper left corner of the page is on its screen. */
  readonly left: number
  readonly top: number
}
/** Of an element, CSS pixels of the page. */
export interface PageBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}
export interface PlacedArea extends Area {
  /** Of the area's unit, to a CSS pixel of the page. */
  readonly perPixel: number
}

/** Whether this is the screen that was measured: another one, or another resolution, has other millimetres. */
export function isSameScreen({ width, height }: PlaceScreen, now: WindowNow): boolean {
  return width === now.screenWidth && height === now.screenHeight
}

/** The box in pixels when no place is known, or the window is on another screen than the one that was measured. */
export function areaOf(box: PageBox, place: Place | null, now: WindowNow): PlacedArea {
  if (!place || !isSameScreen(place.screen, now))
    return { width: box.width, height: box.height, camera: null, perPixel: 1 }
  const { screen, camera } = place
  const zoom = now.pixelRatio / screen.scale
  const mm = screen.widthMm / screen.width
  const mmDown = screen.heightMm / screen.height
  const width = box.width * zoom * mm
  const height = box.height * zoom * mmDown
  const left = (now.left + box.left * zoom) * mm
  const top = (now.top + box.top * zoom) * mmDown
  const seenLeft = place.mirrored ? screen.widthMm - left - width : left
  return {
    ...{ width, height, perPixel: zoom * mm },
    camera: { x: screen.widthMm / 2 + camera.asideMm - seenLeft, y: -camera.aboveMm - top },
  }
}
