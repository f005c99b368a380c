import { display, pictured } from './av.ts'
import { texts } from './state.ts'

/** The 3D screen in its dark niche; a slow light lives in it when there is no picture. */
export function Niche() {
  return (
    <section class="niche" aria-label={texts.value.screen}>
      <div class="void" data-pictured={pictured.value ? 'yes' : 'no'}>
        <div class="idle-light" aria-hidden="true" />
        <canvas
          class="display"
          width={640}
          height={360}
          aria-label={texts.value.screen}
          role="img"
          ref={(canvas) => {
            display.value = canvas
          }}
        />
        {!pictured.value && <p class="waiting">{texts.value.screenWaiting}</p>}
      </div>
    </section>
  )
}
