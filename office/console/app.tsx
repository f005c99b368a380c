import { Notice } from '../../daemon/screens/kit/components.tsx'
import { Archive } from './archive.tsx'
import { Bar } from './bar.tsx'
import { Chief } from './chief.tsx'
import { Citizen } from './citizen.tsx'
import { Dossier } from './dossier.tsx'
import { LogIn } from './log-in.tsx'
import { Queue } from './queue.tsx'
import type { Session } from './session.ts'
import { texts } from './speech.ts'
import { timeOf } from './times.ts'

export function App({ s }: { s: Session }) {
  if (s.stage.value === 'checking') return <p class="checking">{texts.value.checking}</p>
  if (s.stage.value === 'out') return <LogIn entered={s.enter} />
  return (
    <div class="frame">
      <Bar s={s} />
      <Offline s={s} />
      {s.elsewhere.value && (
        <div class="offline" data-name="elsewhere">
          <Notice tone="amber">{texts.value.elsewhere}</Notice>
        </div>
      )}
      {s.me.value?.role === 'chief' ? <Chief s={s} /> : <Desk s={s} />}
    </div>
  )
}

/** The three columns of an inspector. */
function Desk({ s }: { s: Session }) {
  return (
    <main class="desk">
      <Queue s={s} />
      <Citizen s={s} />
      {s.visit.value ? <Dossier s={s} /> : <Archive s={s} />}
    </main>
  )
}

function Offline({ s }: { s: Session }) {
  const lostAt = s.lostAtMs.value
  if (lostAt === undefined) return null
  return (
    <div class="offline" data-name="offline">
      <Notice tone="amber">{texts.value.offline(timeOf(lostAt))}</Notice>
    </div>
  )
}
