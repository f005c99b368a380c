import { useSignal, useSignalEffect } from '@preact/signals'
import { CreditCard } from 'lucide'
import { useRef } from 'preact/hooks'
import { Button } from '../../daemon/screens/kit/components.tsx'
import { screenScale } from './eye-line/window-now.ts'
import { texts } from './speech.ts'

/** A bank card, millimetres. Source: ISO/IEC 7810, ID-1. */
const CARD = { width: 85.6, height: 53.98 } as const
/** Widths of the outline, CSS pixels: from a coarse screen to a fine one. */
const LEAST = 150
const MOST = 800
/** 96 pixels to an inch, which is what a CSS pixel means to be. */
const FIRST = Math.round((CARD.width / 25.4) * 96)

interface CardRulerProps {
  readonly measured: (mm: { readonly width: number; readonly height: number }) => void
}

/** The screen's size by a card that is held to it: an outline is made to fit, by pointer or arrow keys. */
export function CardRuler({ measured }: CardRulerProps) {
  const words = texts.value.myPlace
  const used = useSignal(false)
  const width = useSignal(FIRST)
  const outline = useRef<HTMLDivElement>(null)
  useSignalEffect(() => {
    if (used.value && outline.current) outline.current.style.width = `${width.value}px`
  })
  function resize(pixels: number): void {
    width.value = pixels
    // The page's zoom makes the outline larger, not the screen.
    const mm = CARD.width / (pixels * (devicePixelRatio / screenScale()))
    measured({ width: screen.width * mm, height: screen.height * mm })
  }
  function begin(): void {
    used.value = !used.value
    if (used.value) resize(width.value)
  }
  return (
    <div class="card-ruler">
      <Button icon={CreditCard} name="place.card" pressed={used.value} onPress={begin}>
        {words.withCard}
      </Button>
      {used.value && (
        <>
          <p class="soft small" id="card-hint">
            {words.cardHint}
          </p>
          <label>
            <span class="visually-hidden">{words.cardSize}</span>
            <input
              type="range"
              name="card"
              min={LEAST}
              max={MOST}
              step={1}
              value={width.value}
              aria-describedby="card-hint"
              onInput={({ currentTarget }) => resize(Number(currentTarget.value))}
            />
          </label>
          <div class="card-outline" ref={outline} aria-hidden="true">
            <span>85,60 × 53,98 mm</span>
          </div>
        </>
      )}
    </div>
  )
}
