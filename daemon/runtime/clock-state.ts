import { existsSync } from 'node:fs'
import type { ClockState } from './visit-record.ts'

/** systemd-timesyncd leaves this file once it has set the clock. Source: systemd-timesyncd.service(8). */
const SYNCHRONISED = '/run/systemd/timesync/synchronized'

/** What this machine's clock is worth; nothing is claimed that is not known. */
export function clockState(): ClockState {
  return existsSync(SYNCHRONISED)
    ? { synchronised: true, source: 'systemd-timesyncd' }
    : { synchronised: false, source: 'unknown' }
}
