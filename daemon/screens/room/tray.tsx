import { move, room, texts } from './state.ts'

/** The printer's tray: each sheet opens as its PDF, and can be taken away. */
export function Tray() {
  const jobs = room.value?.tray ?? []
  return (
    <section class="device tray" aria-label={texts.value.tray}>
      <h2 class="label">{texts.value.tray}</h2>
      <div class="printer">
        <div class="mouth" aria-hidden="true" />
        {jobs.length === 0 && <p role="status">{texts.value.trayEmpty}</p>}
        <ul>
          {jobs.map(({ job, name, pages, pdf }) => (
            <li key={job} class="sheet">
              <a href={pdf} target="_blank" rel="noreferrer">
                {texts.value.trayJob(name, pages)}
              </a>
              <button type="button" data-job={job} onClick={() => move({ do: 'tray.take', job })}>
                {texts.value.trayTake}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
